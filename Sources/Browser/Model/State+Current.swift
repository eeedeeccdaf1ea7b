import Engine
import Frames
import Taste
import Vectors

/// What the state implies: layout, the item under the cursor, marks.
extension State {
    var layout: ShopLayout {
        ShopLayout(size: size, cell: cell, pictureRows: pictureRows, panel: panelWanted, focusOnPanel: focusOnPanel)
    }

    /// Pictures on a page of the shop.
    public var pageCapacity: Int { layout.grid.capacity }

    /// The pictures wanted now and soon, most urgent first.
    public var wantedPictures: [PictureRequest] { pictures.asked }

    var basket: Basket { book.basket }

    /// Neighbours in the ghost's panel under the current metric.
    var panelMatches: [Match] { searches[.panel]?.answer?.first?.matches ?? [] }

    /// The item that commands act on, on the screen that shows.
    var currentItem: ItemSummary? { currentMatch?.item ?? ownItem }

    /// The neighbour under the cursor, where the cursor is among neighbours.
    var currentMatch: Match? {
        switch screen {
        case .shop, .help:
            return focusOnPanel && screen == .shop ? panelMatches.at(panelScroller.cursor) : nil
        case .compare:
            return searches[.compare]?.answer?.at(compare.row)?.matches.at(compare.column)
        case .item:
            return itemScreen.neighbor.flatMap { searches[.filmstrip]?.answer?.first?.matches.at($0) }
        case .basket:
            return nil
        }
    }

    private var ownItem: ItemSummary? {
        switch screen {
        case .shop, .help: focusOnPanel ? nil : shopItem
        case .basket: basketIDs.at(basketScreen.scroller.cursor).map(basketItem)
        case .item: itemScreen.item
        case .compare: nil
        }
    }

    /// The item under the grid's cursor, when it is loaded.
    var shopItem: ItemSummary? { window[shop.cursor] }

    /// IDs of the basket's items: likes, then passes.
    var basketIDs: [String] { (basket.liked + basket.passed).map(\.item) }

    /// An item of the basket; one that the catalog no longer has keeps its ID, so that it can still be taken out.
    func basketItem(_ id: String) -> ItemSummary { known[id] ?? ItemSummary(id: id, picture: nil) }

    /// What is stored to come back to this place.
    public var session: Session {
        var session = Session()
        session.listing = listing
        session.item = shopItem?.id
        session.position = shop.cursor
        session.metric = metric
        session.taste = taste
        session.pictureRows = pictureRows
        session.showsPrint = zoom == .print
        session.panel = panelWanted
        return session
    }

    /// The key of an item's picture at the zoom that shows.
    func key(_ item: ItemSummary) -> PictureKey { item.picture.map { .item($0, zoom: zoom) } ?? .file(item.path ?? "") }
}

extension Collection {
    /// The element at an offset, or nil beyond the end.
    func at(_ offset: Int) -> Element? {
        guard offset >= 0, offset < count else { return nil }
        return self[index(startIndex, offsetBy: offset)]
    }
}
