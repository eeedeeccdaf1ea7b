import CDistance

/// Where sketches lie within a block of a file of codes: a group for every 64 rows (see CDistance.h).
struct SketchFile: Equatable {
    /// How many directions there are.
    let count: Int

    static let groupRows = Int(VD_SKETCH_ROWS)
    private var fitsOffset: Int { Self.groupRows * count * MemoryLayout<Int16>.size }
    var groupSize: Int { fitsOffset + 3 * Self.groupRows * MemoryLayout<Float>.size }
    var blockSize: Int { CodeFile.blockRows / Self.groupRows * groupSize }

    func numbers(_ group: UnsafeRawPointer) -> UnsafePointer<Int16> { group.assumingMemoryBound(to: Int16.self) }
    func fits(_ group: UnsafeRawPointer) -> UnsafePointer<Float> { (group + fitsOffset).assumingMemoryBound(to: Float.self) }
    func lengths(_ group: UnsafeRawPointer) -> UnsafePointer<Float> { fits(group) + 2 * Self.groupRows }

    /// Writes the sketch of the row at place `i` of a block.
    ///
    /// - Parameter norm: Σxx; nil for a row that holds NaN or infinity.
    func write(
        _ row: UnsafePointer<Float>, norm: Double?, _ dimensions: Int, _ directions: SketchDirections, to block: UnsafeMutableRawPointer, _ i: Int
    ) {
        let group = block + i / Self.groupRows * groupSize, place = i % Self.groupRows
        let numbers = group.assumingMemoryBound(to: Int16.self)
        let fits = (group + fitsOffset).assumingMemoryBound(to: Float.self)
        withUnsafeTemporaryAllocation(of: Int16.self, capacity: count) { sketch in
            sketch.initialize(repeating: 0)
            let fit = norm.flatMap { SketchFit(row, norm: $0, dimensions, directions, sketch.baseAddress!) } ?? .unusable
            for (j, number) in sketch.enumerated() { numbers[j / 2 * 2 * Self.groupRows + 2 * place + j % 2] = number }
            fits[place] = fit.unit
            fits[Self.groupRows + place] = fit.rest
            fits[2 * Self.groupRows + place] = fit.length
        }
    }
}
