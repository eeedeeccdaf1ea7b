import Foundation

/// The program in which a person reads the web.
enum WebBrowser {
    /// Opens an address; returns at once.
    ///
    /// - Returns: why it was not opened, in a line; nil where it was.
    static func open(_ address: String) -> String? {
        guard let url = URL(string: address), ["http", "https"].contains(url.scheme?.lowercased()) else {
            return "Only http and https addresses are opened."
        }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["xdg-open", url.absoluteString]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        do { try process.run() } catch { return "xdg-open cannot be started." }
        return nil
    }
}
