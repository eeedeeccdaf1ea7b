import Basics
import Engine

/// Finding: narrowing as one types, next and previous match.
extension State {
    /// Narrows the listing to what was typed so far.
    mutating func narrow(to text: String) {
        var wanted = shop.wantedListing
        wanted.text = text.isEmpty ? nil : text
        guard wanted != shop.wantedListing else { return }
        open(wanted, keep: nil)
    }

    /// Inside what matches, the next item is the next match; else the last words are looked for in the whole listing.
    mutating func findAgain(forward: Bool) {
        if shop.listing.text != nil {
            moveShop(forward ? .right : .left)
        } else if let words = shop.lastFind {
            locate(.text(words, from: shop.scroller.cursor, forward: forward))
        } else {
            say("Nothing looked for yet: press / and type.")
        }
    }

    mutating func locate(_ target: ItemTarget) {
        shop.locating = requests.next()
        shop.isLocating = true
        requests.send(.locate(shop.locating, shop.listing, target))
    }

    mutating func takeLocated(_ generation: Generation, _ position: Int?) {
        guard generation == shop.locating else { return }
        shop.isLocating = false
        guard let position else { return say("Nothing found.", attention: true) }
        jump(to: position)
    }

    fileprivate var matchCount: String {
        guard shop.listing.text != nil else { return "Type words of a title, an attribute or an ID" }
        return shop.count == 0 ? "Nothing matches" : counted(shop.items, "match", "matches")
    }
}

extension PromptKind {
    /// `/`: shows only what matches, as one types; Escape goes back to where the shopper was.
    ///
    /// - Parameter first: what is said before anything is typed.
    static func find(from origin: Visit, saying first: [Piece] = []) -> PromptKind {
        PromptKind(
            label: "/",
            edited: { state, text in state.narrow(to: text) },
            cancelled: { state in if state.shop.wantedListing != origin.listing { state.go(to: origin) } },
            finished: { state, text in
                if !text.isEmpty { state.shop.lastFind = text }
                state.remember(origin)
            },
            aside: { state, text in text.isEmpty && !first.isEmpty ? first : [Piece(state.matchCount, .dim)] }, coversDetails: !first.isEmpty)
    }
}
