import Foundation
import TestSupport
import Testing

/// The quick ones of the attacks in `assets/hostile`, with fixed seeds.
@Suite(.onOwnThreads) struct CampaignTests {
    private static func campaign(_ arguments: String...) throws -> Program.Result {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let script = root.appending(path: "assets/hostile/campaign.py").path
        return try Program.run(
            ["python3", script, "--short", "--program", Program.url.path] + arguments, in: TemporaryFolder(), program: "/usr/bin/env")
    }

    private static let attacks =
        ((try? campaign("--list").output) ?? "").split(separator: "\n").map { String($0.prefix { $0 != " " }) }

    @Test func theCampaignIsThere() { #expect(Self.attacks.count > 30) }

    @Test(arguments: attacks) func anAttackFindsNothing(_ attack: String) throws {
        // Other tests run beside it, so that it has to be patient.
        let result = try Self.campaign("--seed", "1", "--patience", "5", "--only", attack)
        #expect(result.status == 0, "\(result.output)\(result.errors)")
    }
}
