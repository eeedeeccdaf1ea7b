import Basics
import Engine

/// Opening and closing stacks.
extension State {
    /// Shows what the item under the cursor stands for in place, or hides it again; on the item's own screen goes on to the next of it.
    mutating func showVariants() {
        if screen == .item { return ItemScreen.showNextVariant(in: &self) }
        guard screen == .shop, !shop.panel.isFocused else {
            guard currentItem?.stack != nil else { return say("There is no other \(catalog.noun) of this design here.") }
            if conversation != nil { return say("item tells all of it; variants goes on to its other colours from there.") }
            return say("Enter looks at it closely; \(keymap.keyName(of: .variants, on: .item) ?? ":variants") there shows it in its other colours.")
        }
        guard let item = shopItem else { return }
        guard let stack = item.stack else {
            let noun = catalog.noun
            return say(
                shop.listing.isFolded
                    ? "There is no other \(noun) of this design here." : "Every \(noun) has a tile of its own: \(foldingKey) folds them.")
        }
        var wanted = shop.wantedListing
        if stack.place == nil {
            wanted.opened.append(stack.key)
        } else {
            let left = wanted.opened.filter { !$0.isExactly(stack.key) }
            // One that had another first item when it was opened is known by that.
            wanted.opened = left.count < wanted.opened.count ? left : []
        }
        fold(wanted, keep: item.id)
    }

    /// Folds everything, or lets every item have a tile of its own; nil: the other of both.
    mutating func setFolding(_ isWanted: Bool?) {
        let wanted = isWanted ?? !shop.wantedListing.isFolded
        say(wanted ? "One tile for each design, and for pictures that look alike" : "Every \(catalog.noun) on a tile of its own")
        guard wanted != shop.wantedListing.isFolded else { return }
        fold(shop.wantedListing.folded(wanted), keep: shopItem?.id)
    }

    private var foldingKey: String { keymap.keyName(of: .stacks, on: .shop) ?? ":stacks" }

    /// Has the listing folded otherwise, in the order that it is in.
    private mutating func fold(_ listing: Listing, keep: String?) {
        // What is on its way comes folded as it should.
        guard shop.opening == nil else { return open(listing, keep: keep, otherwise: shop.scroller.cursor) }
        let generation = requests.next()
        shop.opening = Opening(generation: generation, listing: listing, fallback: shop.scroller.cursor)
        requests.send(.fold(generation, listing, keep: keep))
    }

    /// Other items belong together than before, or are to be shown so.
    mutating func stacksChanged() {
        searches.invalidate()
        (itemScreen.variants, itemScreen.askedVariants) = ([:], [])
        if !known.ids.isEmpty { requests.send(.loadKnown(known.ids.sorted().map(\.text))) }
    }
}

extension Verb {
    static let stacks: [Verb] = [
        Verb(name: "variants", arguments: "", help: "Show the other colours of its design, or pictures that look alike; again: hide them") {
            state, _ in state.showVariants()
        },
        Verb(
            name: "stacks", arguments: "[on or off]", help: "One tile for each design, or one for each item; on its own it switches",
            candidates: { _ in ["on", "off"] }
        ) { state, text in
            guard !text.isEmpty else { return state.setFolding(nil) }
            if let wanted = state.value(named: text, among: [("on", true), ("off", false)]) { state.setFolding(wanted) }
        },
    ]
}
