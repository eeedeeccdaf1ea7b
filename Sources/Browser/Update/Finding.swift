import Engine

/// Finding: narrowing as one types, next and previous match.
extension State {
    mutating func startFind() {
        if screen == .help {
            prompt = Prompt(.helpSearch, text: help.search)
        } else {
            prompt = Prompt(.find, text: "", origin: remembered())
        }
    }

    /// Narrows the listing to what was typed so far.
    mutating func narrow(to text: String) {
        var wanted = opening?.listing ?? listing
        wanted.text = text.isEmpty ? nil : text
        guard wanted != (opening?.listing ?? listing) else { return }
        open(wanted, keep: nil)
    }

    /// Inside what matches, the next item is the next match; else the last words are looked for in the whole listing.
    mutating func findAgain(forward: Bool) {
        if listing.text != nil {
            let grid = layout.grid
            shop.move(forward ? .right : .left, count: listingCount, columns: grid.columns, capacity: grid.capacity)
        } else if let lastFind {
            locate(.text(lastFind, from: shop.cursor, forward: forward))
        } else {
            say("Nothing looked for yet: press / and type.")
        }
    }

    mutating func locate(_ target: ItemTarget) {
        generation += 1
        locating = generation
        send(.locate(generation, listing, target))
    }
}
