import Engine
import Frames

/// The basket screen: a cursor over likes, then passes, or in the ghost's panel beside them.
struct BasketScreen: Sendable {
    var scroller = Scroller()
    /// Whether the cursor is in the panel, as long as that shows and has something in it.
    var isPanelFocused = false
    /// The slider that the mouse holds.
    var dragged: BasketControls.Slider?
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
            size: size, cell: cell, pictureRows: nil, panel: wantsPanel, lists: panelLists, focusOnPanel: basketScreen.isPanelFocused,
            overviewOf: basket.entries.count,
            top: size.rows >= 12 ? 2 : 0, taken: pairRows)
    }

    /// The panel, if it shows: on a narrow terminal in place of the grid while the cursor is in it.
    var basketPanel: PanelLayout? {
        let layout = basketLayout
        return layout.panelCoversGrid && !isBasketPanelFocused ? nil : layout.panel
    }

    var basketPanelCoversGrid: Bool { basketLayout.panelCoversGrid && isBasketPanelFocused }

    var isBasketPanelFocused: Bool { basketScreen.isPanelFocused && !panelMatches.isEmpty && basketLayout.panel != nil }

    /// IDs of the basket's items: likes, then passes.
    var basketIDs: [String] { (basket.liked + basket.passed).map(\.item) }

    /// An item of the basket; one that the catalog no longer has keeps its ID, so that it can still be taken out.
    func basketItem(_ id: String) -> ItemSummary { known[id] ?? ItemSummary(unlisted: id) }
}
