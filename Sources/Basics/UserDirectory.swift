import Foundation

/// Directories by the XDG Base Directory Specification.
public enum UserDirectory {
    public static var data: URL { directory("XDG_DATA_HOME", ".local/share") }
    public static var state: URL { directory("XDG_STATE_HOME", ".local/state") }
    public static var config: URL { directory("XDG_CONFIG_HOME", ".config") }

    private static func directory(_ variable: String, _ standard: String) -> URL {
        HomeFolder.directory(variable, or: standard).appendingPathComponent("vitrine")
    }
}
