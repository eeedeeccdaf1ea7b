import Basics
import Foundation
import Heads
import TestSupport
import Testing

@testable import Encoders

/// A vocabulary of four words in vectors of two print and one garment numbers.
@Suite struct WordVocabularyTests {
    private let folder = try! TemporaryFolder()

    private static let words = "cat\t0\t-\t9\ncoffee\t1\t-\t4\ncoffee cup\t2\t-\t3\nmice\t1\t-\t0\norange\t2\t0\t5\nred\t-\t0\t0\nwith\t-\t-\t0\n"

    private func vocabulary(_ words: String = words, dimensions: Int = 3, step: Float = 0.5) throws -> WordVocabulary? {
        func tensor(_ shape: [Int], _ values: [Float]) -> Safetensors.Tensor { .init(shape: shape, values: values) }
        let tensors = [
            "print.directions": tensor([3, 2], [10, 0, 0, 10, 6, 8]), "print.steps": tensor([3], [0.1, 0.2, 0.1]),
            "print.spread": tensor([3], [1, 2, 1]),
            "print.covariance": tensor([2, 2], [1, 0, 0, 1]), "garment.directions": tensor([1, 1], [5]), "garment.steps": tensor([1], [step]),
            "garment.spread": tensor([1], [2.5]), "garment.covariance": tensor([1, 1], [1]),
        ]
        try Safetensors(tensors: tensors).write(to: folder.url.appendingPathComponent("words.safetensors"))
        try Data(words.utf8).write(to: folder.url.appendingPathComponent("words.txt"))
        return try WordVocabulary(folder: folder.url, dimensions: dimensions)
    }

    @Test func wordsAddUp() throws {
        let query = try #require(try vocabulary()).query("A red cat's coffee, with ZEBRAS")
        #expect(query.vector == [1, 2, 2.5])
        #expect(query.known == ["red", "cat", "coffee"] && query.unknown == ["a", "zebras"])
    }

    @Test func compoundsComeBeforeTheirWords() throws {
        let vocabulary = try #require(try vocabulary())
        #expect(vocabulary.query("two coffee cups").known == ["coffee cup"])
        #expect(vocabulary.query("Cup, coffee").known == ["coffee"])
    }

    @Test(arguments: ["cats": "cat", "Cat\u{2019}s": "cat", "catted": "cat", "catting": "cat", "mice": "mice", "oranges": "orange", "cáts": "cat"])
    func formsStandForTheirWords(form: String, word: String) throws {
        #expect(try #require(try vocabulary()).query(form).known == [word])
    }

    @Test func whatHasNoEffectAsksForNothing() throws {
        let vocabulary = try #require(try vocabulary())
        #expect(vocabulary.query("with").known.isEmpty && vocabulary.query("with").unknown.isEmpty)
        for phrase in ["", "with", "with zebras", "!?", "日本"] { #expect(vocabulary.query(phrase).vector == nil) }
        #expect(vocabulary.nearest(to: "kat").first == "cat")
    }

    @Test func spreadIsOverAllParts() throws {
        #expect(try #require(try vocabulary()).spread(of: [3, 4, 12]) == 13)
    }

    /// Four pictures with nothing like them around.
    private func group(_ mean: [Float]) -> PictureGroup { PictureGroup(mean: mean, around: mean, count: 4) }

    @Test func sayingWhatPicturesHaveInCommon() throws {
        let telling = WordTelling(try #require(try vocabulary()))
        func words(_ means: [Float]..., count: Int = 3) -> [String] { telling.words(of: means.map(group), from: [0, 0, 0], count: count) }
        #expect(words([3, 0, 0]) == ["cat", "orange"])
        #expect(words([3, 0, 3], count: 1) == ["cat"])
        #expect(words([0.3, 0, 3]) == ["orange"])
        #expect(words([0.1, 0.1, 0.1]) == [])
        // What only some of them have in common is said too.
        #expect(words([0.3, 0, 3], [3, 0, 0], count: 2) == ["cat", "orange"])
        #expect(words([2, 0, 0], [-9, 3, 0], count: 2) == ["coffee", "cat"])
    }

    @Test func onePictureHasToSayMore() throws {
        let telling = WordTelling(try #require(try vocabulary()))
        func words(_ mean: [Float], count: Float) -> [String] {
            telling.words(of: [PictureGroup(mean: mean, around: mean, count: count)], from: [0, 0, 0], count: 1)
        }
        #expect(words([2, 0, 0], count: 1) == [] && words([2, 0, 0], count: 2) == ["cat"] && words([4, 0, 0], count: 1) == ["cat"])
        // A word of both parts is said once.
        let both = PictureGroup(mean: [0, 0, 9], around: [0.6, 0.8, 0], count: 9)
        #expect(telling.words(of: [both], from: [0, 0, 0]) == ["orange", "coffee", "cat"])
    }

    @Test(arguments: ["cat\t3\t-\t9\n", "cat\t0\t9\n", "cat\tx\t-\t1\n", "\t0\t-\t1\n"])
    func listsThatDoNotFitAreRefused(words: String) {
        #expect(throws: EncoderError.self) { try vocabulary(words) }
    }

    @Test func vocabulariesOfOtherVectorsAreRefused() {
        #expect(throws: EncoderError.self) { try vocabulary(dimensions: 4) }
    }

    @Test(arguments: [Float.nan, .infinity]) func whatIsNoNumberIsRefused(step: Float) {
        #expect { try vocabulary(step: step) } throws: { "\($0)".contains("words.safetensors") && "\($0)".contains("no number") }
    }

    @Test func encodersWithoutWordsHaveNone() throws {
        #expect(try WordVocabulary(folder: folder.url, dimensions: 3) == nil)
    }
}

/// The words of the built-in encoder, as they are in the checkout.
@Suite struct BuiltInWordsTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("assets/encoders/vitrine-tee")

    @Test func understandsEverydayEnglish() throws {
        let words = try #require(try WordVocabulary(folder: Self.folder, dimensions: 352))
        for phrase in [
            "cat", "sailing boats", "something to drink", "stripes", "colour", "color", "grey", "gray", "mice", "doughnut", "donut", "running dogs",
        ] {
            let query = words.query(phrase)
            #expect(query.vector != nil && query.unknown.isEmpty, "\(phrase)")
        }
        #expect(words.query("blorptastic cat").unknown == ["blorptastic"])
        #expect(words.nearest(to: "giraff").contains("giraffe"))
        // Colours are the garment's, things the print's.
        let red = try #require(words.query("red").vector)
        let cat = try #require(words.query("cat").vector)
        #expect(red[..<224].allSatisfy { $0 == 0 } && cat[224...].allSatisfy { $0 == 0 })
        #expect(words.spread(of: cat) > 0.3 && words.spread(of: cat) < 3)
    }

    @Test func networkAndWordsAreSmall() throws {
        let sizes = try FileManager.default.contentsOfDirectory(at: Self.folder, includingPropertiesForKeys: [.fileSizeKey]).map {
            try $0.resourceValues(forKeys: [.fileSizeKey]).fileSize ?? 0
        }
        #expect(sizes.reduce(0, +) < 8_000_000)
    }
}
