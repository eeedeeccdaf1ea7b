import Foundation

/// What the shell around the program offers.
enum JobControl {
    /// Whether somebody could continue the process once it has stopped: a parent of its process group in the same session, but another group.
    /// Without one the group is orphaned (POSIX), as in a terminal that was started for the program alone, and the system drops the stop.
    static var canStop: Bool {
        let group = getpgrp()
        var parent = getppid()
        while parent > 0, getpgid(parent) == group, let next = self.parent(of: parent), next != parent { parent = next }
        return parent > 0 && getpgid(parent) != group && getsid(parent) == getsid(0)
    }

    private static func parent(of process: pid_t) -> pid_t? {
        guard let stat = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8), let name = stat.lastIndex(of: ")") else { return nil }
        // State and parent stand behind the command's name, which stands in parentheses and may hold anything.
        let fields = stat[name...].split(separator: " ")
        return fields.count > 2 ? pid_t(fields[2]) : nil
    }
}
