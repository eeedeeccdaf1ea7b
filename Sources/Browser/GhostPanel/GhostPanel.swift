import Engine
import Frames

/// The ghost's panel beside the grids of shop and basket: the ghost's picture, and what is nearest to it.
struct GhostPanel: Sendable {
    /// Neighbours asked for in one search.
    static let count = 48

    /// Whether the shopper wants to see it; nil leaves it to the terminal's size.
    var isWanted: Bool?
    /// Whether the cursor is in it.
    var isFocused = false
    var scroller = Scroller()
}

extension State {
    /// Neighbours in the panel under the current metric.
    var panelMatches: [Match] { searches[.panel]?.first?.matches ?? [] }

    var panelQuery: NeighborQuery? { basket.liked.isEmpty ? nil : query(.ghost(basket), count: GhostPanel.count) }

    mutating func movePanel(_ movement: Movement) {
        guard let grid = shopLayout.panel?.grid else { return }
        shop.panel.scroller.move(movement, in: grid, count: panelMatches.count)
    }

    /// Into the panel, or out of it.
    mutating func movePanelFocus() {
        shop.panel.isFocused.toggle()
        if shop.panel.isFocused, shopLayout.panel == nil {
            shop.panel.isFocused = false
            say("No room for the ghost here.", attention: true)
        }
        settleCursors()
    }

    mutating func togglePanel() {
        let shows = shopLayout.panel != nil
        shop.panel.isWanted = !shows
        shop.panel.isFocused = false
        if !shows, shopLayout.panel == nil {
            shop.panel.isWanted = nil
            say("No room for the ghost here.", attention: true)
        }
        if shopLayout.panelCoversGrid { shop.panel.isFocused = true }
        settleCursors()
    }

    func panelPictures(_ layout: GalleryLayout) -> [PictureRequest] {
        guard let grid = layout.panel?.grid else { return [] }
        return panelMatches.dropFirst(shop.panel.scroller.first).prefix(2 * grid.capacity).map {
            PictureRequest(key: key($0.item), size: grid.picture)
        }
    }

    mutating func askForGhostPicture() {
        guard let size = ghostPictureSize, pictures.ghostAsked != book.revision else { return }
        pictures.ghostAsked = book.revision
        requests.send(.makeGhostPicture(revision: book.revision, basket: basket, size: size))
    }

    /// The size of the ghost's own picture, when there is a ghost and room for it.
    private var ghostPictureSize: Size? {
        guard !basket.liked.isEmpty, let ghost = shopLayout.panel?.ghost else { return nil }
        let size = Size(columns: ghost.columns, rows: ghost.rows)
        return size.isEmpty ? nil : size
    }
}
