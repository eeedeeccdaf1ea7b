import Basics
import Engine
import Frames

/// The wall: what the shop lists arranged by likeness, and the part of it that shows.
struct WallScreen: Sendable {
    /// The wall that stands; it stays until another does.
    var wall: OpenedWall?
    /// What it was asked for last, and by which number.
    var asked: Question?
    var generation: Generation = -1
    /// How far arranging is, in per cent; nil when it is not under way.
    var arranging: Int?
    /// How far the thumbnails are that are made.
    var thumbnails: MadeThumbnails?
    var hasFailed = false
    /// Whether it is on its way.
    var isWaiting = false
    /// ID of the item that the cursor is to go to.
    var wantedItem: String?
    /// The place of the cursor, and the column and row of the wall at the upper left of the screen.
    var cursor = 0
    var first = Cell(column: 0, row: 0)
    /// Columns of a picture at the zoom that was chosen; nil: the smallest.
    var zoom: Int?
    var items = WallItems()
    var places = WallPlaces()

    /// What is to be arranged: another order of the same is the same.
    struct Question: Hashable {
        var filter: String?
        var text: String?
        var within: Double?
        var order: Order?
        var isFolded: Bool
        var encoder: String?
        var stacks: Int
        var version: CatalogVersion
    }
}

/// The items around the cursor: all that is known of a wall however large it is.
struct WallItems: Sendable {
    private(set) var items: [Int: ItemSummary] = [:]
    /// Columns and rows whose items are there or on their way.
    private(set) var asked: Rect?
    private(set) var isWaiting = false

    subscript(place: Int) -> ItemSummary? { items[place] }

    func covers(_ part: Rect) -> Bool {
        guard let asked else { return false }
        return part.column >= asked.column && part.row >= asked.row && part.column + part.columns <= asked.column + asked.columns
            && part.row + part.rows <= asked.row + asked.rows
    }

    mutating func ask(for part: Rect) { (asked, isWaiting) = (part, true) }

    mutating func take(_ new: [Int: ItemSummary]) { (items, isWaiting) = (new, false) }

    /// They have changed, or cannot be had.
    mutating func forget() { (asked, isWaiting) = (nil, false) }
}

/// Where items are that something is to be seen on.
struct WallPlaces: Sendable {
    private var places: ExactDictionary<Int> = [:]
    private var asked: Set<ExactText> = []

    subscript(id: String) -> Int? {
        get { places[id] }
        set {
            places[id] = newValue
            asked.insert(ExactText(id))
        }
    }

    /// Those of the IDs that nobody has asked for; they count as asked for from now on.
    mutating func ask(for ids: [String]) -> [String] { ids.filter { asked.insert(ExactText($0)).inserted } }
}

extension ScreenKind {
    public static let wall = ScreenKind("wall")
}

extension State {
    var wallScreen: WallScreen {
        get { screens.wall }
        set { screens.wall = newValue }
    }

    var wallLayout: WallLayout {
        WallLayout(
            size: size, cell: cell, zoom: conversation == nil ? wallScreen.zoom : nil,
            wall: wallScreen.wall ?? OpenedWall(number: 0, columns: 1, count: 0),
            taken: pairRows)
    }

    /// The item under the wall's cursor, when it is loaded.
    var wallItem: ItemSummary? { wallScreen.items[wallScreen.cursor] }

    /// What is to be seen on places of the wall.
    var wallSigns: [Int: WallSign] {
        var signs: [Int: WallSign] = [:]
        func add(_ sign: WallSign, _ id: String) {
            guard let place = wallScreen.places[id], signs[place] == nil || sign == .liked else { return }
            signs[place] = sign
        }
        for entry in basket.entries { add(entry.opinion == .liked ? .liked : .passed, entry.item) }
        if !basket.liked.isEmpty {
            for (index, match) in wallNeighbors.enumerated() { add(index == 0 ? .ghost : .near, match.item.id) }
        }
        return signs
    }

    /// The ghost's neighbours that are marked: of several tastes the nearest of each.
    private var wallNeighbors: [Match] { Array(panelMatches.prefix(12)) }

    private var wallQuestion: WallScreen.Question {
        let listing = shop.listing
        return WallScreen.Question(
            filter: listing.filter, text: listing.text, within: listing.within, order: listing.within == nil ? nil : listing.order,
            isFolded: listing.isFolded, encoder: encoder != catalog.encoders.first ? encoder?.name : nil, stacks: shop.stacks,
            version: CatalogVersion(count: catalog.count, generation: catalog.generation))
    }

    /// Asks for the wall of what the shop lists, and for what is needed of it.
    mutating func askForWall() {
        // A wall is of a listing that stands.
        guard shop.hasBegun, shop.opening == nil else { return }
        let question = wallQuestion
        if wallScreen.asked != question {
            (wallScreen.asked, wallScreen.hasFailed) = (question, false)
            (wallScreen.arranging, wallScreen.thumbnails, wallScreen.isWaiting) = (nil, nil, true)
            wallScreen.generation = requests.next()
            let keep = wallScreen.wantedItem ?? (wallScreen.wall == nil ? shopItem?.id : wallItem?.id)
            requests.send(.arrange(wallScreen.generation, encoder: question.encoder, keep: keep))
        }
        guard let wall = wallScreen.wall else { return }
        let ids = (basket.entries.map(\.item) + wallNeighbors.map(\.item.id)).filter { !ItemSummary.isPath($0) && Wish.words(of: $0) == nil }
        let unknown = wallScreen.places.ask(for: ids)
        if !unknown.isEmpty { requests.send(.locateOnWall(wall: wall.number, ids: unknown)) }
        let layout = wallLayout
        guard !wallScreen.items.covers(layout.neededItems(wallScreen)) else { return }
        let part = layout.wantedItems(wallScreen)
        wallScreen.items.ask(for: part)
        requests.send(.loadWallItems(wall: wall.number, places: layout.places(in: part)))
    }

    mutating func takeWall(_ generation: Generation, _ answer: WallAnswer) {
        guard generation == wallScreen.generation else { return }
        switch answer {
        case .arranging(let done, let total): wallScreen.arranging = total > 0 ? 100 * done / total : 0
        case .standing(let wall, let thumbnails):
            (wallScreen.arranging, wallScreen.thumbnails, wallScreen.isWaiting) = (nil, thumbnails, false)
            if wallScreen.wantedItem != nil, wall.number == wallScreen.wall?.number, let place = wall.place {
                wallScreen.cursor = place
                WallScreen.settle(&self)
            }
            wallScreen.wantedItem = nil
            guard wall.number != wallScreen.wall?.number else { return }
            let before = wallLayout, column = wallScreen.cursor % before.wall.columns - wallScreen.first.column
            let row = wallScreen.cursor / before.wall.columns - wallScreen.first.row, isFirst = wallScreen.wall == nil
            wallScreen.wall = wall
            (wallScreen.items, wallScreen.places) = (WallItems(), WallPlaces())
            wallScreen.cursor = max(0, min(wall.place ?? wallScreen.cursor, wall.count - 1))
            let layout = wallLayout
            // The cursor stays where it is on the screen; at first in its middle.
            wallScreen.first = Cell(
                column: wallScreen.cursor % wall.columns - (isFirst ? layout.columns / 2 : column),
                row: wallScreen.cursor / wall.columns - (isFirst ? layout.rows / 2 : row))
            WallScreen.settle(&self)
        }
    }

    mutating func takeWallItems(_ wall: Int, _ items: [Int: ItemSummary]) {
        guard wall == wallScreen.wall?.number else { return }
        wallScreen.items.take(items)
        // What is liked next is known at once.
        for (place, item) in items { wallScreen.places[item.id] = place }
    }

    mutating func takeWallPlaces(_ wall: Int, _ ids: [String], _ places: [Int?]) {
        guard wall == wallScreen.wall?.number else { return }
        for (id, place) in zip(ids, places) { wallScreen.places[id] = place }
    }
}
