import Foundation

/// The person's own folder: `HOME`, and only where that is not set what the password database says.
public enum HomeFolder {
    public static func path(_ environment: [String: String] = ProcessInfo.processInfo.environment) -> String {
        if let home = environment["HOME"], home.hasPrefix("/") { return home }
        return getpwuid(getuid()).flatMap { $0.pointee.pw_dir }.map { String(cString: $0) } ?? "/"
    }

    /// A folder of the XDG Base Directory Specification, which says that relative paths are to be ignored.
    ///
    /// - Parameters:
    ///   - variable: names it, such as XDG_DATA_HOME.
    ///   - standard: where it is below the person's own folder otherwise.
    public static func directory(
        _ variable: String, or standard: String, _ environment: [String: String] = ProcessInfo.processInfo.environment
    ) -> URL {
        if let path = environment[variable], path.hasPrefix("/") { return URL(fileURLWithPath: path) }
        return URL(fileURLWithPath: path(environment)).appendingPathComponent(standard)
    }

    /// A path whose leading `~` or `~/` is the person's own folder; `~name` is left as it is.
    public static func expandingTilde(_ path: String) -> String {
        guard path == "~" || path.utf8.starts(with: "~/".utf8) else { return path }
        return self.path() + path.dropFirst()
    }

    /// A path that a person gave, as a place.
    public static func url(_ path: String) -> URL { URL(fileURLWithPath: expandingTilde(path)) }
}
