import Foundation
import Heads

/// Phrases as shoppers type them, of all sorts of things. Vectors of texts lie in a region of their own, beside that of pictures; seen from
/// the mean of these, what is left of a phrase's vector is what tells it from others.
enum UsualPhrases {
    static let all = [
        "cat", "dogs", "a bird on a branch", "fish", "dinosaur", "butterflies", "flowers", "palm trees", "a mountain at sunset", "sun and moon",
        "ocean waves", "sailing boat", "bicycle", "an old car", "rocket in space", "robot", "skull", "heart", "guitar", "something to drink",
        "pizza", "football", "a funny slogan", "letters and numbers", "stripes", "polka dots", "plain black", "bright colours", "navy blue",
        "red shirt", "vintage", "abstract shapes", "black and white drawing", "cartoon character", "small logo", "long sleeves",
    ]
}

extension TextEncoder {
    /// The mean of usual phrases' directions. Cost: reads a file, or makes the vectors of some dozens of phrases where there is none.
    ///
    /// - Throws: `EncoderError`.
    public func usualMean() throws(EncoderError) -> [Float] {
        if let meanFile, let mean = (try? Safetensors(contentsOf: meanFile))?.tensors[Self.meanName]?.values, mean.count == dimensions,
            mean.allSatisfy(\.isFinite)
        {
            return mean
        }
        var mean = [Float](repeating: 0, count: dimensions)
        for phrase in UsualPhrases.all {
            for (index, value) in try direction(of: phrase).enumerated() { mean[index] += value / Float(UsualPhrases.all.count) }
        }
        return mean
    }

    /// Keeps the mean in an encoder's folder.
    func writeMean(into encoder: URL) throws {
        let mean = try usualMean()
        let file = Safetensors(tensors: [Self.meanName: .init(shape: [mean.count], values: mean)])
        try file.write(to: TextSide.mean(in: encoder))
    }

    private static let meanName = "mean"

    /// A text's vector divided by its length, for that says nothing; zero where it has none.
    ///
    /// - Throws: `EncoderError`.
    public func direction(of text: String) throws(EncoderError) -> [Float] {
        let vector = try encode(text)
        let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return length > 0 && length.isFinite ? vector.map { $0 / length } : vector.map { _ in 0 }
    }
}
