import Frames
import Taste
import Testing
import Vectors

@testable import Browser

/// A shopper at the browser: presses keys and looks at the screen. Effects are answered at once by a small shop of plain values,
/// except those named in `unanswered`, which wait in `pending`.
struct Shopper {
    var state: State
    var shop: PlainShop
    /// All effects so far, the newest last.
    private(set) var effects: [Effect] = []
    private(set) var pending: [Effect] = []
    var answers: (Effect) -> Bool = { _ in true }

    init(
        _ columns: Int, _ rows: Int, items: Int = 11_556, session: Session = Session(), baskets: BasketBook.Contents = .init(),
        seed: UInt64 = 1, isVisited: Bool = false, knowsWords: Bool = true, designSize: Int = 1, isOneLength: Bool = false,
        encoders: [String] = ["vitrine-tee"]
    ) {
        shop = PlainShop(
            count: items, isVisited: isVisited, knowsWords: knowsWords, designSize: designSize, isOneLength: isOneLength, encoders: encoders)
        state = State(
            catalog: shop.summary, size: Size(columns: columns, rows: rows), baskets: baskets, session: session, seed: seed)
        take(.input(.refresh))
    }

    var frame: Frame { view(state) }
    var screen: String { render(frame) }

    mutating func press(_ keys: Key...) { for key in keys { take(.input(.key(key))) } }

    /// Presses a key several times.
    mutating func press(_ key: Key, times: Int) { for _ in 0..<times { press(key) } }

    /// Types a text; `\r` is Enter.
    mutating func type(_ text: String) { for character in text { press(character == "\r" ? .enter : .character(character)) } }

    mutating func click(_ column: Int, _ row: Int) { take(.input(.mouse(.press, column: column, row: row))) }

    mutating func resize(_ columns: Int, _ rows: Int) { take(.input(.resize(Size(columns: columns, rows: rows)))) }

    /// Takes an action, and the answers to what it asks for, and so on.
    mutating func take(_ action: Action) {
        var actions = [action]
        while !actions.isEmpty {
            let asked = reduce(into: &state, action: actions.removeFirst())
            effects += asked
            for effect in asked {
                if answers(effect) { actions += shop.answer(effect) } else { pending.append(effect) }
            }
        }
    }

    /// Answers what waits.
    mutating func answerPending() {
        let waiting = pending
        pending = []
        for effect in waiting { for action in shop.answer(effect) { take(action) } }
    }

    /// ID of the item under the cursor.
    var cursor: String? { state.currentItem?.id }
    var likes: [String] { state.basket.liked.map(\.item) }
}

extension Key {
    static let space = Key.character(" ")
}
