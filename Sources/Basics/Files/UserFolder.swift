import Foundation

/// Vitrine's folders in the person's own, by the XDG Base Directory Specification (https://specifications.freedesktop.org/basedir-spec/), which
/// says that relative paths are to be ignored.
public enum UserFolder: CaseIterable, Sendable {
    /// What a person has made or installed: catalogs, encoders.
    case data
    /// What is remembered from run to run.
    case state
    case config
    /// What can be had again, and may be deleted.
    case cache

    private var variable: String {
        switch self {
        case .data: "XDG_DATA_HOME"
        case .state: "XDG_STATE_HOME"
        case .config: "XDG_CONFIG_HOME"
        case .cache: "XDG_CACHE_HOME"
        }
    }

    /// Where it is below the person's own folder unless the variable says otherwise.
    private var standard: String {
        switch self {
        case .data: ".local/share"
        case .state: ".local/state"
        case .config: ".config"
        case .cache: ".cache"
        }
    }

    /// The folder, whether it is there or not.
    public func url(_ environment: [String: String] = ProcessInfo.processInfo.environment) -> URL {
        let base = environment[variable].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? HomeFolder.path(environment) + "/" + standard
        return URL(fileURLWithPath: base).appendingPathComponent("vitrine")
    }

    /// Where the system may keep data for all its users, the most important first.
    public static func sharedData(_ environment: [String: String] = ProcessInfo.processInfo.environment) -> [URL] {
        let wanted = (environment["XDG_DATA_DIRS"] ?? "").parts(separatedBy: ":").filter { $0.hasPrefix("/") }
        return (wanted + ["/usr/local/share", "/usr/share"]).map { URL(fileURLWithPath: $0).appendingPathComponent("vitrine") }
    }
}
