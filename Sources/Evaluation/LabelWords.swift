import Basics

/// A label as words: `sailing_boat` asks for "sailing boat".
public enum LabelWords {
    /// What a label asks for: its words, numbers alone left out. Signs that separate words, or that a wish would take for more than words, become spaces.
    public static func phrase(of label: String) -> String {
        String(String.UnicodeScalarView(label.unicodeScalars.map { isPart($0.properties) || $0 == "'" ? $0 : " " }))
            .split(separator: " ").filter { $0.unicodeScalars.contains(where: \.properties.isAlphabetic) }.joined(separator: " ")
    }

    /// Letters, digits and the accents on them.
    private static func isPart(_ scalar: Unicode.Scalar.Properties) -> Bool {
        scalar.isAlphabetic || [.decimalNumber, .nonspacingMark, .spacingMark].contains(scalar.generalCategory)
    }

    /// Whether two texts have a word in common, singular or plural.
    public static func share(_ a: String, _ b: String) -> Bool { !forms(of: a).isDisjoint(with: forms(of: b)) }

    private static let endings = [("ies", "y"), ("ves", "f"), ("es", ""), ("s", "")]
    /// What says nothing of a thing.
    private static let silent: Set<ExactText> = ["a", "an", "and", "in", "of", "on", "the", "with"]

    /// The words of a text, and what each may be the plural of.
    private static func forms(of text: String) -> Set<ExactText> {
        var forms: Set<ExactText> = []
        for word in phrase(of: text).folded.split(separator: " ").map({ ExactText(String($0)) }) where !silent.contains(word) {
            forms.insert(word)
            for (ending, instead) in endings {
                if let stem = word.text.dropping(ending: ending), stem.utf8.count > 1 { forms.insert(ExactText(stem + instead)) }
            }
        }
        return forms
    }
}
