import Foundation
import Testing

/// Compares a screen with the file of that name under `Golden`, next to the tests.
///
/// `VITRINE_RECORD_GOLDEN=1 swift test --filter BrowserTests` writes the files anew; look at their difference before committing it.
func expectGolden(_ screen: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(
        path: "Golden/\(name).txt")
    if ProcessInfo.processInfo.environment["VITRINE_RECORD_GOLDEN"] == "1" {
        try? FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try? screen.write(to: file, atomically: true, encoding: .utf8)
        return
    }
    guard let golden = try? String(contentsOf: file, encoding: .utf8) else {
        Issue.record(
            "There is no \(file.lastPathComponent): record it with VITRINE_RECORD_GOLDEN=1.", sourceLocation: sourceLocation)
        return
    }
    #expect(screen == golden, "\(name) looks different", sourceLocation: sourceLocation)
}
