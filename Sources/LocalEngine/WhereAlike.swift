import Basics
import Catalog
import Dispatch
import Encoders
import Engine
import Foundation
import Pictures
import Saliency
import Synchronization

/// Makes similarity maps one after another, and keeps them. Safe to use from several threads.
final class WhereAlike: Sendable {
    /// What a map is made of: the same answers the same.
    struct Question: Hashable {
        let encoder: EncoderIdentity
        /// What messages call the picture.
        let id: ExactText
        let picture: PictureReference
        let fingerprint: String
        let target: [Float]
        let weights: [Float]
    }

    private struct Kept {
        var maps = RecentCache<Question, SimilarityMaps>()
        var explainers: [EncoderIdentity: SimilarityExplainer] = [:]
    }

    /// Bytes of what is kept, which is mostly what was compared.
    private static let byteLimit = 4 << 20
    private let kept = Mutex(Kept())
    /// One of its own: no page, picture or neighbour waits for a map.
    private let queue = DispatchQueue(label: "vitrine.where-alike", qos: .userInitiated)

    /// Answers on a thread of its own, unless nobody waits any more when its turn comes or while it is made.
    func answer(_ question: Question, _ inquiry: Inquiry, _ reply: @escaping Reply<SimilarityMaps>) {
        if let known = kept.withLock({ $0.maps.use(question) }) { return reply(.whole(known)) }
        queue.async { [self] in
            guard !inquiry.isCancelled else { return }
            do {
                guard let maps = try maps(question, inquiry) else { return }
                reply(.whole(maps))
            } catch {
                reply(.failure(error))
            }
        }
    }

    private func maps(_ question: Question, _ inquiry: Inquiry) throws -> SimilarityMaps? {
        if let known = kept.withLock({ $0.maps.use(question) }) { return known }
        let explainer = try explainer(question.encoder), picture: Raster
        do {
            picture = try question.picture.decode(side: explainer.encoder.preferredSide)
        } catch {
            throw PlainError("the picture of \(question.id.text) cannot be read, so that it cannot be shown where it is alike: \(error)")
        }
        let maps = try explainer.maps(of: picture, likenessTo: question.target, weights: question.weights) { inquiry.isCancelled }
        guard let maps else { return nil }
        kept.withLock { kept in
            kept.maps.insert(maps, for: question, cost: 4 * (2 * question.target.count + maps.maps.reduce(0) { $0 + $1.heat.values.count }))
            kept.maps.evict(to: Self.byteLimit)
        }
        return maps
    }

    private func explainer(_ identity: EncoderIdentity) throws -> SimilarityExplainer {
        if let known = kept.withLock({ $0.explainers[identity] }) { return known }
        guard !identity.isImported else {
            throw PlainError(
                "the vectors by \(identity.name) were imported, so that it cannot be shown where pictures are alike; `vitrine index --encoder "
                    + "\(EncoderStore.standardName)` adds an encoder's")
        }
        let store = EncoderStore.standard(), encoder: any Encoder
        do { encoder = try store.encoder(of: identity) } catch { throw PlainError("it cannot be shown where pictures are alike: \(error)") }
        let explainer = SimilarityExplainer(encoder, in: store)
        kept.withLock { $0.explainers[identity] = explainer }
        return explainer
    }
}

extension EncoderAnswering {
    /// What is needed to say where a picture is like what a question is about.
    mutating func whereAlike(_ id: String, to query: NeighborQuery) throws -> WhereAlike.Question {
        guard let search = try search() else { throw PlainError("the catalog is still empty") }
        let ghost = try ghost(query, search: search).ghost
        let vector = try vector(of: id, search: search), picture: PictureReference, fingerprint: String
        if ItemSummary.isPath(id) {
            (picture, fingerprint) = (.file(path: id), "")
        } else {
            let item = try search.catalog.item(id: id)
            guard let reference = try search.catalog.picture(of: item) else { throw PlainError("\(id) has no picture to show where it is alike in") }
            (picture, fingerprint) = (reference, item.fingerprint)
        }
        guard let target = search.target(of: ghost, nearestTo: vector) else { throw PlainError("nothing is liked that pictures could be like") }
        return WhereAlike.Question(
            encoder: search.encoder, id: ExactText(id), picture: picture, fingerprint: fingerprint, target: target,
            weights: ghost.weights(dimensions: vector.count))
    }
}
