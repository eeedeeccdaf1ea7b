import Pictures

/// Covers the places of a picture one after another, to see what each of them brings to its likeness.
public struct Occlusion: Hashable, Sendable {
    /// What a place is covered with.
    public enum Cover: String, CaseIterable, Hashable, Sendable {
        /// The same place of the picture, blurred: cloth stays cloth, a print is gone.
        case blurred
        /// The picture's mean colour.
        case mean
        /// Middle grey.
        case grey
    }

    public let columns: Int
    public let rows: Int
    /// The side of what is covered, measured in cells of the grid: above 1, neighbouring windows overlap.
    public let reach: Double
    public let cover: Cover

    /// Measured on the sample shop's prints (`assets/measurements.md`).
    public static let standard = Occlusion(columns: 8, rows: 8, reach: 1.5, cover: .blurred)

    /// Precondition: there is a cell, and the reach is above 0.
    public init(columns: Int, rows: Int, reach: Double, cover: Cover) {
        precondition(columns > 0 && rows > 0 && reach > 0, "an occlusion has cells that it covers")
        (self.columns, self.rows, self.reach, self.cover) = (columns, rows, reach, cover)
    }

    /// What is covered for a cell (row after row), inside the picture; at least one pixel.
    func box(of cell: Int, width: Int, height: Int) -> PixelBox {
        let across = Self.span(cell % columns, of: columns, length: width, reach: reach)
        let down = Self.span(cell / columns, of: rows, length: height, reach: reach)
        return PixelBox(x: across.lowerBound, y: down.lowerBound, width: across.count, height: down.count)
    }

    private static func span(_ place: Int, of count: Int, length: Int, reach: Double) -> Range<Int> {
        let cell = Double(length) / Double(count), middle = (Double(place) + 0.5) * cell
        let start = min(length - 1, max(0, Int((middle - reach * cell / 2).rounded())))
        return start..<max(start + 1, min(length, Int((middle + reach * cell / 2).rounded())))
    }

    /// The picture with each cell covered in turn: its `columns * rows` copies, made when they are asked for.
    func covered(_ picture: Raster) -> LazyMapCollection<Range<Int>, Raster> {
        let cover = covering(picture)
        return (0..<columns * rows).lazy.map { cell in
            let box = box(of: cell, width: picture.width, height: picture.height)
            var covered = picture
            covered.paste(cover.cropped(x: box.x, y: box.y, width: box.width, height: box.height), x: box.x, y: box.y)
            return covered
        }
    }

    /// The picture that covered places are taken from, of the same size.
    package func covering(_ picture: Raster) -> Raster {
        switch cover {
        case .blurred: return picture.blurred(radius: max(1, max(picture.width / columns, picture.height / rows)))
        case .mean:
            let color = picture.meanColor()
            return .filled([color.red, color.green, color.blue], width: picture.width, height: picture.height)
        case .grey: return .filled([128, 128, 128], width: picture.width, height: picture.height)
        }
    }

    /// Where a picture is like a query.
    ///
    /// - Parameters:
    ///   - batch: how many pictures are encoded at once; between batches it may be given up.
    ///   - isCancelled: whether nobody waits any more.
    ///   - encode: gives a vector for each picture, one after another. A number that is not finite counts for nothing.
    /// - Returns: nil where it was given up.
    public func maps(
        of picture: Raster, for query: SimilarityQuery, batch: Int, isCancelled: () -> Bool = { false }, encode: ([Raster]) throws -> [Float]
    ) rethrows -> SimilarityMaps? {
        let covered = covered(picture), batch = max(1, batch)
        var similarities: [[Float]] = []
        while similarities.count <= covered.count {
            guard !isCancelled() else { return nil }
            let cells = max(0, similarities.count - 1)..<min(covered.count, similarities.count + batch - 1)
            let pictures = (similarities.isEmpty ? [picture] : []) + covered[cells]
            let vectors = try encode(pictures)
            precondition(vectors.count == pictures.count * query.dimensions, "an encoder gives a vector for each picture")
            for start in stride(from: 0, to: vectors.count, by: query.dimensions) {
                similarities.append(query.similarities(of: vectors[start..<start + query.dimensions]))
            }
        }
        let maps = query.aspects.enumerated().map { place, aspect in
            let whole = similarities[0][place]
            return SimilarityMaps.Map(
                part: aspect.name, similarity: whole.isFinite ? whole : 0,
                heat: HeatMap(width: columns, height: rows, shares: similarities.dropFirst().map { whole - $0[place] }))
        }
        return SimilarityMaps(method: .occlusion, seen: .all, maps: maps)
    }
}
