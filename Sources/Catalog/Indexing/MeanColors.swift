import Basics

/// The mean colour of each picture (0xRRGGBB). Each place is written by one thread, before the picture is delivered.
package final class MeanColors: @unchecked Sendable {
    private let colors: UnsafeMutableBufferPointer<Int>

    package init(count: Int) {
        colors = .allocate(capacity: count)
        colors.initialize(repeating: 0)
    }

    deinit { colors.deallocate() }

    package subscript(index: Int) -> Int { colors[index] }

    package func set(_ color: Color, at index: Int) { colors[index] = color.packed }
}
