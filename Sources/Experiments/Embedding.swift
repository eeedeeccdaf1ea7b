import Basics
import Encoders
import Foundation
import Pictures
import Vectors

/// Some pictures with the encoder that turns them into vectors.
package struct Embedding {
    private let reference: String
    private let encoder: any Encoder
    /// What a network's input is made by; nil for an encoder that has none.
    private let preprocessing: Preprocessing?
    private let rasters: [Raster]

    /// - Parameters:
    ///   - pictures: paths.
    ///   - reference: an encoder's name, or a path to an `.onnx` file, used as `wishes` says.
    /// - Throws: an error in one line for an encoder that cannot be opened, or a picture that cannot be decoded.
    package init(_ pictures: [String], by reference: String, wishes: EncoderWishes) throws {
        var preprocessing: Preprocessing?
        let store = EncoderStore.standard()
        encoder = try store.open(reference, wishes: wishes) { preprocessing = $0.manifest.preprocessing }
        self.preprocessing = preprocessing ?? (try? store.find(reference))?.network?.preprocessing
        self.reference = reference
        rasters = try pictures.map { path in
            do { return try PictureDecoder.decode(file: path) } catch { throw PlainError("\(path): \(error)") }
        }
    }

    /// Writes the vectors as a `.npy` table, a row per picture, all of it or nothing.
    ///
    /// - Parameter input: where to write what goes into the network too, a row per picture, channels by rows by columns.
    /// - Throws: `PlainError` where there is no network whose input could be written.
    package func write(to output: URL, input: URL?, replacing: Bool) throws {
        try write(encoder.encode(rasters), to: output, replacing: replacing)
        guard let input else { return }
        guard let preprocessing else { throw PlainError("\(reference) has no network input to save") }
        try write(preprocessing.tensor(of: rasters), to: input, replacing: replacing)
    }

    private func write(_ values: [Float], to url: URL, replacing: Bool) throws {
        try writeTable(values, dimensions: values.count / rasters.count, to: url, replacing: replacing)
    }
}

/// Some texts with the network that turns them into vectors.
package struct TextEmbedding {
    private let texts: [String]
    private let encoder: TextEncoder

    /// - Parameter name: an installed encoder's.
    /// - Throws: an error in one line for an encoder that makes no vectors of texts.
    package init(_ texts: [String], by name: String) throws {
        let store = EncoderStore.standard()
        guard let encoder = try store.texts(of: store.find(name).identity) else { throw EncoderError.readsNoTexts(name: name) }
        (self.texts, self.encoder) = (texts, encoder)
    }

    /// Writes the vectors as a `.npy` table, a row per text, all of it or nothing.
    package func write(to output: URL, replacing: Bool) throws {
        try writeTable(texts.flatMap(encoder.encode), dimensions: encoder.dimensions, to: output, replacing: replacing)
    }
}

private func writeTable(_ values: [Float], dimensions: Int, to url: URL, replacing: Bool) throws {
    let draft = try Draft(of: url)
    let file = try VectorFileWriter(in: draft, of: url, dimensions: dimensions)
    try file.append(values)
    try file.synchronize()
    try draft.commit(replacing: replacing)
}
