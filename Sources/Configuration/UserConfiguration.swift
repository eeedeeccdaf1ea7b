import Basics
import Foundation

/// The person's own `config.toml`.
public enum UserConfiguration {
    /// Where it is, or would be.
    public static var file: URL { UserFolder.config.url().appendingPathComponent("config.toml") }

    /// What it says; nothing where there is none. Read once.
    ///
    /// - Throws: an error in one line when it cannot be used.
    public static func settings() throws -> Settings { try loaded.get() }

    private static let loaded: Result<Settings, any Error> = Result {
        guard FileManager.default.fileExists(atPath: file.path) else { return Settings() }
        return try Settings(file: file)
    }
}
