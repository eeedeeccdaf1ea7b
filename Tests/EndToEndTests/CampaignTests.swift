import Foundation
import Testing

/// The quick ones of the attacks in `assets/hostile`, with fixed seeds.
@Suite struct CampaignTests {
    @Test func theShortCampaignFindsNothing() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        // Other tests run beside it, so that it has to be patient.
        process.arguments = [
            "python3", root.appending(path: "assets/hostile/campaign.py").path, "--short", "--seed", "1", "--patience", "5", "--program",
            Program.url.path,
        ]
        let pipe = Pipe()
        (process.standardOutput, process.standardError, process.standardInput) = (pipe, pipe, FileHandle.nullDevice)
        try process.run()
        let said = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(said)")
    }
}
