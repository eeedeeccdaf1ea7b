/// Jumping, and coming back.
extension State {
    /// Keeps this place for the way back.
    mutating func remember() { remember(shop.visit) }

    mutating func remember(_ visit: Visit) {
        guard shop.history.last != visit else { return }
        shop.history.append(visit)
        if shop.history.count > 200 { shop.history.removeFirst() }
    }

    /// Goes to a position far away, in the shop's grid.
    mutating func jump(to position: Int) {
        guard shop.count > 0 else { return }
        remember()
        path = [.shop]
        shop.panel.isFocused = false
        // A panel that showed for its cursor alone gives its room back.
        shop.scroller.move(to: position, in: shopLayout.grid, count: shop.count)
    }

    mutating func jumpBack() {
        guard let visit = shop.history.popLast() else { return say("This is where you began.") }
        go(to: visit)
    }

    /// Goes to a remembered place without remembering this one.
    mutating func go(to visit: Visit) {
        guard visit.listing == shop.listing, visit.listing == shop.wantedListing else {
            return open(visit.listing, keep: nil, otherwise: visit.position)
        }
        shop.scroller.move(to: visit.position, in: shopLayout.grid, count: shop.count)
    }
}
