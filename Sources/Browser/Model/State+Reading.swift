import Basics
import Engine
import Frames
import Taste
import Vectors

/// What all screens ask of the state.
extension State {
    public var size: Size { looks.size }
    public var cell: CellSize { looks.cell }
    public var book: BasketBook { tasting.book }
    var basket: Basket { tasting.book.basket }
    var metric: Metric { tasting.metric }

    /// The lines around the screen's body.
    var lines: StatusLayout { StatusLayout(size: size, taken: Screens[screen].leavesRoomForPair ? pairRows : 0) }

    /// The pictures wanted now and soon, most urgent first.
    public var wantedPictures: [PictureRequest] { pictures.asked }

    /// Whether time matters now (a notice is to go away): without it the program may sleep.
    public var wantsTicks: Bool { notice != nil || conversation?.question != nil || requests.savedSession != session }

    /// Whether a page of the shop is on its way of which nothing shows yet, or what the wall's cursor is on.
    public var awaitsPage: Bool { screen == .shop && shop.isBlank || screen == .wall && wallScreen.items.isWaiting && wallItem == nil }

    /// Whether the distances of a pair are on their way.
    public var awaitsDistances: Bool { pair.asked != nil }

    /// The key of an item's picture at the zoom that shows.
    func key(_ item: ItemSummary) -> PictureKey { item.picture.map { .item($0, zoom: looks.zoom) } ?? .file(item.path ?? "") }

    /// What an item is called.
    func name(of item: ItemSummary) -> String { looks.caption.name(of: item) }

    /// What an item of the baskets is called; its ID while no more is known of it.
    func name(ofID id: String) -> String { name(of: basketItem(id)) }

    /// A question under the shopper's own metric, taste and filter, unless other metrics are given.
    func query(_ subject: NeighborQuery.Subject, metrics: [Metric]? = nil, count: Int) -> NeighborQuery {
        var taste = tasting.settings
        // What a session remembers may be of vectors that had parts.
        if parts.count < 2 { taste.balance = 0 }
        var query = NeighborQuery(subject: subject, metrics: metrics ?? [metric], count: count, taste: taste, filter: shop.listing.filter)
        query.foldsStacks = shop.listing.isFolded
        // The first is meant by no name, whatever it is called when the answer comes.
        if encoder != catalog.encoders.first { query.encoder = encoder?.name }
        return query
    }

    /// Whose vectors are compared: the shopper's choice, as long as the catalog has them; nil while it has none.
    var encoder: EncoderSummary? {
        tasting.encoder.flatMap { chosen in catalog.encoders.first { $0.name.isExactly(chosen) } } ?? catalog.encoders.first
    }

    /// Parts of these vectors that may be balanced.
    var parts: [String] { encoder?.parts ?? [] }
}

extension Collection {
    /// The element at an offset, or nil beyond the end.
    func at(_ offset: Int) -> Element? {
        guard offset >= 0, offset < count else { return nil }
        return self[index(startIndex, offsetBy: offset)]
    }
}
