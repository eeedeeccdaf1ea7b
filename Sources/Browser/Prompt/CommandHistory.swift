import Basics

/// The command lines that were entered, each once, for as long as the browser runs.
struct CommandHistory: Sendable {
    private static let memory = 100

    /// The newest first.
    private(set) var lines: [EarlierLine] = []

    mutating func add(_ text: String) {
        lines.removeAll { $0.text.isExactly(text) }
        lines.insert(EarlierLine(text: text), at: 0)
        if lines.count > Self.memory { lines.removeLast() }
    }

    /// Keeps where the newest line with this ending went wrong, in characters from the ending's beginning.
    mutating func refuse(ending: String, at character: Int) {
        guard let index = lines.firstIndex(where: { $0.text.hasSuffix(ending) }) else { return }
        lines[index].fault = lines[index].text.count - ending.count + character
    }
}

/// A line that was entered before.
struct EarlierLine: Hashable, Sendable {
    let text: String
    /// Where it went wrong, in characters, if that is known.
    var fault: Int?
}
