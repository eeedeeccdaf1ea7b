import Frames
import Pictures
import Terminal

/// Small pictures among lines of text, as coloured characters.
enum PrintedPicture {
    /// A picture as so many rows of printable characters with colours; blank rows where there is no picture.
    static func rows(of raster: Raster?, size: Size) -> [String] {
        let blank = [String](repeating: String(repeating: " ", count: size.columns), count: size.rows)
        guard let raster else { return blank }
        let environment = terminalEnvironment()
        let colors = Capabilities(replies: ProbeReplies(), environment: environment, columns: 0, rows: 0).colors
        let format = PictureFormat(graphics: .symbols, colors: colors)
        return PictureRenderer.render(raster, size: size, format: format).printedRows ?? blank
    }
}
