import Basics
import Encoders

/// All encoders as a table: name, dimensions, whether it knows words, and what it is.
package enum EncoderTable {
    /// A line for each; `descriptor`, which is always there, comes first.
    package static func lines(_ encoders: [EncoderStore.Entry]) -> [String] {
        let descriptor = DescriptorEncoder().identity
        // Names are for copying, so the longest fits.
        let width = max(22, (encoders.map(\.name.count).max() ?? 0) + 1)
        func line(_ name: String, _ dimensions: Int, _ knowsWords: Bool, _ summary: String) -> String {
            padded(sanitized(name), to: width) + paddedHead(grouped(dimensions), to: 6) + padded(knowsWords ? "  words" : "", to: 9)
                + sanitized(summary)
        }
        return [line(descriptor.name, descriptor.dimensions, false, "colour layout and oriented gradients, without a network")]
            + encoders.map { line($0.name, $0.identity.dimensions, $0.knowsWords, $0.summary) }
    }
}
