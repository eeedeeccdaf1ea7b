/// A square map of soft quantities such as shadow and light: made small, blurred, and enlarged to the picture's size.
struct SoftMap {
    let side: Int
    /// `side * side` values, row by row.
    var values: [Float]

    init(side: Int, values: [Float]) {
        self.side = side
        self.values = values
    }

    /// How much of each 4x4 block of a picture `width` pixels wide and high is painted.
    init(coverageOf pixels: UnsafeMutableBufferPointer<UInt32>, width: Int, side: Int) {
        self.init(side: side, values: [Float](repeating: 0, count: side * side))
        values.withUnsafeMutableBufferPointer { values in
            for y in 0..<width {
                let row = (y / 4) * side
                for x in 0..<width {
                    let alpha = pixels[y * width + x] >> 24
                    values[row + x / 4] += Float(alpha) / 4080
                }
            }
        }
    }

    /// Two box blurs in each direction.
    func blurred(radius: Int) -> SoftMap {
        var (source, target) = (values, values)
        let scale = 1 / Float(2 * radius + 1)
        for (step, next) in [(1, side), (side, 1), (1, side), (side, 1)] {
            source.withUnsafeBufferPointer { source in
                target.withUnsafeMutableBufferPointer { target in
                    for line in 0..<side {
                        let start = line * next
                        var sum: Float = 0
                        for i in -radius..<side {
                            if i + radius < side { sum += source[start + (i + radius) * step] }
                            if i - radius > 0 { sum -= source[start + (i - radius - 1) * step] }
                            if i >= 0 { target[start + i * step] = sum * scale }
                        }
                    }
                }
            }
            swap(&source, &target)
        }
        return SoftMap(side: side, values: source)
    }

    /// Enlarged to `size` pixels so that a cell spans `factor` pixels, smoothly, and moved by (dx, dy) pixels.
    func enlarged(by factor: Int, to size: Int, dx: Float = 0, dy: Float = 0) -> SoftMap {
        let last = Float(side) - 1.001
        func place(_ pixel: Int, _ shift: Float) -> (cell: Int, share: Float) {
            let place = min(last, max(0, (Float(pixel) - shift) / Float(factor)))
            return (Int(place), place - place.rounded(.down))
        }
        let columns = (0..<size).map { place($0, dx) }
        var row = [Float](repeating: 0, count: side)
        let result = [Float](unsafeUninitializedCapacity: size * size) { result, count in
            for y in 0..<size {
                let (cell, share) = place(y, dy)
                let above = cell * side, below = above + side
                for x in 0..<side {
                    let start = values[above + x]
                    row[x] = start + (values[below + x] - start) * share
                }
                row.withUnsafeBufferPointer { row in
                    columns.withUnsafeBufferPointer { columns in
                        for x in 0..<size {
                            let (left, share) = columns[x]
                            result[y * size + x] = row[left] + (row[left + 1] - row[left]) * share
                        }
                    }
                }
            }
            count = size * size
        }
        return SoftMap(side: size, values: result)
    }
}
