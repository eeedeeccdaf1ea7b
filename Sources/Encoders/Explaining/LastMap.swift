import Foundation
import Heads
import Pictures

/// The last feature map of a network, of which an encoder's vector may be a pooling, or the first layer of a trained head on one.
public struct LastMap: Sendable {
    /// Gives the map as it is: channel after channel, row after row.
    let encoder: any Encoder
    /// What gives the numbers that are pooled from the map.
    let features: any Encoder
    /// Makes the vector from these; nil: they are the vector.
    let head: Head?
    private let seen: @Sendable (_ width: Int, _ height: Int) -> Window

    init(_ encoder: any Encoder, features: any Encoder, head: Head? = nil, seen: @escaping @Sendable (Int, Int) -> Window) {
        (self.encoder, self.features, self.head, self.seen) = (encoder, features, head, seen)
    }

    /// The part of a picture that the map covers; larger than the picture where that is padded.
    func window(of picture: Raster) -> Window { seen(picture.width, picture.height) }
}

extension EncoderStore {
    /// Opens the last feature map of an installed encoder. Whether its vectors are a pooling of it, each picture shows.
    ///
    /// - Returns: nil where there is none, or more than the first layer of a head follows. Cost: compiling the network once more.
    func lastMap(of encoder: any Encoder) -> LastMap? {
        if let trained = encoder as? TrainedEncoder {
            guard trained.manifest.embed != .logits, let maps = try? trained.body.mapEncoder() else { return nil }
            let body = trained.body
            return LastMap(maps, features: body.encoder, head: trained.manifest.embed == .firstLinear ? trained.head : nil) {
                body.window(ofWidth: $0, height: $1)
            }
        }
        guard let network = encoder as? OpenVINOEncoder, let entry = try? find(network.identity.name), entry.identity == network.identity,
            let outline = try? OnnxOutline(entry.model)
        else { return nil }
        let manifest = network.manifest
        let own = manifest.pooling == .mean || manifest.pooling == .maximumAndMean ? manifest.layer : nil
        for tensor in [own, outline.featureMap(before: manifest.layer)].compactMap(\.self) {
            var flat = manifest
            (flat.layer, flat.pooling, flat.dimensions, flat.parts) = (tensor, .flatten, 0, [])
            // A map has several numbers for each one that is pooled from it.
            guard let maps = try? OpenVINOEncoder(flat, model: entry.model), maps.identity.dimensions > manifest.dimensions else { continue }
            return LastMap(maps, features: network) { manifest.preprocessing.window(ofWidth: $0, height: $1) }
        }
        return nil
    }
}
