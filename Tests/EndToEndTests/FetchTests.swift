import Foundation
import TestSupport
import Testing

/// Visits of the example shop by the built program.
@Suite(.onOwnThreads) struct FetchTests {
    private let folder = try! TemporaryFolder()
    private let shop = Result { try LoopbackShop("shop.py", ["--port", "0", "--items", "40"]) }
    private var catalog: String { folder.path("catalog") }

    private func fetch(_ address: String?, _ more: String..., isPrivate: Bool = true) throws -> Program.Result {
        try Program.run(arguments(address) + (isPrivate ? ["--allow-private-addresses", "--rate", "500"] : []) + more, in: folder)
    }

    private func arguments(_ address: String?) -> [String] {
        ["fetch"] + [address].compactMap(\.self) + ["--encoder", "descriptor", "--catalog", catalog]
    }

    private func url(_ path: String = "/") throws -> String { try shop.get().url + path }

    /// What the shop is asked for beside its goods.
    private func call(_ path: String) throws {
        let script = "import sys, urllib.request; urllib.request.urlopen(sys.argv[1]).read()"
        #expect(try Program.run(["python3", "-c", script, url(path)], in: folder, program: "/usr/bin/env").status == 0)
    }

    /// The changes that `news --json` tells, by name, as IDs.
    private func news() throws -> [String: [String]] {
        let result = try Program.run(["news", "--json", "--catalog", catalog], in: folder)
        #expect(result.status == 0, "\(result.errors)")
        let all = try #require(JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: [[String: Any]]])
        return all.mapValues { $0.compactMap { $0["id"] as? String } }
    }

    /// The items beside the first one that are in the shop.
    private func others() throws -> Int {
        let similar = ["similar", "7000000", "--metric", "cosine", "-k", "1000", "--where", "not is gone", "--json", "--catalog", catalog]
        let result = try Program.run(similar, in: folder)
        #expect(result.status == 0, "\(result.errors)")
        return result.output.components(separatedBy: "\"distance\"").count - 1
    }

    @Test(arguments: ["/", "/woo/", "/feed.xml", "/feed.csv", "/pages/"])
    func theSecondDayIsTold(_ path: String) throws {
        let first = try fetch(url(path))
        #expect(first.status == 0 && first.output.contains("added"), "\(first.output)\(first.errors)")
        #expect(try news().values.allSatisfy(\.isEmpty))
        try call("/day/2")
        // Without an address, all shops are visited again.
        let second = try fetch(nil)
        #expect(second.status == 0 && second.output.contains("Since the previous visit: "), "\(second.output)\(second.errors)")
        let news = try news()
        for change in ["new", "gone", "cheaper", "dearer", "backInStock"] { #expect(news[change]?.isEmpty == false, "\(change)") }
        // The first product is cheaper, the sixth is gone.
        #expect(news["cheaper"]?.contains("7000000") == true && news["gone"]?.contains("7000005") == true)
        let similar = try Program.run(["similar", "7000000", "--catalog", catalog], in: folder)
        #expect(similar.status == 0 && !similar.output.contains("7000005"), "\(similar.output)\(similar.errors)")
        // A third visit on the same day changes nothing.
        #expect(try fetch(nil).status == 0 && self.news().values.allSatisfy(\.isEmpty))
    }

    @Test func aKilledVisitIsGoneOnWith() throws {
        for delay in [0.15, 0.3, 0.5, 0.8] {
            let process = try Program.start(arguments(url()) + ["--allow-private-addresses", "--rate", "100"], in: folder)
            Thread.sleep(forTimeInterval: delay)
            _ = Program.kill(process)
            if FileManager.default.fileExists(atPath: catalog) {
                let result = try Program.run(["doctor", "--catalog", catalog], in: folder)
                #expect(result.status == 0, "\(result.output)\(result.errors)")
            }
        }
        let result = try fetch(url())
        #expect(result.status == 0, "\(result.errors)")
        // Whatever the kills left is one first visit, of which nothing is new.
        #expect(try news().values.allSatisfy(\.isEmpty))
        let again = try fetch(nil)
        #expect(again.output.contains("nothing has changed") && again.status == 0)
    }

    @Test func whatIsRefusedIsSaidInOneLine() throws {
        let closed = try fetch(url(), isPrivate: false)
        #expect(closed.status == 1 && closed.errors.contains("is a private address; --allow-private-addresses permits it"))
        let troubles = try LoopbackShop("troubles.py")
        let login = try withExtendedLifetime(troubles) { try fetch(troubles.url + "/trouble/login", "--as", "feed") }
        #expect(login.status == 1 && login.errors.contains("is no merchant feed"), "\(login.errors)")
        let empty = try fetch(url("/nothing"), "--as", "woocommerce")
        #expect(empty.status == 1 && empty.errors.split(separator: "\n").filter { $0.hasPrefix("vitrine: ") }.count == 1)
        let collection = try fetch(url(), "--collection", "nosuch")
        #expect(collection.status == 1 && collection.errors.contains("no collection nosuch is listed there"), "\(collection.errors)")
        for proxy in ["ftp://127.0.0.1", "socks4://127.0.0.1", "file:///etc/passwd", "127.0.0.1:8080", "http://"] {
            let result = try fetch(url(), "--proxy", proxy)
            #expect(result.status == 64 && result.errors.contains("--proxy takes http://, https:// or socks5h://"), "\(proxy): \(result.errors)")
        }
        #expect(!FileManager.default.fileExists(atPath: catalog))
    }

    @Test func aListingThatIsCutTakesNothingForGone() throws {
        #expect(try fetch(url("/feed.csv")).status == 0)
        let before = try others()
        #expect(before > 20)
        let file = try folder.write(Array("id,title,price,image_link\n1,Tee,20 EUR,https://127.0.0.1:1/x.png\n".utf8), to: "small.csv")
        let other = try fetch(file, "--dry-run")
        #expect(other.status == 0 && other.output.contains("lists 1 item"))
        let limited = try fetch(url("/feed.csv"), "--limit", "3")
        #expect(limited.status == 0 && limited.errors.contains("nothing is taken for gone"), "\(limited.output)\(limited.errors)")
        #expect(try others() == before)
    }
}
