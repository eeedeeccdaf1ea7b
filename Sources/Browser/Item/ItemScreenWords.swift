import Basics
import Engine

/// An item in words: all that is known of it, and what is near to it.
extension ItemScreen {
    static func overview(in state: State) -> [String] {
        guard let item = state.shownItem else { return ["There is no such item."] }
        let variants = state.variantsEntry(of: item).map { [$0] } ?? []
        let entries = (variants + ItemEntry.all(of: item, called: state.looks.caption)).map { entry in
            "\(entry.name.capitalizedFirst): \(entry.name == "sizes" && item.offer != nil ? item.sizesWords : entry.value)."
        }
        let about = state.aboutItem.map { ["About: \($0.spoken)."] } ?? []
        return [state.briefWords(Selection(item)) + "."] + priceLines(of: item, in: state) + about + entries + state.filmstripLines()
    }

    static func place(in state: State) -> String? {
        state.itemScreen.neighbor.map { "\($0 + 1) of \(state.filmstrip.count) near \(state.shownItem.map(state.name) ?? "it")" }
    }

    static func isWaiting(in state: State) -> Bool {
        guard let item = state.shownItem else { return false }
        if state.itemScreen.askedVariants.contains(ExactText(item.id)), state.itemScreen.variants[item.id] == nil { return true }
        guard item.offer != nil else { return false }
        return state.itemScreen.prices[item.id] == nil
    }

    /// What it cost over time, where that changed.
    private static func priceLines(of item: ItemSummary, in state: State) -> [String] {
        let steps = state.itemScreen.prices[item.id] ?? []
        guard let last = steps.last, PriceLine(steps, columns: 40) != nil else { return [] }
        return ["Prices: " + steps.map { "\($0.text) on \(spokenDay($0.day, besides: last.day))" }.joined(separator: ", ") + "."]
    }
}

extension State {
    /// What is nearest to the item that is looked at.
    func filmstripLines(_ count: Int = 5) -> [String] {
        guard !filmstrip.isEmpty else { return [] }
        return ["Nearest to it, by \(metric.rawValue):"]
            + filmstrip.prefix(count).enumerated().map { "\($0.offset + 1): \(briefWords(Selection($0.element)))." }
    }
}
