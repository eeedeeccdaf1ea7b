import Catalog
import Encoders
import Foundation
import Pictures
import TestSupport
import Testing

/// Words that are typed into the browser, and wishes that outlive it.
@Suite(.onOwnThreads) struct WordsTests {
    private let folder = try! TemporaryFolder()

    /// Takes every other picture for a boat, the others for cats, in the language of the built-in encoder.
    private struct CatsAndBoats: Encoder {
        let identity: EncoderIdentity
        let vocabulary: WordVocabulary
        let preferredSide = 8, batchSize = 4

        init() throws {
            identity = try EncoderStore.standard().find(EncoderStore.standardName).identity
            vocabulary = try #require(try EncoderStore.standard().words(of: identity))
        }

        func encode(_ pictures: [Raster]) throws -> [Float] {
            try pictures.flatMap { picture in
                let number = Int(picture.meanColor().red) / 10
                let vector = try #require(vocabulary.query(number % 2 == 1 ? "sailing boat" : "cat").vector)
                return vector.enumerated().map { $1 + ($0 == number ? 0.05 : 0) }
            }
        }
    }

    private func catalog() throws -> String {
        for number in 0..<12 {
            try folder.write(Fixtures.bitmap(width: 8, height: 8) { _, _ in (UInt8(number * 10 + 4), 90, 90) }, to: "tees/tee-\(100 + number).bmp")
        }
        let catalog = try Catalog(creating: folder.url.appendingPathComponent("catalog"))
        _ = try Indexer(catalog: catalog, encoder: CatsAndBoats()).run(source: folder.path("tees"))
        return folder.path("catalog")
    }

    @Test func wordsOrderTheShopAndAreKeptThroughAKill() throws {
        let catalog = try catalog()
        let session = try TerminalSession(["browse", "--catalog", catalog], in: folder)
        try session.expect("tee-100")
        session.type("w")
        try session.expect("English words")
        session.type("boat -cat")
        try session.expect("looking for: boat, less of cat")
        try session.expect("by “boat -cat”")
        session.type("\r")
        try session.expect("W wish")
        session.type("W")
        try session.expect("♥ 1")
        // Where one is is stored while one rests.
        session.settle(milliseconds: 1500)
        kill(session.programProcess, SIGKILL)
        #expect(try session.end() != 0)

        let again = try TerminalSession(["browse", "--catalog", catalog], in: folder)
        try again.expect("by “boat -cat”")
        try again.expect("♥ 1")
        again.type("b")
        try again.expect("“boat -cat”")
        again.type("\u{1B}")
        try again.expect("page")
        again.type("q")
        #expect(try again.end() == 0)

        let exported = try Program.run(["export", "-", "--format", "json", "--catalog", catalog], in: folder)
        #expect(exported.status == 0 && exported.output.contains("\"words\" : \"boat -cat\""), "\(exported.output)")
        let page = try Program.run(["export", folder.path("x.html"), "--compare", "--catalog", catalog], in: folder)
        #expect(page.status == 0 && page.errors.contains("1 wish in "), "\(page.errors)")
        let basket = try Program.run(["browse", "--print-basket", "--catalog", catalog], in: folder)
        #expect(basket.output.isEmpty && basket.errors.contains("1 wish in words left out."))
    }

    @Test func wordsInLines() throws {
        let catalog = try catalog()
        let lines = "words boat\nwish cat\nwish xyzzyx\nwords xyzzyx\nbasket\n"
        let said = try Program.run(
            ["browse", "--plain", "--catalog", catalog], in: folder, launcher: ["/bin/sh", "-c", "printf '%s' \"$0\" | \"$@\"", lines])
        #expect(said.status == 0 && said.errors.isEmpty, "\(said.errors)")
        for text in ["by “boat”.", "Looking for: boat.", "Wished for: “cat”.", "none of the words “xyzzyx”", "2 wishes", "liked: wish “xyzzyx”, "] {
            #expect(said.output.contains(text), "\(text) is missing in \(said.output)")
        }
    }

    @Test func anEncoderWithoutWordsOffersToFind() throws {
        let session = try TerminalSession(["browse", "--catalog", SmallCatalog.make(in: folder)], in: folder)
        try session.expect("tee-100")
        session.type("w")
        try session.expect("descriptor, which compares the pictures here, knows no words")
        session.type("\u{1B}")
        try session.expect("q quit")
        session.type("q")
        #expect(try session.end() == 0)
    }
}
