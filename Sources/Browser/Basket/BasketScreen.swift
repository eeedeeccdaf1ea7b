import Engine
import Frames

/// The basket screen: a cursor over likes, then passes.
struct BasketScreen: Sendable {
    var scroller = Scroller()
}

extension ScreenKind {
    public static let basket = ScreenKind("basket")
}

extension State {
    var basketScreen: BasketScreen {
        get { screens.basket }
        set { screens.basket = newValue }
    }

    /// The basket's grid, with two lines above it for the names of the baskets and for what makes the ghost.
    var basketLayout: GalleryLayout {
        GalleryLayout(
            size: size, cell: cell, pictureRows: nil, panel: shop.panel.isWanted, lists: panelLists, focusOnPanel: false, isOverview: true,
            top: size.rows >= 12 ? 2 : 0)
    }

    /// IDs of the basket's items: likes, then passes.
    var basketIDs: [String] { (basket.liked + basket.passed).map(\.item) }

    /// An item of the basket; one that the catalog no longer has keeps its ID, so that it can still be taken out.
    func basketItem(_ id: String) -> ItemSummary { known[id] ?? ItemSummary(id: id, picture: nil) }
}
