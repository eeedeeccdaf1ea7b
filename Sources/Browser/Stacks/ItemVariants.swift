import Basics
import Engine

/// The other colours of the item that is looked at, and pictures that look like it.
extension ItemScreen {
    /// Asks what the item shown is stacked with.
    static func askForVariants(of item: ItemSummary, in state: inout State) {
        guard state.shop.stacks != 0, item.words == nil, state.itemScreen.askedVariants.insert(ExactText(item.id)).inserted else { return }
        state.requests.send(.loadStack(id: item.id))
    }

    /// Goes on to the next of the stack, round the end.
    static func showNextVariant(in state: inout State) {
        guard let item = state.currentItem else { return }
        let all = state.itemScreen.variants[item.id] ?? []
        guard let place = all.firstIndex(where: { $0.id.isExactly(item.id) }), all.count > 1 else {
            return state.say("There is no other \(state.catalog.noun) of this design.")
        }
        let next = all[(place + 1) % all.count]
        state.itemScreen.item = next
        state.itemScreen.neighbor = nil
        // The others are the same, whichever of them is looked at.
        state.itemScreen.variants[next.id] = all
        state.itemScreen.askedVariants.insert(ExactText(next.id))
    }
}

extension State {
    /// "also in: navy, white": what else there is of the item that is looked at; nil where there is nothing.
    func variantsEntry(of item: ItemSummary) -> ItemEntry? {
        let others = (itemScreen.variants[item.id] ?? []).filter { !$0.id.isExactly(item.id) }
        guard !others.isEmpty else { return nil }
        let isDesign = item["design"].map { own in others.contains { $0["design"]?.value.isExactly(own.value) == true } } ?? false
        let texts = others.map { (isDesign ? $0.colour : nil) ?? sanitized(looks.caption.fullName(of: $0)) }.map(ExactText.init).unique.map(\.text)
        return ItemEntry(name: isDesign ? "also in" : "looks like", value: texts.joined(separator: ", "), lines: 2)
    }
}
