import Basics
import Wall

/// What `WallBenchmark` has measured.
package struct WallFigures: Encodable {
    /// How well one order of items keeps what is alike together.
    package struct Order: Encodable {
        package let name: String
        /// Distance preservation quality, p = 16.
        package let quality: Double
        /// The mean distance to the four places around, to the four that are most alike, and to all.
        package let nearPlaces, nearest, mean: Double
        /// Of arranging; nil where another program has.
        package let seconds: Double?

        init(_ name: String, _ measured: DistancePreservation, seconds: Double? = nil) {
            (self.name, quality, self.seconds) = (name, measured.quality, seconds)
            (nearPlaces, nearest, mean) = (measured.nearPlaces, measured.nearest, measured.mean)
        }
    }

    package let items: Int
    package let dimensions: Int
    /// Of arranging all items.
    package let seconds: Double
    /// Items whose orders are compared, ours first.
    package let compared: Int
    package let orders: [Order]
    /// On the grid that is small enough for the exact twin.
    package let smallItems: Int
    package let small: [Order]

    /// Ours as a share of the best, of the compared items and on the small grid.
    package var shares: [Double] {
        [orders, small].map { orders in
            let best = orders.map(\.quality).max() ?? 0
            return best > 0 ? orders[0].quality / best : 1
        }
    }

    /// In lines.
    package var lines: [String] {
        func table(_ orders: [Order]) -> [String] {
            orders.map { order in
                padded("  " + sanitized(order.name), to: 24) + paddedHead(fixed(order.quality, decimals: 3), to: 8)
                    + paddedHead(fixed(order.nearPlaces, decimals: 3), to: 14)
                    + paddedHead(order.seconds.map { fixed($0, decimals: 2) + " s" } ?? "", to: 12)
            }
        }
        func heading(_ count: Int, _ orders: [Order]) -> String {
            padded("\(grouped(count)) items", to: 24) + paddedHead("DPQ16", to: 8) + paddedHead("4 around", to: 14)
                + paddedHead("arranged in", to: 12)
                + "   (to the 4 most alike \(fixed(orders[0].nearest, decimals: 3)), to any \(fixed(orders[0].mean, decimals: 3)))"
        }
        return ["\(grouped(items)) x \(grouped(dimensions)): arranged in \(fixed(seconds, decimals: 2)) s"]
            + [heading(compared, orders)] + table(orders) + [heading(smallItems, small)] + table(small)
            + ["by likeness is \(fixed(shares[0], decimals: 3)) of the best, and \(fixed(shares[1], decimals: 3)) on the small grid"]
    }
}
