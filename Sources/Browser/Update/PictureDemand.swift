import Frames

/// Which pictures are wanted, in the order in which they matter.
extension State {
    mutating func askForPictures() {
        let wanted = picturesWorthHaving()
        if let ghost = ghostPictureSize, pictures.ghostAsked != book.revision {
            pictures.ghostAsked = book.revision
            send(.makeGhostPicture(revision: book.revision, basket: basket, size: ghost))
        }
        guard wanted != pictures.asked else { return }
        pictures.asked = wanted
        let missing = wanted.filter(pictures.isMissing)
        if !missing.isEmpty { send(.loadPictures(missing)) }
    }

    /// The size of the ghost's own picture, when there is a ghost and room for it.
    private var ghostPictureSize: Size? {
        guard !basket.liked.isEmpty, let ghost = layout.panel?.ghost else { return nil }
        let size = Size(columns: ghost.columns, rows: ghost.rows)
        return size.isEmpty ? nil : size
    }

    private func picturesWorthHaving() -> [PictureRequest] {
        var list = RequestList()
        switch screen {
        case .shop, .help: list.add(shopPictures())
        case .compare: list.add(comparePictures())
        case .basket: list.add(basketPictures())
        case .item: list.add(itemPictures())
        }
        return list.requests
    }

    /// The cursor's picture, then the others of its page by nearness, the ghost's neighbours, the next page, the one before.
    private func shopPictures() -> [PictureRequest] {
        let layout = self.layout
        let size = layout.grid.picture
        let page = layout.grid.capacity
        var result: [PictureRequest] = []
        if !layout.panelCoversGrid {
            let cursor = shop.cursor - shop.first
            let columns = layout.grid.columns
            let slots = (0..<page).sorted { nearness($0, to: cursor, columns) < nearness($1, to: cursor, columns) }
            result += requests(positions: slots.map { shop.first + $0 }, size: size)
        }
        let neighbors = panelPictures(layout)
        result = focusOnPanel ? neighbors + result : result + neighbors
        result += requests(positions: Array((shop.first + page)..<(shop.first + 2 * page)), size: size)
        result += requests(positions: Array(max(0, shop.first - page)..<shop.first), size: size)
        return result
    }

    func panelPictures(_ layout: ShopLayout) -> [PictureRequest] {
        guard let grid = layout.panel?.grid else { return [] }
        return panelMatches.dropFirst(panelScroller.first).prefix(2 * grid.capacity).map {
            PictureRequest(key: key($0.item), size: grid.picture)
        }
    }

    /// Squared distance in the grid, with ties in reading order.
    private func nearness(_ slot: Int, to cursor: Int, _ columns: Int) -> Int {
        let across = slot % columns - cursor % columns
        let down = slot / columns - cursor / columns
        return (across * across + down * down) << 20 + slot
    }

    private func requests(positions: [Int], size: Size) -> [PictureRequest] {
        positions.compactMap { window[$0].map { PictureRequest(key: key($0), size: size) } }
    }
}

/// Requests in order, each picture once; where there is no room there is no request.
private struct RequestList {
    private(set) var requests: [PictureRequest] = []
    private var seen: Set<PictureKey> = []

    mutating func add(_ more: [PictureRequest]) {
        for request in more where !request.size.isEmpty && seen.insert(request.key).inserted { requests.append(request) }
    }
}
