import Engine
import Frames
import Taste

/// What a search is for.
public enum SearchPurpose: Hashable, Sendable {
    /// The ghost's panel.
    case panel
    /// The compare screen.
    case compare
    /// Its other row, where another basket or encoder is compared.
    case counterpart
    /// The item screen's filmstrip.
    case filmstrip
}

/// A picture that should be ready, for a rectangle of so many cells.
public struct PictureRequest: Hashable, Sendable {
    public var key: PictureKey
    public var size: Size

    public init(key: PictureKey, size: Size) {
        self.key = key
        self.size = size
    }
}

/// What the browser wants done. The program runs effects and sends their results back as actions with the same generation.
public enum Effect: Hashable, Sendable {
    /// Make a listing ready. Answer: `opened`, with the position of the item to keep in sight (an ID), or `failed`. `query` is the ghost,
    /// item or wish whose likeness orders it, where it is ordered so (`count` then means nothing: all items are ordered).
    case open(Generation, Listing, query: NeighborQuery?, keep: String?)
    /// Fold the listing that stands as this one is, which is the same otherwise. Answer: as to `open`.
    case fold(Generation, Listing, keep: String?)
    /// Answer: `items`. Positions beyond the end are left out.
    case loadItems(Generation, Listing, positions: Range<Int>)
    /// How words are understood by an encoder, nil for the first. Answer: `wordsRead`.
    case readWords(String, encoder: String?)
    /// Summaries of a basket's items. Answer: `known`.
    case loadKnown([String])
    /// All pictures wanted now, most urgent first; replaces every earlier list. One that is ready is asked for again when it is
    /// wanted larger. Answers: `picturesReady`, `picturesFailed`.
    case loadPictures([PictureRequest])
    /// Answer: `found`.
    case search(SearchPurpose, Generation, NeighborQuery)
    /// In which rank items are in a question's order, by their IDs. Answer: `ranked`, after the answer to `search`.
    case rank(SearchPurpose, Generation, ids: [String], NeighborQuery)
    /// Find the item with an ID (exactly, else as its beginning), or the next match of words. Answer: `located`, or `failed` with
    /// a message that names near IDs.
    case locate(Generation, Listing, ItemTarget)
    /// Make a change to the stored baskets, which somebody else may have changed too. Sent at each change. Answer: `baskets`, if so.
    case saveBaskets(BasketChange)
    /// Store where the shopper is. Sent when it changed and the shopper rests, and before quitting.
    case saveSession(Session)
    /// Put a text on the clipboard.
    case copy(String)
    case openURL(String)
    /// Read and encode a picture from outside the catalog. Answer: `pictureRead`, or `failed`.
    case readPicture(Generation, path: String)
    /// Write the basket, and what is compared, to a file by its extension: csv, json, html. One that is there already stays unless
    /// `replacing`. Answer: `notice`, or `failed`.
    case export(path: String, basket: Basket, rankings: [Ranking], replacing: Bool)
    /// What can be ticked of a listing. Answer: `facets`.
    case loadFacets(Listing, query: NeighborQuery?)
    /// Arrange what the listing that was opened last shows by likeness. Answers: `wall`, as far as it is, or `failed`. `encoder` is nil for
    /// the first, `keep` the ID of an item whose place is wanted.
    case arrange(Generation, encoder: String?, keep: String?)
    /// Answer: `wallItems`.
    case loadWallItems(wall: Int, places: [Int])
    /// Answer: `wallPlaces`.
    case locateOnWall(wall: Int, ids: [String])
    /// Choose what would tell most about a taste, beside what was shown by that already. Answer: `surprise`, or `failed`.
    case surprise(Generation, NeighborQuery, seen: [String])
    /// Answer: `news`.
    case loadNews
    /// What an item cost. Answer: `prices`.
    case loadPrices(id: String)
    /// All items of the stack that an item belongs to. Answer: `stack`.
    case loadStack(id: String)
    /// Have one of an item's further pictures at hand. Answer: `furtherPicture`.
    case loadFurtherPicture(address: String, id: String)
    /// Say where pictures are alike: all that is wanted now, which replaces what was asked before. Answers: `alike`, in any order.
    case whereAlike([AlikeQuestion])
    /// Say how far two items are from each other, in place of what was asked before; nil: nothing is asked any more. Answers: `distances`.
    case distances(AlikeQuestion?)
    /// Visit a shop, or all shops of the catalog again, in the background. Answers: `visiting` now and then, at the end `visited`.
    case visit(address: String?)
    /// Say this to a shopper who reads lines. After each `InputEvent.line` it is sent once, with all that there is to say of it.
    case say([String])
    /// Forget what is drawn and draw everything.
    case redraw
    case suspend
    case quit
}
