import Basics
import Catalog
import Foundation

/// Offers that wait for their pictures, first in, first out. Packed, they take about half a kilobyte each.
struct PackedOffers {
    private var packed: [Packed?] = []
    private var first = 0

    private struct Packed {
        let offer: Data
        let rest: PicturedOffer.Rest
    }

    var isEmpty: Bool { first == packed.count }

    mutating func append(_ offer: PicturedOffer) {
        guard let data = try? JSON.encode(offer.offer) else { return }
        packed.append(Packed(offer: data, rest: offer.rest))
    }

    mutating func popFirst() -> PicturedOffer? {
        guard first < packed.count, let next = packed[first] else { return nil }
        packed[first] = nil
        first += 1
        if first == packed.count || first > 10_000 {
            packed.removeFirst(first)
            first = 0
        }
        return (try? JSON.decode(Offer.self, from: next.offer)).map { PicturedOffer(offer: $0, rest: next.rest) }
    }
}
