import Basics
import Foundation

/// The words of a vocabulary, and which of them the forms of a phrase stand for.
struct WordList: Sendable {
    /// A word, and where its directions are.
    struct Entry: Sendable {
        let word: String
        /// Its row in each part's table; nil where the word says nothing about that part.
        let rows: [Int?]
        /// How many drawings it named in training, if it may be said of pictures; else 0.
        let drawings: Int

        /// Whether it has a direction anywhere: "with" has none.
        var hasEffect: Bool { rows.contains { $0 != nil } }
    }

    /// What a phrase was understood as.
    struct Reading: Sendable {
        var known: [Entry] = []
        /// Forms that stand for no known word.
        var unknown: [String] = []
    }

    private static let longestCompound = 3

    /// Endings of inflected forms, and what stands for each in the word.
    private static let endings = [
        ("ies", "y"), ("ves", "f"), ("ves", "fe"), ("es", ""), ("s", ""), ("ing", ""), ("ing", "e"), ("ed", ""), ("ed", "e"), ("er", ""), ("er", "e"),
        ("est", ""), ("est", "e"), ("y", ""),
    ]

    /// In the file's order.
    let entries: [Entry]
    private let numbers: [ExactText: Int]

    /// Reads lines of a word, a row for each part or `-`, and the number of drawings, with tabs between.
    ///
    /// - Parameter rows: how many rows each part has.
    /// - Returns: nil if a line is not so, or names a row that is not there.
    init?(_ text: String, rows: [Int]) {
        var entries: [Entry] = []
        var numbers: [ExactText: Int] = [:]
        for line in text.exactLines {
            let fields = line.parts(separatedBy: "\t")
            guard fields.count == rows.count + 2, !fields[0].isEmpty, let drawings = Int(fields[rows.count + 1]) else { return nil }
            let places = fields[1...rows.count].map { $0.isExactly("-") ? nil : Int($0) ?? -1 }
            guard zip(places, rows).allSatisfy({ place, count in place.map { (0..<count).contains($0) } ?? true }) else { return nil }
            numbers[ExactText(fields[0])] = entries.count
            entries.append(Entry(word: fields[0], rows: places, drawings: drawings))
        }
        (self.entries, self.numbers) = (entries, numbers)
    }

    /// Reads a phrase from the left, known compounds before single words. Case, accents, marks and a final `'s` do not count.
    func reading(of phrase: String) -> Reading {
        var forms = Self.forms(of: phrase)[...]
        var reading = Reading()
        while let first = forms.first {
            let lengths = (1...min(Self.longestCompound, forms.count)).reversed()
            let found = lengths.lazy.compactMap { length in entry(of: forms.prefix(length).joined(separator: " ")).map { (length, $0) } }.first
            if let found { reading.known.append(found.1) } else { reading.unknown.append(first) }
            forms = forms.dropFirst(found?.0 ?? 1)
        }
        return reading
    }

    /// The word that a form stands for: itself, or what an ending leads to, a doubled consonant undone.
    private func entry(of form: String) -> Entry? {
        if let entry = self[form] { return entry }
        for (ending, instead) in Self.endings {
            guard let stem = form.dropping(ending: ending), stem.utf8.count >= 2 else { continue }
            if let entry = self[stem + instead] { return entry }
            let last = stem.utf8.suffix(2)
            if instead.isEmpty, last.first == last.last, let entry = self[String(stem.unicodeScalars.dropLast())] { return entry }
        }
        return nil
    }

    private subscript(word: String) -> Entry? { numbers[ExactText(word)].map { entries[$0] } }

    /// The runs of a...z of a phrase.
    private static func forms(of phrase: String) -> [String] {
        var forms = phrase.folded.unicodeScalars.map { $0 == "\u{2019}" ? "'" : $0 }.split { !("a"..."z").contains($0) && $0 != "'" }
        for index in forms.indices where forms[index].suffix(2).elementsEqual(["'", "s"]) { forms[index].removeLast(2) }
        return forms.flatMap { $0.split(separator: "'") }.map { scalars in
            var form = String.UnicodeScalarView()
            form.append(contentsOf: scalars)
            return String(form)
        }
    }
}
