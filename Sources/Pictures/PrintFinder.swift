/// Finds where on a garment its print is: a patch of strong contrast inside the cloth, away from the cloth's own edges and the collar.
///
/// What folds and light do to a cloth multiplies its colours, so contrast counts what remains once one of two neighbours is lit more or
/// less. Cost: a millisecond or two, whatever the picture's size.
struct PrintFinder {
    private let mosaic: Mosaic
    /// Where a print may be: on the trunk, below the collar and above the hem.
    private let columns: Range<Int>
    private let rows: Range<Int>

    /// - Parameter garment: a picture of a garment on a plain ground, its margins trimmed.
    init(_ garment: Raster) {
        mosaic = Mosaic(garment)
        columns = mosaic.trunk
        rows = mosaic.height * 14 / 100..<max(mosaic.height * 92 / 100, mosaic.height * 14 / 100)
    }

    /// The print's place in the picture; nil where there is none, where it covers all of the cloth, or where it cannot be told.
    func find() -> PixelBox? {
        let contrasts = self.contrasts
        guard let threshold = self.threshold(contrasts) else { return nil }
        let marked = Set(contrasts.lazy.filter { $0.contrast > threshold }.map { mosaic.cell($0.column, $0.row) })
        var contrastOf: [Int: Float] = [:]
        for one in contrasts { contrastOf[mosaic.cell(one.column, one.row)] = one.contrast }
        // What reaches up to the collar is a seam or the collar itself; what lies at an opening is its hem, or a label in the neck.
        var patches = self.patches(marked, contrastOf).filter { $0.rows.lowerBound > rows.lowerBound && $0.cells >= 3 && !isAtOpening($0) }
        patches.sort { ($0.weight, $1.rows.lowerBound) > ($1.weight, $0.rows.lowerBound) }
        guard var print = patches.first else { return nil }
        // A caption or the next of a row stands close by.
        var rest = patches.dropFirst()
        while let place = rest.firstIndex(where: print.isNear) { print.join(rest.remove(at: place)) }
        guard print.cells >= 8, !coversAll(print), max(print.columns.count, print.rows.count) < 6 * min(print.columns.count, print.rows.count) else {
            return nil
        }
        return mosaic.box(columns: print.columns, rows: print.rows)
    }

    private func isAtOpening(_ patch: Patch) -> Bool {
        // The inside of the neck, which is no ground, ends above this.
        if patch.rows.upperBound * 100 < mosaic.height * 28 { return true }
        let reach = 3
        return mosaic.hasGround(
            columns: patch.columns.lowerBound - reach..<patch.columns.upperBound + reach,
            rows: patch.rows.lowerBound - reach..<patch.rows.upperBound + reach)
    }

    private func coversAll(_ patch: Patch) -> Bool {
        patch.columns.count * 100 > 88 * columns.count && patch.rows.count * 100 > 75 * rows.count
    }

    /// The contrast of each cell of the cloth with the cells around it.
    private var contrasts: [(column: Int, row: Int, contrast: Float)] {
        let cloth = mosaic.cloth
        var result: [(column: Int, row: Int, contrast: Float)] = []
        for row in rows.clamped(to: 1..<max(1, mosaic.height - 1)) {
            for column in columns.clamped(to: 1..<max(1, mosaic.width - 1)) where cloth[mosaic.cell(column, row)] {
                let across = Mosaic.contrast(mosaic[column + 1, row], mosaic[column - 1, row])
                let down = Mosaic.contrast(mosaic[column, row + 1], mosaic[column, row - 1])
                result.append((column, row, max(across, down)))
            }
        }
        return result
    }

    /// What stands out from the weave, and beside the strongest edges of all.
    private func threshold(_ contrasts: [(column: Int, row: Int, contrast: Float)]) -> Float? {
        guard contrasts.count >= 30 else { return nil }
        let sorted = contrasts.map(\.contrast).sorted()
        return max(22, 3 * sorted[sorted.count / 2], 0.33 * sorted[sorted.count * 97 / 100])
    }

    /// Cells that hang together.
    private func patches(_ marked: Set<Int>, _ contrast: [Int: Float]) -> [Patch] {
        var left = marked
        var patches: [Patch] = []
        for first in marked.sorted() where left.remove(first) != nil {
            var patch = Patch(column: first % mosaic.width, row: first / mosaic.width, weight: contrast[first] ?? 0)
            var open = [first]
            while let cell = open.popLast() {
                let (column, row) = (cell % mosaic.width, cell / mosaic.width)
                for y in row - 1...row + 1 {
                    for x in column - 1...column + 1 {
                        let next = mosaic.cell(x, y)
                        guard left.remove(next) != nil else { continue }
                        patch.join(Patch(column: x, row: y, weight: contrast[next] ?? 0))
                        open.append(next)
                    }
                }
            }
            patches.append(patch)
        }
        return patches
    }
}

/// A patch of cells: the box around it, how many they are and how strong.
private struct Patch {
    var columns: Range<Int>
    var rows: Range<Int>
    var cells = 1
    var weight: Float

    init(column: Int, row: Int, weight: Float) { (columns, rows, self.weight) = (column..<column + 1, row..<row + 1, weight) }

    /// Cells that may lie between parts of one print.
    private static let reach = 5

    func isNear(_ other: Patch) -> Bool {
        other.columns.lowerBound < columns.upperBound + Self.reach && other.columns.upperBound + Self.reach > columns.lowerBound
            && other.rows.lowerBound < rows.upperBound + Self.reach && other.rows.upperBound + Self.reach > rows.lowerBound
    }

    mutating func join(_ other: Patch) {
        columns = min(columns.lowerBound, other.columns.lowerBound)..<max(columns.upperBound, other.columns.upperBound)
        rows = min(rows.lowerBound, other.rows.lowerBound)..<max(rows.upperBound, other.rows.upperBound)
        cells += other.cells
        weight += other.weight
    }
}
