import Basics

/// A curve drawn with Braille dots: two across and four down in each cell.
package struct DotPlot {
    /// Of the whole drawing, scale included.
    package let columns: Int
    /// Lines of the drawing.
    package let rows: Int
    /// Cells in front of the curve, for the scale.
    package static let margin = 9

    /// The curve of some values at even distances, the largest at the top, with its scale in front.
    ///
    /// - Parameter marks: places in `values` that get a vertical line.
    package func lines(_ values: [Double], marks: [Int] = []) -> [String] {
        let finite = values.filter(\.isFinite)
        guard let low = finite.min(), let high = finite.max(), values.count > 1 else { return [] }
        let width = 2 * max(1, columns - Self.margin), height = 4 * rows
        var dots = [[Bool]](repeating: [Bool](repeating: false, count: width), count: height)
        func row(_ value: Double) -> Int {
            let share = high > low ? (high - value) / (high - low) : 0.5
            return max(0, min(height - 1, Int((share * Double(height - 1)).rounded())))
        }
        var before: Int?
        for column in 0..<width {
            let place = Double(column) / Double(max(1, width - 1)) * Double(values.count - 1)
            let left = min(values.count - 2, Int(place))
            let value = values[left] + (values[left + 1] - values[left]) * (place - Double(left))
            guard value.isFinite else {
                before = nil
                continue
            }
            let here = row(value)
            // Steep parts stay joined.
            for dot in min(here, before ?? here)...max(here, before ?? here) { dots[dot][column] = true }
            before = here
        }
        for mark in marks {
            let column = mark * (width - 1) / (values.count - 1)
            for dot in stride(from: 0, to: height, by: 2) { dots[dot][column] = true }
        }
        return (0..<rows).map { line in
            let scale = line == 0 ? fixed(high, decimals: 3) : line == rows - 1 ? fixed(low, decimals: 3) : ""
            return paddedHead(scale, to: Self.margin - 2) + " │" + Self.cells(dots[4 * line..<4 * line + 4], width: width)
        }
    }

    /// Braille characters count their dots by columns, the fourth row last.
    private static func cells(_ dots: ArraySlice<[Bool]>, width: Int) -> String {
        let rows = Array(dots)
        let bits = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]]
        return String(
            String.UnicodeScalarView(
                stride(from: 0, to: width, by: 2).map { column in
                    var pattern: UInt32 = 0x2800
                    for row in 0..<4 {
                        for side in 0..<2 where rows[row][column + side] { pattern |= UInt32(bits[row][side]) }
                    }
                    return Unicode.Scalar(pattern)!
                }))
    }
}
