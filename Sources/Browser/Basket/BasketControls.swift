import Basics
import Frames
import Taste

/// The two lines above the basket's grid: the names of all baskets, and what makes the ghost. They can be clicked, and the sliders dragged.
struct BasketControls {
    /// What a piece of the lines is for.
    enum Control: Hashable {
        /// The basket with this index.
        case basket(Int)
        /// What a key beside a slider does.
        case command(Command)
        case slider(Slider)
    }

    enum Slider: Hashable {
        case diversity, balance
    }

    private struct Line {
        let row: Int
        let layout: LineLayout
        let controls: [Control?]
    }

    private var lines: [Line] = []

    /// None where there is no room for them.
    init(_ state: State) {
        let top = state.basketLayout.lines.body.row
        guard state.basketLayout.grid.area.row >= top + 2 else { return }
        for (row, pieces) in [Self.names(state), Self.settings(state)].enumerated() {
            let layout = LineLayout(columns: state.size.columns, left: pieces.map(\.piece))
            lines.append(Line(row: top + row, layout: layout, controls: pieces.map(\.control)))
        }
    }

    func draw(on canvas: inout Canvas) {
        for line in lines { canvas.draw(line.layout, row: line.row) }
    }

    func control(at cell: Cell) -> Control? {
        guard let line = lines.first(where: { $0.row == cell.row }), let place = line.layout.place(at: cell.column) else { return nil }
        return line.controls[place.index]
    }

    /// The share of 0...1 that a slider would have with its knob at a column, or at that of its ends which is nearer; nil where it does not show.
    func share(of slider: Slider, at column: Int) -> Double? {
        for line in lines {
            for place in line.layout.places where line.controls[place.index] == .slider(slider) {
                return max(0, min(1, Double(column - place.columns.lowerBound) / Double(Self.steps)))
            }
        }
        return nil
    }

    private typealias Part = (piece: Piece, control: Control?)

    /// All baskets by name, the current one in the accent colour; those far from it give way where they do not fit.
    private static func names(_ state: State) -> [Part] {
        let contents = state.book.contents, current = contents.current
        return contents.baskets.enumerated().map { index, basket in
            let style = index == current ? Style(.accent, bold: true) : .dim
            let text = "\(basket.name) \(basket.liked.count)\(basket.isShared ? " ⇄" : "")"
            return (Piece(text, style, rank: 100 - abs(index - current), space: 3), .basket(index))
        }
    }

    private static func settings(_ state: State) -> [Part] {
        let taste = state.tasting.settings, parts = state.parts
        func key(_ command: Command, rank: Int, space: Int = 1) -> Part {
            (Piece(state.keymap.keyName(of: command, on: .basket) ?? "", rank: rank, space: space), .command(command))
        }
        var pieces: [Part] = [
            key(.mode, rank: 6), (Piece(modeText(state), rank: 9), .command(.mode)),
            (Piece("variety", .dim, rank: 4, space: 3), nil), key(.lessDiverse, rank: 3),
            (Piece(line(taste.diversity), .accent, rank: 3), .slider(.diversity)), key(.moreDiverse, rank: 3),
            (Piece(fixed(taste.diversity, decimals: 1), rank: 4), nil),
        ]
        if let first = parts.at(0), let second = parts.at(1) {
            pieces += [
                (Piece(first, .dim, rank: 7, space: 3), nil), key(.towardsPrint, rank: 6),
                (Piece(line((1 - taste.balance) / 2), .accent, rank: 7), .slider(.balance)), key(.towardsGarment, rank: 6),
                (Piece(second, .dim, rank: 7), nil),
            ]
        }
        return pieces
    }

    /// As wide for every mode, so that the sliders stay where they are; cut where the line is narrow.
    private static func modeText(_ state: State) -> String {
        let width = state.size.columns < 100 ? 14 : GhostMode.allCases.map { displayWidth($0.everydayName) }.max() ?? 0
        return padded(clipped(state.tasting.settings.mode.everydayName, to: width), to: width)
    }

    private static let steps = 10

    /// A share of 0...1 as a knob on a line.
    private static func line(_ share: Double) -> String {
        let knob = max(0, min(steps, Int((share * Double(steps)).rounded())))
        return String(repeating: "─", count: knob) + "●" + String(repeating: "─", count: steps - knob)
    }
}

/// What the mouse does to them.
extension State {
    /// Does what is at a cell of the lines above the grid; returns whether something is.
    mutating func useBasketControl(at cell: Cell) -> Bool {
        switch BasketControls(self).control(at: cell) {
        case .basket(let index): if index != book.contents.current { switchBasket(to: index) }
        case .command(let command): perform(command)
        case .slider(let slider):
            basketScreen.dragged = slider
            drag(slider, to: cell.column)
        case nil: return false
        }
        return true
    }

    mutating func drag(_ slider: BasketControls.Slider, to column: Int) {
        guard let share = BasketControls(self).share(of: slider, at: column) else { return }
        switch slider {
        case .diversity: setDiversity(share)
        case .balance: setBalance(1 - 2 * share)
        }
    }
}
