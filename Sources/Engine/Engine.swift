import Basics
import Frames
import Pictures
import Saliency
import Taste

/// What the browser and the commands ask of a catalog, wherever it is kept.
///
/// Questions and answers are values. Each question returns at once, and is answered through its reply: late, in parts, or with an error in
/// one line. Questions of one caller are answered in their order where one depends on the other, as items on the listing that was opened.
public protocol Engine: AnyObject, Sendable {
    /// Where the catalog is: the same for all who look at the same one.
    var location: String { get }
    /// Whether nothing can be stored there.
    var isReadOnly: Bool { get }

    /// Tells from now on, on whatever thread, what nobody has asked for. Nothing depends on it: it is soon, not sure.
    func watch(_ tell: @escaping @Sendable (EngineNews) -> Void)

    /// What is known of the catalog as a whole. Cost: a pass over the names of its columns.
    func summary(_ reply: @escaping Reply<CatalogSummary>)

    /// Which state the catalog is in, cheap enough to be asked every second.
    func version(_ reply: @escaping Reply<CatalogVersion>)

    /// Makes a listing the one that `items(at:)` and `position(of:)` speak of.
    ///
    /// - Parameters:
    ///   - query: the ghost, the item or the wish whose likeness orders it, where it is ordered so; its `count` means nothing. Words to which
    ///     nothing is near are a failure.
    ///   - keep: the ID of an item whose position is wanted.
    func open(_ listing: Listing, query: NeighborQuery?, keep: String?, _ reply: @escaping Reply<OpenedListing>) -> Inquiry

    /// Folds the listing that was opened last as another says, which is the same otherwise: its items and their order stay what they are. Cost:
    /// a pass over the listing.
    func fold(_ listing: Listing, keep: String?, _ reply: @escaping Reply<OpenedListing>) -> Inquiry

    /// All items of the stack that an item belongs to, but for those that have left their shop; of hundreds, those around it. None where it is on
    /// its own.
    func stack(of id: String, _ reply: @escaping Reply<[ItemSummary]>)

    /// What can be ticked of a listing's items.
    ///
    /// - Parameter query: as in `open`. Cost: for each state of the catalog once a pass over its items, later
    /// milliseconds.
    func facets(of listing: Listing, query: NeighborQuery?, _ reply: @escaping Reply<Facets>) -> Inquiry

    /// The items at some positions of the listing; positions beyond its end are left out.
    func items(at positions: Range<Int>, _ reply: @escaping Reply<ItemPage>) -> Inquiry

    /// The items with some IDs; those that are gone are left out, a path is a picture from outside, and a wish has its words.
    func items(ids: [String], _ reply: @escaping Reply<[ItemSummary]>)

    /// The items with some IDs, each of which must be there: a failure names the first that is not, and the closest that are.
    func items(knownAs ids: [String], _ reply: @escaping Reply<[ItemSummary]>)

    /// Arranges what the listing that was opened last shows by likeness, so that neighbours look alike. A part of the answer says how far
    /// that is; then the wall stands, and parts say how far its thumbnails are, where some are still to be made.
    ///
    /// - Parameters:
    ///   - encoder: whose vectors say what is alike; nil: those of the first.
    ///   - keep: the ID of an item whose place is wanted.
    func wall(encoder: String?, keep: String?, _ reply: @escaping Reply<WallAnswer>) -> Inquiry

    /// The items at some places of a wall that stands, by place; places that it does not have are left out, and there are none once another
    /// has stood for a while.
    func items(onWall wall: Int, at places: [Int], _ reply: @escaping Reply<[Int: ItemSummary]>) -> Inquiry

    /// The places of some items on a wall, or of what stands for them there, in the order of the IDs; nil for what is not on it.
    func places(onWall wall: Int, of ids: [String], _ reply: @escaping Reply<[Int?]>) -> Inquiry

    /// The thumbnails at some places of a wall; nil where one cannot be had. They are waited for. Cost: microseconds for each that was made
    /// before, else the decoding of its picture.
    func thumbnails(onWall wall: Int, at places: Range<Int>) -> [Thumbnail?]

    /// Finds the position of an item in the listing; nil where there is none.
    func position(of target: ItemTarget, _ reply: @escaping Reply<Int?>) -> Inquiry

    /// What is nearest: a ranking for each metric, none while the catalog is empty.
    ///
    /// What the subject names and the catalog does not have is left out, but for pictures from outside that can be read. A failure says
    /// which condition, column or part there is not.
    func neighbors(_ query: NeighborQuery, _ reply: @escaping Reply<[Ranking]>) -> Inquiry

    /// Which rank items have under each of a question's metrics among all that it admits, as if it asked for all: the first of `neighbors` has
    /// rank 1, and all of a stack that counts once have one. The question's count and variety mean nothing.
    ///
    /// Cost: a pass over all vectors, beside which other questions are answered. Given up soon after nobody waits for it.
    ///
    /// - Parameter ids: what the catalog does not have is left out.
    func ranks(of ids: [String], in query: NeighborQuery, _ reply: @escaping Reply<[ItemRanks]>) -> Inquiry

    /// Where a picture is like what a question is about: by the whole vectors as the question balances them, and by each part. Of several
    /// interests or likes that is the one which it is nearest to.
    ///
    /// The question's metrics, count and filter mean nothing: likeness is the cosine. A failure says in one line why it cannot be shown, as for
    /// vectors that were imported. Given up soon after nobody waits for it, and kept once made.
    ///
    /// - Parameter id: an item, or a picture from outside by its path.
    func whereAlike(_ id: String, to query: NeighborQuery, _ reply: @escaping Reply<SimilarityMaps>) -> Inquiry

    /// How far an item is from another, as their neighbours' distances say it: under the question's metrics, over the whole vectors and over
    /// each part, all as the question balances them.
    ///
    /// The question's subject is the other item; its count and filter mean nothing. A part of the answer may come before hamming is known,
    /// which the first time takes a pass over the vectors. Cost: otherwise a look at the two vectors.
    ///
    /// - Parameter id: an item, or a picture from outside by its path.
    func distances(of id: String, to query: NeighborQuery, _ reply: @escaping Reply<ItemDistances>) -> Inquiry

    /// An item that would tell most about a taste: plausible, yet far from all that was liked, passed or seen; nil where none is left.
    ///
    /// - Parameters:
    ///   - query: what is liked and passed; its filter says what may be chosen, its metrics and count mean nothing.
    ///   - seen: IDs of what was shown by this before.
    func surprise(_ query: NeighborQuery, seen: [String], _ reply: @escaping Reply<ItemSummary?>) -> Inquiry

    /// How words are understood by an encoder, nil for the first: a failure where it knows none. Cost: a look at all that it knows.
    func reading(of words: String, encoder: String?, _ reply: @escaping Reply<WordReading>)

    /// Reads and encodes a picture from outside, so that it can be liked: by its ID, the absolute path.
    func externalItem(path: String, _ reply: @escaping Reply<ItemSummary>)

    /// What the shops have changed at their latest visits. Cost: a pass over what is kept of their items.
    func news(_ reply: @escaping Reply<CatalogNews>)

    /// What an item cost, a step for each change of its price and one for the latest visit, oldest first; empty for what comes from no shop.
    func prices(of id: String, _ reply: @escaping Reply<[PriceStep]>)

    /// Has one of an item's further pictures at hand, by its address: fetched where it was not kept. The answer names it for `picture`.
    func furtherPicture(_ address: String, of id: String, _ reply: @escaping Reply<PictureName>)

    /// All baskets as they are stored.
    func baskets(_ reply: @escaping Reply<StoredDocument<BasketContents>>)

    /// Makes a change to the stored baskets.
    func change(_ change: BasketChange, _ reply: @escaping Reply<ChangedBaskets>)

    /// A document that was stored under a name.
    func document<Document: Decodable & Sendable>(_ name: String, as type: Document.Type, _ reply: @escaping Reply<StoredDocument<Document>>)

    /// Stores a document under a name, after those that came before. One that cannot be read is kept aside.
    func store<Document: Codable & Sendable>(_ document: Document, as name: String, _ reply: @escaping Reply<Void>)

    /// An item's picture, trimmed or cut as the zoom says, its longer side about `side` pixels; nil when it cannot be had. It is waited for.
    func picture(_ picture: PictureName, zoom: PictureZoom, side: Int) -> Raster?

    /// The weighted mean of a basket's liked pictures, each trimmed or cut as the zoom says, on a white square of about `side` pixels; nil when
    /// there are none. It is waited for.
    func ghostPicture(of basket: Basket, zoom: PictureZoom, side: Int) -> Raster?

    /// Waits until all that was asked so far is answered and stored, a few seconds at most.
    func finish()
}

/// A state of a catalog: equal for equal contents.
public struct CatalogVersion: Hashable, Sendable {
    /// Items in the catalog.
    public var count: Int
    /// Counts up when items change that were there already.
    public var generation: Int
    /// Who has vectors that cannot be had at present, so that neighbours are those among the others; none where all can.
    public var missing: [String]

    public init(count: Int, generation: Int, missing: [String] = []) { (self.count, self.generation, self.missing) = (count, generation, missing) }
}

/// What a change has made of the stored baskets.
public struct ChangedBaskets: Sendable {
    /// What was stored before, and what is now.
    public var change: BasketChange
    /// The name that what could not be read is kept under.
    public var aside: String?

    public init(change: BasketChange, aside: String? = nil) { (self.change, self.aside) = (change, aside) }
}

/// A listing that stands.
public struct OpenedListing: Hashable, Sendable {
    /// How many positions it has.
    public var count: Int
    /// How many items are listed: more where the first of a stack stands for several.
    public var items: Int
    /// Changes when other items belong together than before; 0 where none do.
    public var stacks: Int
    /// Where the item to keep is; nil when it is not listed.
    public var position: Int?
    /// Where the filter finds nothing: what was probably meant, in one line, if that can be told.
    public var hint: String?

    /// - Parameter items: nil: as many as positions.
    public init(count: Int, items: Int? = nil, stacks: Int = 0, position: Int?, hint: String? = nil) {
        (self.count, self.items, self.stacks, self.position, self.hint) = (count, items ?? count, stacks, position, hint)
    }
}

/// Items of a listing from a position on.
public struct ItemPage: Hashable, Sendable {
    public var start: Int
    public var items: [ItemSummary]

    public init(start: Int, items: [ItemSummary]) { (self.start, self.items) = (start, items) }
}

/// What is looked for in a listing.
public enum ItemTarget: Hashable, Sendable {
    /// An ID, exactly or else as its beginning.
    case id(String)
    /// Words in ID, title or attributes, from a position (exclusive) on, round the end.
    case text(String, from: Int, forward: Bool)
}
