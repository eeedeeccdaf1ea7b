import Engine
import Saliency

/// What two pictures have to do with each other.
extension LocalEngine {
    public func whereAlike(_ id: String, to query: NeighborQuery, _ reply: @escaping Reply<SimilarityMaps>) -> Inquiry {
        let inquiry = Inquiry()
        withWords(of: query, inquiry) { [answering, alike] in
            answering.async { answering in
                attempt(inquiry, reply) {
                    let question = try answering.by(query.encoder) { answering in try answering.whereAlike(id, to: query) }
                    alike.answer(question, inquiry, reply)
                    return nil
                }
            }
        }
        return inquiry
    }

    public func distances(of id: String, to query: NeighborQuery, _ reply: @escaping Reply<ItemDistances>) -> Inquiry {
        let inquiry = Inquiry()
        answering.async { [passes] answering in
            attempt(inquiry, reply) {
                let pair = try answering.by(query.encoder) { answering in try answering.distances(of: id, to: query) }
                guard query.metrics.contains(.hamming), !pair.index.hasMedianBits else { return try pair.measured() }
                reply(.part(try pair.measured(without: .hamming)))
                passes.async { attempt(inquiry, reply) { try pair.measured() } }
                return nil
            }
        }
        return inquiry
    }
}
