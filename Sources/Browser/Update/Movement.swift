import Engine
import Frames

/// Moving the cursor, turning pages, jumping and coming back.
extension State {
    /// Performs a command that moves something; returns whether it was one.
    mutating func perform(movement command: Command) -> Bool {
        guard let movement = Movement(command) else { return false }
        switch screen {
        case .shop: focusOnPanel ? moveInPanel(movement) : moveInShop(movement)
        case .compare: moveInCompare(movement)
        case .basket: moveInBasket(movement)
        case .item: moveInItem(movement)
        case .help: moveInHelp(movement)
        }
        return true
    }

    private mutating func moveInShop(_ movement: Movement) {
        let grid = layout.grid
        switch movement {
        case .first, .last:
            remember()
            fallthrough
        default: shop.move(movement, count: listingCount, columns: grid.columns, capacity: grid.capacity)
        }
    }

    private mutating func moveInPanel(_ movement: Movement) {
        guard let grid = layout.panel?.grid else { return }
        panelScroller.move(movement, count: panelMatches.count, columns: grid.columns, capacity: grid.capacity)
    }

    func remembered() -> Visit { Visit(listing: listing, position: shop.cursor) }

    /// Keeps this place for the way back.
    mutating func remember() {
        let visit = remembered()
        guard history.last != visit else { return }
        history.append(visit)
        if history.count > 200 { history.removeFirst() }
    }

    /// Goes to a position far away, in the shop's grid.
    mutating func jump(to position: Int) {
        guard listingCount > 0 else { return }
        remember()
        let grid = layout.grid
        screens = [.shop]
        focusOnPanel = false
        shop.move(to: position, count: listingCount, columns: grid.columns, capacity: grid.capacity)
    }

    mutating func jumpBack() {
        guard let visit = history.popLast() else { return say("This is where you began.") }
        go(to: visit)
    }

    func isHere(_ visit: Visit) -> Bool { visit.listing == listing }

    /// Goes to a remembered place without remembering this one.
    mutating func go(to visit: Visit) {
        let grid = layout.grid
        if !isHere(visit) {
            open(visit.listing, keep: nil, otherwise: visit.position)
        } else {
            shop.move(to: visit.position, count: listingCount, columns: grid.columns, capacity: grid.capacity)
        }
    }

    /// Has a listing made ready; what shows stays until it is. Then the cursor goes to the item with the ID `keep`.
    mutating func open(_ listing: Listing, keep: String?, otherwise fallback: Int = 0) {
        generation += 1
        opening = Opening(generation: generation, listing: listing, fallback: fallback)
        let query: NeighborQuery? =
            switch listing.order {
            case .ghost where !basket.liked.isEmpty:
                NeighborQuery(subject: .ghost(basket), metrics: [metric], count: 0, taste: taste, filter: listing.filter)
            case .item(let id):
                NeighborQuery(subject: .item(id), metrics: [metric], count: 0, taste: taste, filter: listing.filter)
            default: nil
            }
        send(.open(generation, listing, query: query, keep: keep))
    }
}

/// A step of a cursor.
enum Movement: Hashable {
    case up, down, left, right, pageUp, pageDown, first, last

    init?(_ command: Command) {
        switch command {
        case .up: self = .up
        case .down: self = .down
        case .left: self = .left
        case .right: self = .right
        case .pageUp: self = .pageUp
        case .pageDown: self = .pageDown
        case .first: self = .first
        case .last: self = .last
        default: return nil
        }
    }
}

extension Scroller {
    mutating func move(_ movement: Movement, count: Int, columns: Int, capacity: Int) {
        switch movement {
        case .left: move(to: cursor - 1, count: count, columns: columns, capacity: capacity)
        case .right: move(to: cursor + 1, count: count, columns: columns, capacity: capacity)
        case .up where cursor >= columns: move(to: cursor - columns, count: count, columns: columns, capacity: capacity)
        case .down where cursor + columns < count: move(to: cursor + columns, count: count, columns: columns, capacity: capacity)
        case .down where cursor / columns < (count - 1) / columns:
            move(to: count - 1, count: count, columns: columns, capacity: capacity)
        case .up, .down: break
        case .pageUp: turn(pages: -1, count: count, columns: columns, capacity: capacity)
        case .pageDown: turn(pages: 1, count: count, columns: columns, capacity: capacity)
        case .first: move(to: 0, count: count, columns: columns, capacity: capacity)
        case .last: move(to: count - 1, count: count, columns: columns, capacity: capacity)
        }
    }

    /// Scrolls by rows; the cursor keeps its place on the screen where it can.
    mutating func scroll(rows: Int, count: Int, columns: Int, capacity: Int) {
        let last = max(0, (count - 1) / columns * columns - capacity + columns)
        let target = max(0, min(first + rows * columns, max(first, last)))
        cursor += target - first
        first = target
        settle(count: count, columns: columns, capacity: capacity)
    }
}
