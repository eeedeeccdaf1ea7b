import Basics
import Engine
import Taste

/// The basket in words: what it is made of, what it costs, and what other baskets there are.
extension BasketScreen {
    static func overview(in state: State) -> [String] {
        if state.isBasketPanelFocused { return state.neighborLines() }
        let contents = state.book.contents
        let sum = PriceSum(of: state.basket.liked.map { state.basketItem($0.item) }).map { ", \($0) together" } ?? ""
        var lines = ["Basket \(state.book.name): \(state.basketWords)\(sum)."]
        if contents.baskets.count > 1 {
            lines.append("All baskets: " + contents.baskets.map { "\($0.name) \(grouped($0.liked.count))" }.joined(separator: ", ") + ".")
        }
        let settings = [state.tasteText] + [state.varietyText, state.balanceText].compactMap(\.self)
        lines.append(settings.joined(separator: ", ").capitalizedFirst + ".")
        guard !state.basketIDs.isEmpty else { return lines + ["Nothing in this basket yet; like puts \(state.catalog.nounWithArticle) here."] }
        lines += state.basketIDs.enumerated().map { "\(grouped($0.offset + 1)): \(words($0.element, in: state))." }
        return lines + ["You are at \(place(in: state) ?? "")."]
    }

    static func place(in state: State) -> String? {
        if state.isBasketPanelFocused { return state.neighborPlace }
        return "\(grouped(state.basketScreen.scroller.cursor + 1)) of \(grouped(state.basketIDs.count)) in the basket"
    }

    private static func words(_ id: String, in state: State) -> String {
        let weight = state.basket.weight(of: id)
        return state.briefWords(Selection(state.basketItem(id))) + (weight == 1 ? "" : ", weight " + fixed(weight, decimals: 1))
    }
}
