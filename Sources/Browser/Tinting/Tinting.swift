import Basics
import Engine
import Frames
import Saliency

/// Where is a picture like what a question is about, or how far is it from that?
public struct AlikeQuestion: Hashable, Sendable {
    private let exactItem: ExactText
    /// What it is compared with; its metrics, count and filter mean nothing.
    public let query: NeighborQuery

    /// - Parameter item: the item's ID, or the path of a picture from outside.
    public init(_ item: String, to query: NeighborQuery) { (exactItem, self.query) = (ExactText(item), query) }

    /// The item's ID, or the path of a picture from outside.
    public var item: String { exactItem.text }
}

/// What the item under the cursor is compared with.
struct Likeness {
    let subject: NeighborQuery.Subject
    /// The item that stands beside it, and is compared with it in turn.
    let beside: ItemSummary?
    /// The room of that.
    var size = Size(columns: 0, rows: 0)
    /// Whether it is a like that is compared with the other likes.
    var isOfOthers = false
}

/// Pictures that are tinted where they are alike, as long as the shopper wants that.
struct Tinting: Sendable {
    /// By what they are compared.
    enum Aspect: Hashable {
        case whole
        case part(String)

        /// "overall", "in print".
        var text: String {
            switch self {
            case .whole: "overall"
            case .part(let name): "in " + name
            }
        }

        /// The part's name; nil for the whole.
        var part: String? { if case .part(let name) = self { name } else { nil } }
    }

    /// nil: none is tinted.
    var aspect: Aspect?
    /// What was asked and is not answered yet.
    var asked: [AlikeQuestion] = []
    private(set) var answers: [AlikeQuestion: SimilarityMaps] = [:]
    private var failed: Set<AlikeQuestion> = []
    /// What the shopper was told last of why it cannot be shown.
    var complaint: String?

    /// The tinted pictures of items on the screen.
    var shown: ExactDictionary<PictureKey> = [:]
    /// That of the like which stands in the ghost's place, and its room.
    var beside: PictureKey?
    var besideSize = Size(columns: 0, rows: 0)

    /// The answers that are kept; the engine keeps more.
    private static let memory = 200

    func isOpen(_ question: AlikeQuestion) -> Bool { answers[question] == nil && !failed.contains(question) }

    func hasFailed(_ question: AlikeQuestion) -> Bool { failed.contains(question) }

    mutating func keep(_ maps: SimilarityMaps, for question: AlikeQuestion) {
        if answers.count >= Self.memory { answers = [:] }
        answers[question] = maps
    }

    mutating func fail(_ question: AlikeQuestion) { failed.insert(question) }

    /// What could not be shown is tried anew.
    mutating func retry() { (failed, complaint) = ([], nil) }

    /// Pictures have changed.
    mutating func forget() { (asked, answers, failed, complaint) = ([], [:], [], nil) }

    /// The map of an item's picture by the aspect, or by the whole where the vectors have no such part, and the part of the picture it is of.
    func tint(_ picture: PictureKey, for question: AlikeQuestion) -> PictureKey? {
        guard let maps = answers[question], let map = maps.map(of: aspect?.part) ?? maps.map() else { return nil }
        return .tinted(picture, by: map, seen: maps.seen)
    }
}
