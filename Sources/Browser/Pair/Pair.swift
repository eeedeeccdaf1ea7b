import Engine
import Frames

/// Two items side by side: the one that is pinned, and whatever the cursor is on.
struct Pair: Sendable {
    /// Nil: none is pinned.
    private(set) var pinned: ItemSummary?
    /// The ID that a session came with, of which nothing is known yet.
    private(set) var remembered: String?
    private(set) var hasAsked = false
    /// What was asked and has no answer yet.
    private(set) var asked: AlikeQuestion?
    /// What has an answer that is not whole yet.
    private var partly: AlikeQuestion?
    private var answers: [AlikeQuestion: Result<ItemDistances, PictureFailure>] = [:]

    init(remembered: String? = nil) { self.remembered = remembered }

    /// What a session keeps.
    var id: String? { pinned?.id ?? remembered }

    mutating func pin(_ item: ItemSummary?) { self = item.map { Pair(pinned: $0) } ?? Pair() }

    private init(pinned: ItemSummary) { self.pinned = pinned }

    func isPinned(_ item: ItemSummary) -> Bool { pinned?.id.isExactly(item.id) ?? false }

    // MARK: From the session and the catalog

    /// The ID to look up, once.
    mutating func ask() -> String? {
        guard let remembered, !hasAsked else { return nil }
        hasAsked = true
        return remembered
    }

    /// Takes in how the item is now; returns what it was if it has gone.
    mutating func refresh(_ items: RefreshedItems, _ ids: [String]) -> ItemSummary? {
        if let remembered, ids.contains(where: { $0.isExactly(remembered) }) {
            self.remembered = nil
            pinned = items[remembered]
            return pinned == nil ? ItemSummary(unlisted: remembered) : nil
        }
        guard let before = pinned else { return nil }
        pinned = items.current(before)
        return pinned == nil ? before : nil
    }

    // MARK: Distances

    /// The distances that a question is about; nil while they are on their way.
    func answer(to question: AlikeQuestion) -> Result<ItemDistances, PictureFailure>? { answers[question] }

    /// Whether an answer, or the rest of one, is on its way.
    var isWaiting: Bool { asked != nil || partly != nil || remembered != nil }

    /// Asks in place of what was asked before; returns what to send, if anything: nil within for nothing any more.
    mutating func ask(_ question: AlikeQuestion?) -> AlikeQuestion?? {
        let open = question.flatMap { answers[$0] == nil ? $0 : nil }
        guard open != asked else { return nil }
        (asked, partly) = (open, nil)
        return .some(open)
    }

    mutating func take(_ answer: Result<ItemDistances, PictureFailure>, for question: AlikeQuestion, isWhole: Bool) {
        if answers.count >= Self.memory { answers = [:] }
        answers[question] = answer
        if asked == question { (asked, partly) = (nil, isWhole ? nil : question) }
        if partly == question, isWhole { partly = nil }
    }

    /// Vectors have changed.
    mutating func forget() { (asked, partly, answers) = (nil, nil, [:]) }

    private static let memory = 500
}
