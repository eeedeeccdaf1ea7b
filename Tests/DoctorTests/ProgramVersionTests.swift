import Foundation
import TestSupport
import Testing

@testable import Doctor

@Suite struct ProgramVersionTests {
    private let folder = try! TemporaryFolder()
    private let hash = "0123456789abcdef0123456789abcdef01234567"

    private func commit(_ program: String) -> String { ProgramVersion.commit(besides: folder.url.appendingPathComponent(program)) }

    @Test func aPackageSaysWhatItWasBuiltFrom() throws {
        try folder.write(Array((hash + "\n").utf8), to: "usr/share/vitrine/commit")
        #expect(commit("usr/bin") == "0123456789ab")
        try folder.write(Array("unknown\n".utf8), to: "usr/share/vitrine/commit")
        #expect(commit("usr/bin") == "unknown")
    }

    @Test func aBuildNamesItsCheckout() throws {
        #expect(commit("tree/.build/debug") == "unknown")
        try folder.write(Array("ref: refs/heads/main\n".utf8), to: "tree/.git/HEAD")
        #expect(commit("tree/.build/debug") == "unknown")
        try folder.write(Array("# pack-refs with: peeled\n\(hash) refs/heads/main\n".utf8), to: "tree/.git/packed-refs")
        #expect(commit("tree/.build/debug").hasPrefix("0123456789ab, "))
        try folder.write(Array(String(hash.reversed()).utf8), to: "tree/.git/refs/heads/main")
        #expect(commit("tree/.build/debug").hasPrefix("76543210fedc, "))
        try folder.write(Array(hash.utf8), to: "tree/.git/HEAD")
        #expect(commit("tree/.build/debug").hasPrefix("0123456789ab, "))
    }
}
