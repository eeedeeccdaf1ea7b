import Engine

/// What commands act on: the item under the cursor, with what is known of it as a neighbour where the cursor is among neighbours.
struct Selection {
    let item: ItemSummary
    let match: Match?

    init(_ item: ItemSummary) { (self.item, match) = (item, nil) }

    init(_ match: Match) { (item, self.match) = (match.item, match) }
}

extension State {
    var selection: Selection? { Screens[screen].selection(in: self) }

    /// The item that commands act on, on the screen that shows.
    var currentItem: ItemSummary? { selection?.item }
}
