import Basics
import Configuration
import Foundation

/// The person's own `config.toml`.
enum UserConfiguration {
    static var file: URL { UserFolder.config.url().appendingPathComponent("config.toml") }

    /// What it says; nothing where there is none. Read once.
    ///
    /// - Throws: an error in one line when it cannot be used.
    static func settings() throws -> Settings { try loaded.get() }

    private static let loaded: Result<Settings, any Error> = Result {
        guard FileManager.default.fileExists(atPath: file.path) else { return Settings() }
        return try Settings(file: file)
    }
}
