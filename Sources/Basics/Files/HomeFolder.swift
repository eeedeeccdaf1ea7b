import Foundation

/// The person's own folder: `HOME`, and only where that is not set what the password database says.
public enum HomeFolder {
    /// The person's own folder: `HOME`, or what the system says where that is not set.
    public static func path(_ environment: [String: String] = ProcessInfo.processInfo.environment) -> String {
        if let home = environment["HOME"], home.hasPrefix("/") { return home }
        return getpwuid(getuid()).flatMap { $0.pointee.pw_dir }.map { String(cString: $0) } ?? "/"
    }

    /// A path whose leading `~` or `~/` is the person's own folder; `~name` is left as it is.
    public static func expandingTilde(_ path: String) -> String {
        guard path == "~" || path.utf8.starts(with: "~/".utf8) else { return path }
        return self.path() + path.dropFirst()
    }

    /// A path that a person gave, as a place.
    public static func url(_ path: String) -> URL { URL(fileURLWithPath: expandingTilde(path)) }
}
