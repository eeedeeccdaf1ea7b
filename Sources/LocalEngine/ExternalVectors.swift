import Basics
import Encoders
import Engine
import Foundation

/// Vectors of pictures from outside the catalog, which are named by their absolute paths: made when they are first asked for, then kept.
struct ExternalVectors {
    private var vectors: ExactDictionary<[Float]> = [:]
    private var encoder: (any Encoder)?
    /// Those that could not be made; nobody waits for them twice.
    private var failed: Set<ExactText> = []

    /// The vector of a picture, by the encoder that made the catalog's.
    ///
    /// - Parameter name: what messages call the picture; nil: its path.
    /// - Throws: an error in one line when the picture or the encoder cannot be used.
    mutating func vector(ofPicture path: String, named name: String? = nil, search: NeighborSearch) throws -> [Float] {
        if let vector = vectors[path] { return vector }
        let encoder = try self.encoder ?? EncoderStore.standard().encoder(of: search.encoder)
        self.encoder = encoder
        let vector = try search.vector(ofPicture: path, named: name ?? path, encoder: encoder)
        vectors[path] = vector
        failed.remove(ExactText(path))
        return vector
    }

    /// The vector of what a basket names, if it is a picture from outside that can still be read.
    mutating func vector(ofBasketItem id: String, search: NeighborSearch) -> [Float]? {
        guard ItemSummary.isPath(id), !failed.contains(id) else { return nil }
        if let vector = try? vector(ofPicture: id, search: search) { return vector }
        failed.insert(id)
        return nil
    }
}
