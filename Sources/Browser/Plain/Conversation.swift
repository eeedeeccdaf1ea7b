import Basics
import Engine
import Taste
import Vectors

/// A conversation in lines, in place of a screen: for who hears them or feels them under the fingers, and for programs.
///
/// A line that is typed is a question. It is answered once, when all that the answer tells of has come. Nothing that was said changes.
struct Conversation: Sendable {
    /// What is to be answered.
    struct Question: Sendable {
        /// What was looked at, and the basket, when it was asked.
        let view: Situation
        let basket: Basket
        /// What was said to be at the cursor.
        let place: [String]
        /// What to say, once all has come; nil for whatever has changed.
        var answer: (@Sendable (State) -> [String])?
        /// Ticks until it is answered with what there is.
        var ticks = 15 * State.ticksPerSecond
    }

    /// What is looked at. When that changes, what there is now is told.
    struct Situation: Hashable {
        var screen: ScreenKind
        var listing: Listing
        var isAmongNeighbors: Bool
        var subject: String?
        var metric: Metric
        var encoder: String?
        var taste: TasteSettings
        var compared: [Metric]
        var counterpart: Counterpart?
        var foldsRows: Bool?
        var count: Int
    }

    var question: Question?
    /// Whether something was asked of which the program will tell in words of its own.
    var awaitsWord = false
    /// What the program has told and nobody has said yet.
    private var heard: [String] = []
    /// The basket that was told of last.
    fileprivate var basket: Basket
    /// The quarters of the indexing that were told of.
    fileprivate var quarters: Int?

    fileprivate init(_ question: Question, _ basket: Basket) { (self.question, self.basket) = (question, basket) }

    /// Takes a notice. What only says a mark again is told with the basket.
    mutating func hear(_ text: String) {
        if !text.hasPrefix("♥ "), !text.hasPrefix("✕ ") { heard.append(inWords(text)) }
    }

    fileprivate mutating func takeHeard() -> [String] {
        defer { heard = [] }
        return heard
    }
}

/// A text for the screen without the signs that separate its parts.
func inWords(_ text: String) -> String { text.replacing(" · ", with: ", ") }

extension State {
    /// Talks from now on, and tells what there is first.
    mutating func beginConversation() {
        conversation = Conversation(Conversation.Question(view: situation, basket: basket, place: []) { Screens[$0.screen].overview(in: $0) }, basket)
        // More would be many words.
        compare.count = CompareLayout.leastCount
    }

    /// Asks, to be answered with what has changed unless the command has something else to say.
    mutating func ask() {
        let question = Conversation.Question(view: situation, basket: basket, place: placeLines)
        conversation?.question = question
    }

    private var situation: Conversation.Situation {
        Conversation.Situation(
            screen: screen, listing: shop.wantedListing, isAmongNeighbors: isAmongNeighbors, subject: lookedAt, metric: metric,
            encoder: tasting.encoder, taste: tasting.settings, compared: comparedMetrics, counterpart: compare.counterpart,
            foldsRows: compare.foldsRows, count: compareLayout.count)
    }

    private var lookedAt: String? {
        switch screen {
        case .item: shownItem?.id
        case .compare: compare.item?.id
        default: nil
        }
    }

    /// Whether the cursor is among the ghost's neighbours.
    var isAmongNeighbors: Bool { screen == .shop && shop.panel.isFocused || screen == .basket && isBasketPanelFocused }

    /// Whether something that an answer would tell of is on its way.
    private var isWaiting: Bool {
        shop.opening != nil || shop.isLocating || shop.window.isWaiting || known.isWaiting || readings.isWaiting || searches.isWaiting
            || pair.isWaiting || surprises.asked != nil || !tinting.asked.isEmpty
            || conversation?.awaitsWord == true || Screens[screen].isWaiting(in: self)
    }

    /// Says what there is to say: the answer, when all has come, or what has happened unasked.
    mutating func speak() {
        guard var talk = conversation else { return }
        let lines: [String]
        if let question = talk.question {
            let isLate = isWaiting
            guard !isLate || question.ticks <= 0 else { return }
            let heard = talk.takeHeard()
            lines = heard + answer(to: question, isTold: !heard.isEmpty) + (isLate ? ["The rest is still on its way."] : [])
            (talk.question, talk.awaitsWord) = (nil, false)
        } else {
            let elsewhere = basketChanges(since: talk.basket)
            let indexed = progress.map { $0.total > 0 ? 4 * $0.done / $0.total : 0 }
            let isFurther = indexed != talk.quarters
            let indexing = indexed == nil ? ["Indexing is done: \(counted(catalog.count, catalog.noun, catalog.nouns))."] : progressLines
            lines = talk.takeHeard() + (elsewhere.isEmpty ? [] : ["Elsewhere: " + elsewhere.joined(separator: " ")]) + (isFurther ? indexing : [])
            talk.quarters = indexed
            guard !lines.isEmpty else { return conversation = talk }
        }
        talk.basket = basket
        conversation = talk
        requests.send(.say(lines.map(sanitized)))
    }

    /// - Parameter isTold: whether the program has said something to it already.
    private func answer(to question: Conversation.Question, isTold: Bool) -> [String] {
        if let prompt { return promptLines(prompt) }
        if let answer = question.answer { return answer(self) }
        let now = situation
        var lines = basketChanges(since: question.basket), before = question.view
        let isOtherTaste = now.metric != before.metric || now.encoder != before.encoder || now.taste != before.taste
        if isOtherTaste, screen == .shop, !isAmongNeighbors {
            if now.metric != before.metric { lines.append("By \(now.metric.rawValue).") }
            // What is listed stays as it is.
            (before.metric, before.encoder, before.taste) = (now.metric, now.encoder, now.taste)
        }
        if now != before { lines += Screens[screen].overview(in: self) }
        if screen == .shop, !isAmongNeighbors, isOtherTaste || basket.entries != question.basket.entries { lines += nearestLines }
        let isElsewhere = lines.isEmpty ? !isTold || placeLines != question.place : isAmongNeighbors && now == before
        return isElsewhere ? lines + placeLines : lines
    }

    /// What a prompt asks for, and what there is to choose from.
    private func promptLines(_ prompt: Prompt) -> [String] {
        let words = prompt.completions(in: self).map(\.word)
        let label = prompt.kind.label.trimmed, text = prompt.text.trimmed
        return ["\(label) \(text)".trimmed] + (words.isEmpty ? [] : ["There is \(words.joined(separator: ", "))."])
            + ["Type it, or an empty line to leave it."]
    }
}
