import Engine
import Frames

/// A screen: the state that is its own, and as functions what it makes of commands, the mouse and answers, and how it looks.
///
/// The functions get the whole state, since screens lean on each other: leafing through items on the item screen moves the shop's cursor.
protocol Screen: Sendable {
    init()

    static var kind: ScreenKind { get }
    /// What help calls it.
    static var title: String { get }
    /// What is looked at, for the window's title; nil for the catalog as a whole.
    static func subject(in state: State) -> String?
    /// Words that it shows, and what they mean, for help.
    static var terms: [(keys: String, text: String)] { get }

    // MARK: Commands

    /// The command that opens it from any other screen.
    static var opener: Command? { get }
    static func open(in state: inout State)
    static func move(_ movement: Movement, in state: inout State)
    /// Performs a command that means something of its own here; returns whether it was one.
    static func perform(_ command: Command, in state: inout State) -> Bool
    /// Takes a step back within the screen; returns whether there was one. Otherwise the screen is left.
    static func stepBack(in state: inout State) -> Bool

    // MARK: Mouse

    /// Puts the cursor on the item at a cell, or does what else is there; returns whether there is an item.
    static func choose(at cell: Cell, in state: inout State) -> Bool
    /// The mouse moves while its button is held.
    static func drag(to cell: Cell, in state: inout State)
    static func scroll(rows: Int, at cell: Cell, in state: inout State)

    // MARK: Items

    /// What commands act on while the screen shows.
    static func selection(in state: State) -> Selection?
    /// Keeps its cursors on something that exists, after anything has changed; asked whether it shows or not.
    static func settle(_ state: inout State)
    /// Items that it holds itself, which are looked up anew when the catalog changes.
    static func heldItems(in state: State) -> [ItemSummary]
    /// What the item under its cursor is compared with where pictures are tinted; nil where there is nothing.
    static func likeness(in state: State) -> Likeness?
    /// Takes in how the held items are now.
    static func refresh(_ items: RefreshedItems, in state: inout State)

    // MARK: Demand

    /// What its search is for, if it has one.
    static var purpose: SearchPurpose? { get }
    /// The search that it needs now, shown or not.
    static func query(in state: State) -> NeighborQuery?
    /// All searches that it needs, where it has several; nil for one that it does not need now.
    static func queries(in state: State) -> [(purpose: SearchPurpose, query: NeighborQuery?)]
    /// Asks for what else it needs while it shows.
    static func ask(in state: inout State)
    /// The pictures that it needs while it shows, most urgent first.
    static func pictures(in state: State) -> [PictureRequest]

    static func draw(_ state: State, on canvas: inout Canvas)
    /// Whether it begins below a pair, in which its cursor's item stands large.
    static var leavesRoomForPair: Bool { get }

    // MARK: Words

    /// What there is on it, in lines, for those who read instead of looking: said when it opens and when it has become another.
    static func overview(in state: State) -> [String]
    /// Where its cursor is, in words such as "3 of 3,000"; nil where there is but one place.
    static func place(in state: State) -> String?
    /// Whether something that it tells of is on its way, beside what its search finds.
    static func isWaiting(in state: State) -> Bool
}

extension Screen {
    static var terms: [(keys: String, text: String)] { [] }
    static func subject(in state: State) -> String? { title.lowercased() }
    static var opener: Command? { nil }
    static var purpose: SearchPurpose? { nil }
    static var leavesRoomForPair: Bool { false }
    static func open(in state: inout State) { state.show(kind) }
    static func perform(_ command: Command, in state: inout State) -> Bool { false }
    static func stepBack(in state: inout State) -> Bool { false }
    static func choose(at cell: Cell, in state: inout State) -> Bool { false }
    static func drag(to cell: Cell, in state: inout State) {}
    static func scroll(rows: Int, at cell: Cell, in state: inout State) { move(rows < 0 ? .up : .down, in: &state) }
    static func selection(in state: State) -> Selection? { nil }
    static func settle(_ state: inout State) {}
    static func heldItems(in state: State) -> [ItemSummary] { [] }
    static func likeness(in state: State) -> Likeness? { nil }
    static func refresh(_ items: RefreshedItems, in state: inout State) {}
    static func query(in state: State) -> NeighborQuery? { nil }
    static func queries(in state: State) -> [(purpose: SearchPurpose, query: NeighborQuery?)] { purpose.map { [($0, query(in: state))] } ?? [] }
    static func ask(in state: inout State) {}
    static func pictures(in state: State) -> [PictureRequest] { [] }
    static func overview(in state: State) -> [String] { [title + "."] + state.placeLines }
    static func place(in state: State) -> String? { nil }
    static func isWaiting(in state: State) -> Bool { false }
}
