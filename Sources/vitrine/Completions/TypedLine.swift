import ArgumentParser
import Basics

/// What has been typed of a command when its shell asks how it may go on.
struct TypedLine {
    /// The line's words as the program would get them, the unfinished one among them.
    let words: [String]
    /// What there is of the word that is to be completed.
    let prefix: String

    /// - Parameters:
    ///   - words: as the shell has them.
    ///   - index: the unfinished word's.
    ///   - prefix: its part before the cursor, if it is the last word.
    init(words: [String], index: Int, prefix: String, shell: CompletionShell?) {
        // fish takes the quotes away by itself before its fourth version.
        let isQuoted = shell != .fish || (CompletionShell.requestingVersion?.utf8.first).map { $0 > UInt8(ascii: "3") } ?? false
        let plain = { (word: String) in isQuoted ? Self.unquoted(word) : word }
        self.words = words.map(plain)
        self.prefix = plain(index == words.count - 1 || !words.indices.contains(index) ? prefix : words[index])
    }

    /// The value of an option that is on the line: `--name value` or `--name=value`, which bash makes three words of.
    func value(of option: String) -> String? {
        for (place, word) in words.enumerated() {
            if word.utf8.starts(with: (option + "=").utf8) { return String(word.dropFirst(option.count + 1)) }
            guard word.isExactly(option) else { continue }
            let rest = words[(place + 1)...]
            return rest.first == "=" ? rest.dropFirst().first : rest.first
        }
        return nil
    }

    /// A word without the quotes and backslashes that shells know, the last of which may still be open.
    private static func unquoted(_ word: String) -> String {
        var result = String.UnicodeScalarView()
        var quote: Unicode.Scalar?
        var isEscaped = false
        for scalar in word.unicodeScalars {
            if isEscaped {
                result.append(scalar)
                isEscaped = false
            } else if scalar == "\\", quote != "'" {
                isEscaped = true
            } else if let open = quote {
                if scalar == open { quote = nil } else { result.append(scalar) }
            } else if scalar == "'" || scalar == "\"" {
                quote = scalar
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }
}
