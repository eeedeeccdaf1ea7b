import Frames

/// How large a terminal's window says it is.
public struct WindowSize: Hashable, Sendable {
    /// What is drawn on, in cells.
    public let cells: Size
    /// The same in pixels; nil where the terminal does not tell.
    public let pixels: PixelSize?

    /// One cell in pixels, where that is known and can be.
    var cell: PixelSize? {
        pixels.flatMap { PixelSize(width: $0.width / cells.columns, height: $0.height / cells.rows).asCell }
    }

    /// - Parameters:
    ///   - columns: of the whole window, which may be larger than what is drawn on; more than 0, as are `rows`.
    ///   - width: in pixels, as is `height`; 0 where it is not known.
    init(columns: Int, rows: Int, width: Int, height: Int) {
        cells = Size(columns: columns, rows: rows).asScreen
        let isWhole = cells == Size(columns: columns, rows: rows)
        let whole = PixelSize(width: width, height: height)
        let drawn = PixelSize(width: width / columns * cells.columns, height: height / rows * cells.rows)
        pixels = width < columns || height < rows ? nil : isWhole ? whole : drawn
    }
}
