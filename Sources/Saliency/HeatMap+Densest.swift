import Pictures

extension SimilarityMaps {
    /// Where in the picture most of a map's heat lies.
    public func densest(of map: Map) -> HeatMap.Region? {
        map.heat.densest.map {
            HeatMap.Region(x: seen.x + $0.x * seen.width, y: seen.y + $0.y * seen.height, heat: $0.heat, area: $0.area)
        }
    }
}

extension HeatMap {
    /// A part of a map, three sevenths as wide and as high, and what lies in it.
    public struct Region: Hashable, Sendable {
        /// The middle of the heat in it, 0...1 each.
        public let x: Double
        public let y: Double
        /// The share of all heat that lies in it, and its share of the map.
        public let heat: Double
        public let area: Double
    }

    /// The region with the most heat, the first of several from the upper left; nil where there is none. Cost: a look at each place for each region.
    public var densest: Region? {
        let total = values.reduce(0.0) { $0 + Double($1) }
        guard total > 0 else { return nil }
        func side(_ length: Int) -> Int { max(1, (3 * length + 3) / 7) }
        let (across, down) = (side(width), side(height))
        var best: (heat: Double, column: Int, row: Int)?
        for row in 0...(height - down) {
            for column in 0...(width - across) {
                let heat = (row..<(row + down)).reduce(0.0) { sum, y in
                    (column..<(column + across)).reduce(sum) { $0 + Double(values[y * width + $1]) }
                }
                if heat > (best?.heat ?? -1) { best = (heat, column, row) }
            }
        }
        guard let best else { return nil }
        var (x, y) = (0.0, 0.0)
        for row in best.row..<(best.row + down) {
            for column in best.column..<(best.column + across) {
                let share = Double(values[row * width + column]) / best.heat
                (x, y) = (x + share * (Double(column) + 0.5) / Double(width), y + share * (Double(row) + 0.5) / Double(height))
            }
        }
        return Region(x: x, y: y, heat: best.heat / total, area: Double(across * down) / Double(width * height))
    }
}
