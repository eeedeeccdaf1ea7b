import Pictures

/// Resizes pictures with an antialiasing filter, and may keep only a window of the result.
///
/// Transparent pixels are composed on white first, so that the result's alpha is 255 everywhere. Values stay in 0...255 without rounding, so results differ from
/// Pillow's (which rounds between its two passes) by at most about one level.
struct Resampler: Sendable {
    /// The size to which the whole picture is resized.
    let width: Int
    let height: Int
    /// The part of the resized picture that is computed.
    let columns: Range<Int>
    let rows: Range<Int>
    let filter: ResampleFilter

    init(width: Int, height: Int, columns: Range<Int>? = nil, rows: Range<Int>? = nil, filter: ResampleFilter = .bilinear) {
        precondition(width > 0 && height > 0, "a picture has at least one pixel")
        self.width = width
        self.height = height
        self.columns = columns ?? 0..<width
        self.rows = rows ?? 0..<height
        self.filter = filter
    }

    /// Resamples and hands each finished row to `body`: its number from 0 and its red, green, blue, alpha pixels (0...255).
    ///
    /// Cost: for each output row one multiplication per input byte of each row that it mixes.
    func forEachRow(of picture: Raster, _ body: (Int, UnsafeBufferPointer<SIMD4<Float>>) -> Void) {
        let horizontal = ResampleAxis(input: picture.width, output: width, window: columns, filter: filter)
        let vertical = ResampleAxis(input: picture.height, output: height, window: rows, filter: filter)
        let read = horizontal.inputRange
        let source = composedOnWhite(picture)
        withUnsafeTemporaryAllocation(of: SIMD4<Float>.self, capacity: read.count) { mixed in
            withUnsafeTemporaryAllocation(of: SIMD4<Float>.self, capacity: columns.count) { line in
                source.withUnsafeBufferPointer { bytes in
                    for row in 0..<rows.count {
                        mixRows(bytes, of: picture.width, columns: read, axis: vertical, row: row, into: mixed)
                        mixColumns(mixed, from: read.lowerBound, axis: horizontal, into: line)
                        body(row, UnsafeBufferPointer(line))
                    }
                }
            }
        }
    }

    /// One output row's weighted sum of input rows, still at the input's width.
    @inline(__always)
    private func mixRows(
        _ bytes: UnsafeBufferPointer<UInt8>, of width: Int, columns: Range<Int>, axis: ResampleAxis, row: Int,
        into mixed: UnsafeMutableBufferPointer<SIMD4<Float>>
    ) {
        let sums = UnsafeMutableRawPointer(mixed.baseAddress!).assumingMemoryBound(to: Float.self)
        let count = 4 * columns.count
        sums.update(repeating: 0, count: count)
        for tap in 0..<axis.counts[row] {
            let weight = axis.weights[row * axis.stride + tap]
            let line = bytes.baseAddress! + 4 * ((axis.starts[row] + tap) * width + columns.lowerBound)
            for index in 0..<count { sums[index] += weight * Float(line[index]) }
        }
    }

    /// The weighted sums along one row.
    @inline(__always)
    private func mixColumns(
        _ mixed: UnsafeMutableBufferPointer<SIMD4<Float>>, from origin: Int, axis: ResampleAxis,
        into line: UnsafeMutableBufferPointer<SIMD4<Float>>
    ) {
        let pixels = mixed.baseAddress!
        axis.weights.withUnsafeBufferPointer { weights in
            for column in 0..<axis.counts.count {
                var sum = SIMD4<Float>.zero
                let first = axis.starts[column] - origin
                for tap in 0..<axis.counts[column] {
                    sum += pixels[first + tap] * weights[column * axis.stride + tap]
                }
                line[column] = sum
            }
        }
    }
}

/// A picture's bytes with every transparent pixel composed on white; the same storage if there is none.
func composedOnWhite(_ picture: Raster) -> [UInt8] {
    var pixels = picture.pixels
    let opaque = pixels.withUnsafeBytes { bytes in
        var all: UInt32 = .max
        for pixel in bytes.bindMemory(to: UInt32.self) { all &= pixel }
        return UInt32(littleEndian: all) >> 24 == 0xFF
    }
    if opaque { return pixels }
    pixels.withUnsafeMutableBufferPointer { bytes in
        var index = 0
        while index < bytes.count {
            let alpha = Int(bytes[index + 3])
            for channel in index..<index + 3 {
                bytes[channel] = UInt8((Int(bytes[channel]) * alpha + 255 * (255 - alpha) + 127) / 255)
            }
            bytes[index + 3] = 255
            index += 4
        }
    }
    return pixels
}
