import Testing

@testable import Encoders

@Suite struct WordWishTests {
    @Test(
        arguments: [
            ("cat glasses -stripes 2:navy", [(1, "cat glasses"), (-1, "stripes"), (2, "navy")]),
            ("  sailing\u{A0}boat\t", [(1, "sailing boat")]), ("-2:red blue", [(-2, "red"), (1, "blue")]), ("0.5:sun", [(0.5, "sun")]), ("", []),
            // What is no weight is part of the word.
            ("0:x -0:x 1e9:x nan:x :x", [(1, "0:x"), (-1, "0:x"), (1, "1e9:x nan:x :x")]),
            // What stands before nothing is left out.
            ("-", []), ("2:", []), ("cat - 2: dog", [(1, "cat dog")]), ("cat not", [(1, "cat")]),
            // Negations are the sign of the next word.
            ("cat no stripes dog", [(1, "cat"), (-1, "stripes"), (1, "dog")]), ("Without any Stripes", [(-1, "Stripes")]),
            ("not 2:striped", [(-2, "striped")]), ("no -red the sun", [(1, "red the sun")]), ("nothing notes", [(1, "nothing notes")]),
            ("a -b -c", [(1, "a"), (-1, "b"), (-1, "c")]),
        ] as [(String, [(Float, String)])])
    func weightsAndSignsAreOfTheWordBehindThem(text: String, phrases: [(Float, String)]) {
        let read = WordWish(parsing: text).phrases
        #expect(read.map(\.weight) == phrases.map(\.0) && read.map(\.text) == phrases.map(\.1))
    }

    @Test func noWishHasPhrasesWithoutEnd() {
        let text = (0..<300).map { "-word\($0)" }.joined(separator: " ")
        #expect(WordWish(parsing: text).phrases.count == 32)
    }
}
