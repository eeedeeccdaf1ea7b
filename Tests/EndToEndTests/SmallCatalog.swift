import Foundation
import TestSupport
import Testing

/// A catalog of a few pictures of plain gradients, tee-100 and on.
enum SmallCatalog {
    private static let items = 24

    /// The one that all tests copy. Nobody is left to take it away when the last test has ended but the process itself.
    private static let original: Result<TemporaryFolder, any Error> = Result {
        let folder = try TemporaryFolder()
        atexit { if case .success(let folder) = SmallCatalog.original { try? FileManager.default.removeItem(at: folder.url) } }
        try index(in: folder)
        return folder
    }

    /// Puts a copy into a folder as `catalog`, and one of its pictures as `tees`; those that it shows are the original's, and its codes are
    /// made anew by the first search.
    /// - Returns: the catalog's directory.
    static func make(in folder: TemporaryFolder) throws -> String {
        let original = try original.get()
        for name in ["tees", "catalog"] { try FileManager.default.copyItem(atPath: original.path(name), toPath: folder.path(name)) }
        return folder.path("catalog")
    }

    /// Likes tee-100 and tee-102 in a browser.
    static func likeTwo(in catalog: String, _ folder: TemporaryFolder) throws {
        let session = try TerminalSession(["browse", "--catalog", catalog], in: folder)
        try session.expect("tee-100")
        session.type(" \u{1B}[C\u{1B}[C ")
        try session.expect("♥ 2")
        session.type("q")
        #expect(try session.end() == 0)
    }

    /// Has the program make one in a folder as `catalog`, of the pictures in `tees`.
    /// - Returns: the catalog's directory.
    @discardableResult
    static func index(in folder: TemporaryFolder) throws -> String {
        for number in 0..<items {
            let shade = UInt8(number * 10 % 250)
            try folder.write(
                Fixtures.bitmap(width: 12, height: 12) { x, y in (shade, UInt8(x * 20), UInt8(y * 20)) }, to: "tees/tee-\(100 + number).bmp")
        }
        let result = try Program.run(["index", folder.path("tees"), "--encoder", "descriptor", "--catalog", folder.path("catalog")], in: folder)
        #expect(result.status == 0, "\(result.errors)")
        return folder.path("catalog")
    }
}
