/// The colour map magma of Smith and van der Walt (2015), from black over purple to pale yellow, by lines between 17 of its colours.
package enum Magma {
    private static let colors: [SIMD3<Float>] = [
        [0, 0, 4], [10, 8, 34], [29, 17, 71], [54, 16, 107], [81, 18, 124], [106, 28, 129], [131, 38, 129], [156, 46, 127], [183, 55, 121],
        [207, 64, 112], [229, 80, 100], [244, 105, 92], [251, 135, 97], [254, 165, 113], [254, 194, 135], [253, 224, 161], [252, 253, 191],
    ]

    /// The colour of a value 0...1; each channel 0...255.
    package static func color(_ value: Float) -> SIMD3<Float> {
        let place = max(0, min(1, value)) * Float(colors.count - 1)
        let low = min(colors.count - 2, Int(place))
        return colors[low] + (colors[low + 1] - colors[low]) * (place - Float(low))
    }
}
