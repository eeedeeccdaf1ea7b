import Basics
import Engine
import Foundation

/// Keeping only what is near enough.
extension State {
    /// Narrows the listing to what is nearer than a distance, or shows all again.
    mutating func keep(within text: String) {
        var wanted = shop.listing
        if text.isEmpty {
            wanted.within = nil
        } else {
            guard let distance = Double(text), distance.isFinite else { return say("“\(text)” is not a distance; try 0.4.", attention: true) }
            if query(ordering: wanted) == nil {
                guard !basket.liked.isEmpty else { return say("No ghost yet: like something first.", attention: true) }
                wanted.order = .ghost
            }
            wanted.within = distance
        }
        guard wanted != shop.wantedListing else { return }
        remember()
        open(wanted, keep: nil)
    }

    /// Asks for a distance, beginning with that of the neighbour under the cursor, else of the furthest that shows.
    mutating func askForDistance() {
        let match = selection?.match ?? searches[.panel]?.first?.matches.last
        let suggested = shop.listing.within ?? match.map { (Double($0.distance) * 100).rounded(.up) / 100 }
        prompt = Prompt(.command, text: "within " + (suggested.map(Facet.text) ?? ""))
    }
}

extension Listing {
    /// "within 0.4", where it is narrowed so.
    var withinText: String? { within.map { "within " + Facet.text($0) } }
}
