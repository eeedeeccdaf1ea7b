import Foundation
import TestSupport
import Testing

/// The example shop, walked into from the browser.
@Suite(.onOwnThreads) struct ShopBrowsingTests {
    let folder = try! TemporaryFolder()

    /// Lets the shop's second day begin.
    private func tomorrow(at shop: LoopbackShop) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-c", "import sys, urllib.request; urllib.request.urlopen(sys.argv[1]).read()", shop.url + "/day/2"]
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
    }

    @Test func aShopIsVisitedWhileOneBrowses() throws {
        let catalog = try SmallCatalog.make(in: folder), shop = try LoopbackShop("shop.py", ["--port", "0", "--items", "12"])
        let refused = try TerminalSession(["browse", "--catalog", catalog], in: folder)
        try refused.expect("tee-100")
        refused.type(":fetch \(shop.url)\r")
        try refused.expect("private address")
        refused.type("q")
        #expect(try refused.end() == 0)

        let session = try TerminalSession(["browse", "--catalog", catalog, "--allow-private-addresses"], in: folder)
        try session.expect("tee-100")
        session.type(":fetch \(shop.url)\r")
        try session.expect("fetching")
        try session.expect("added")
        session.type(":where shop contains 'example'\r")
        try session.expect("Tee No.")
        try tomorrow(at: shop)
        session.type(":fetch\r")
        try session.expect("cheaper")
        session.type("i")
        try session.expect("since the previous visit")
        try session.expect("-20%")
        session.type("\u{1B}")
        session.type("q")
        #expect(try session.end() == 0)
        #expect(session.modesAreRestored)
    }

    /// Whoever leaves in the middle of a visit loses nothing, and waits for nobody.
    @Test func leavingEndsTheVisit() throws {
        let catalog = try SmallCatalog.make(in: folder), shop = try LoopbackShop("shop.py", ["--port", "0"])
        let session = try TerminalSession(["browse", "--catalog", catalog, "--allow-private-addresses"], in: folder)
        try session.expect("tee-100")
        session.type(":fetch \(shop.url)\r")
        try session.expect("fetching")
        session.type("\u{3}")
        #expect(try session.end() == 0)
        #expect(session.modesAreRestored)
        let again = try TerminalSession(["browse", "--catalog", catalog, "--allow-private-addresses"], in: folder)
        try again.expect("tee-1")
        again.type(":fetch \(shop.url)\r")
        try again.expect("added")
        again.type("q")
        #expect(try again.end() == 0)
    }
}
