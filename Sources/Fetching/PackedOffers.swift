import Basics
import Catalog
import Foundation

/// Offers that wait for their pictures, first in, first out. All but the first of many are packed, and take about half a kilobyte each.
struct PackedOffers {
    private enum Place {
        case plain(PicturedOffer)
        case packed(Data, PicturedOffer.Rest)
        case empty
    }

    private static let plain = 2000
    private var places: [Place] = []
    private var first = 0

    var isEmpty: Bool { first == places.count }

    mutating func append(_ offer: PicturedOffer) {
        if places.count - first < Self.plain {
            places.append(.plain(offer))
        } else if let data = try? JSON.encode(offer.offer) {
            places.append(.packed(data, offer.rest))
        }
    }

    mutating func popFirst() -> PicturedOffer? {
        guard first < places.count else { return nil }
        let next = places[first]
        places[first] = .empty
        first += 1
        if first == places.count || first > 10_000 {
            places.removeFirst(first)
            first = 0
        }
        return switch next {
        case .plain(let offer): offer
        case .packed(let offer, let rest): (try? JSON.decode(Offer.self, from: offer)).map { PicturedOffer(offer: $0, rest: rest) }
        case .empty: nil
        }
    }
}
