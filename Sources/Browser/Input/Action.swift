import Engine
import Frames
import Saliency

/// Everything that can happen to the browser: input, answers to its effects, time.
public enum Action: Sendable {
    case input(InputEvent)
    /// The terminal's cells have this size in pixels.
    case cellSize(CellSize)
    /// A tick of the clock, `State.ticksPerSecond` of them a second while `State.wantsTicks`.
    case tick

    /// Items of the listing from a position on.
    case items(Generation, start: Int, [ItemSummary])
    /// Items asked for by these IDs; those that are gone are missing.
    case known([ItemSummary], of: [String])
    /// A listing stands: how many positions it has, how many items are listed (nil: as many), which stacks (0: none), where the item to keep in
    /// sight stands in it, and where there is none, what was probably meant.
    case opened(Generation, count: Int, items: Int? = nil, stacks: Int = 0, position: Int?, hint: String? = nil)
    /// The position of what was looked for, or nil if it is not there.
    case located(Generation, position: Int?)
    case found(SearchPurpose, Generation, [Ranking])
    /// Which ranks items have in what a search is about.
    case ranked(SearchPurpose, Generation, [ItemRanks])
    /// How words were understood by an encoder, nil for the first; nil where it could not read them.
    case wordsRead(WordReading?, of: String, encoder: String?)
    /// An effect failed; the message is one line for the shopper. `at` says where a listing's filter goes wrong, in characters, if it does.
    case failed(Generation, String, at: Int? = nil)

    case picturesReady([PictureKey])
    /// Pictures that were ready for these sizes and are not any longer (evicted).
    case picturesDropped([PictureRequest])
    /// Pictures that cannot be had; their place keeps the mean colour.
    case picturesFailed([PictureKey])

    /// A picture from outside the catalog is ready to be liked.
    case pictureRead(ItemSummary)
    /// The catalog has changed: it has so many items now, and another generation when some that were there already have changed. `progress`
    /// says how far indexing is, nil when it is done.
    case catalog(count: Int, generation: Int, progress: IndexingProgress?)
    /// Somebody else has changed the stored baskets in this way.
    case baskets(BasketChange)
    /// What can be ticked of a listing.
    case facets(Facets, of: Listing)
    /// What the shops have changed.
    case news(CatalogNews)
    /// What an item cost; none where it cannot be told.
    case prices([PriceStep], of: String)
    /// All items of the stack that an item belongs to; none where it is on its own.
    case stack([ItemSummary], of: String)
    /// A further picture is at hand under a name, or why it is not.
    case furtherPicture(address: String, Result<PictureName, PictureFailure>)
    /// Where a picture is like what it was compared with, or why that cannot be shown.
    case alike(AlikeQuestion, Result<SimilarityMaps, PictureFailure>)
    /// How far two items are from each other, or why that cannot be told; `isWhole`: nothing more is to come.
    case distances(AlikeQuestion, Result<ItemDistances, PictureFailure>, isWhole: Bool)
    /// How far the visit of a shop is.
    case visiting(VisitProgress)
    /// The visit is over, with what came of it in a line, and the catalog as it is now.
    case visited(String, attention: Bool, CatalogSummary?)
    /// How far the wall of the listing is.
    case wall(Generation, WallAnswer)
    /// Items at places of a wall.
    case wallItems(wall: Int, [Int: ItemSummary])
    /// The places of items on a wall, in the order of the IDs; nil for what is not on it.
    case wallPlaces(wall: Int, [String], [Int?])
    /// What would tell most about the taste; nil where nothing is left.
    case surprise(Generation, ItemSummary?)
    /// Whether where the catalog is can be reached, with what there is to say of it.
    case reachable(Bool, String)
    /// Who has vectors that cannot be had at present, so that neighbours are those among the others.
    case missing([String])
    /// Something to tell the shopper.
    case notice(String, attention: Bool)
}

/// How far an indexing run is.
public struct IndexingProgress: Hashable, Sendable {
    public var done: Int
    public var total: Int
    /// Items a second, or nil while unknown.
    public var rate: Double?

    public init(done: Int, total: Int, rate: Double? = nil) {
        self.done = done
        self.total = total
        self.rate = rate
    }
}

/// Why a further picture cannot be had, or a map of one, in one line.
public struct PictureFailure: Error, Hashable, Sendable {
    public var reason: String

    public init(_ reason: String) { self.reason = reason }
}

/// How far the visit of a shop is.
public struct VisitProgress: Hashable, Sendable {
    /// What the shop calls itself, or its host.
    public var shop: String
    /// Items that its listing has told of so far.
    public var listed: Int
    /// Pictures that have to be fetched, and those of them that are in the catalog or cannot be had.
    public var pictures: Int
    public var done: Int
    /// Whether the listing has been read to its end.
    public var isListed: Bool

    public init(shop: String, listed: Int = 0, pictures: Int = 0, done: Int = 0, isListed: Bool = false) {
        (self.shop, self.listed, self.pictures, self.done, self.isListed) = (shop, listed, pictures, done, isListed)
    }
}
