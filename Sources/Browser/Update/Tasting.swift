import Basics
import Engine
import Taste
import Vectors

/// What a shopper said about an item.
enum Mark: Hashable {
    case like, pass
}

extension Basket {
    func mark(of item: String) -> Mark? { self[item].map { $0.opinion == .liked ? .like : .pass } }

    func weight(of item: String) -> Double { Double(self[item]?.weight ?? 1) }
}

/// Likes, passes and how they become a ghost.
extension State {
    /// Performs a command about taste; returns whether it was one.
    mutating func perform(taste command: Command) -> Bool {
        switch command {
        case .like: mark(.like)
        case .pass: mark(.pass)
        case .undo:
            if let label = book.undo() { changed("Undone: \(label)") } else { say("Nothing to undo.") }
        case .redo:
            if let label = book.redo() { changed("Done again: \(label)") } else { say("Nothing to do again.") }
        case .metric: nextMetric()
        case .mode:
            let modes = GhostMode.allCases
            setMode(modes[((modes.firstIndex(of: taste.mode) ?? 0) + 1) % modes.count])
        case .moreDiverse: setDiversity(taste.diversity + 0.1)
        case .lessDiverse: setDiversity(taste.diversity - 0.1)
        case .towardsPrint: setBalance(taste.balance + 0.1)
        case .towardsGarment: setBalance(taste.balance - 0.1)
        default: return false
        }
        return true
    }

    /// Changes the current basket, and has it saved.
    mutating func changeBasket(_ label: String, _ body: (inout Basket) -> Void) {
        book.changeBasket(label, body)
        changed(nil)
    }

    /// After any change of the baskets.
    mutating func changed(_ message: String?) {
        let change = BasketChange(from: savedBaskets, to: book.contents)
        if !change.isEmpty { send(.saveBaskets(change)) }
        savedBaskets = book.contents
        if let message { say(message) }
        settleCursors()
    }

    /// Another browser on this catalog has changed the baskets.
    mutating func takeBaskets(_ change: BasketChange) {
        let name = book.name
        book.take(change)
        savedBaskets = book.contents
        if book.name != name { say("Basket: \(book.name), for \(name) was deleted elsewhere", attention: true) }
        settleCursors()
    }

    private mutating func mark(_ mark: Mark) {
        guard let item = currentItem else { return }
        known[item.id] = item
        let had = basket.mark(of: item.id) == mark
        let verb = mark == .like ? "like" : "pass"
        changeBasket(had ? "end of the \(verb) of \(item.id)" : "\(verb) of \(item.id)") {
            mark == .like ? $0.toggleLike(item.id) : $0.togglePass(item.id)
        }
        // Its mark shows where the item stays in sight; a neighbour leaves the panel, so that is said.
        if currentMatch != nil || (screen == .basket) { say((mark == .like ? "♥ " : "✕ ") + item.id + (had ? " taken back" : "")) }
    }

    private mutating func nextMetric() {
        let index = metrics.firstIndex(of: metric) ?? 0
        setMetric(metrics[(index + 1) % metrics.count])
    }

    mutating func setMetric(_ metric: Metric) { self.metric = metric }

    mutating func setMode(_ mode: GhostMode) {
        taste.mode = mode
        say("Mode: \(mode.rawValue)")
    }

    mutating func setDiversity(_ diversity: Double) {
        taste.diversity = rounded(max(0, min(1, diversity)))
        say("Diversity \(fixed(taste.diversity, decimals: 1))")
    }

    mutating func setBalance(_ balance: Double) {
        guard catalog.parts.count >= 2 else {
            return say("This catalog's vectors have no parts to balance.", attention: true)
        }
        taste.balance = rounded(max(-1, min(1, balance)))
        say(balanceText)
    }

    /// "print +0.3": which part counts more.
    var balanceText: String {
        guard catalog.parts.count >= 2, taste.balance != 0 else { return "balance as encoded" }
        return catalog.parts[taste.balance > 0 ? 0 : 1] + " +" + fixed(abs(taste.balance), decimals: 1)
    }

    /// To tenths, so that steps back and forth meet again.
    private func rounded(_ number: Double) -> Double { (number * 10).rounded() / 10 }
}
