import Frames

@testable import Browser

/// Somebody who types lines and hears what is said. Effects are answered at once by the plain shop, except those that `answers` leaves.
struct Listener {
    var state: State
    var shop: PlainShop
    private(set) var said: [String] = []
    private(set) var answerCount = 0
    private(set) var effects: [Effect] = []
    private var pending: [Effect] = []
    var answers: (Effect) -> Bool = { _ in true }

    init(items: Int = 11_556, isVisited: Bool = false, isOneLength: Bool = false, baskets: BasketBook.Contents = .init()) {
        shop = PlainShop(count: items, isVisited: isVisited, isOneLength: isOneLength)
        state = State(catalog: shop.summary, size: Size(columns: 160, rows: 48), baskets: baskets, isPlain: true, seed: 1)
        take(.cellSize(CellSize()))
    }

    /// Types a line and returns what is said to it.
    mutating func ask(_ line: String) -> String {
        said = []
        take(.input(.line(line)))
        return said.joined(separator: "\n")
    }

    mutating func forget() { said = [] }

    mutating func answerPending() {
        let waiting = pending
        pending = []
        for action in waiting.flatMap(shop.answer) { take(action) }
    }

    mutating func take(_ action: Action) {
        var actions = [action]
        while !actions.isEmpty {
            for effect in reduce(into: &state, action: actions.removeFirst()) {
                effects.append(effect)
                if case .say(let lines) = effect {
                    said += lines
                    answerCount += 1
                } else if answers(effect) {
                    actions += shop.answer(effect)
                } else {
                    pending.append(effect)
                }
            }
        }
    }
}
