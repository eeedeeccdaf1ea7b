import Basics

/// Joins a feed's rows of one product: its sizes make no items of their own.
///
/// Rows of a product mostly stand together, so one product is open at a time, and its items are emitted when another begins. Each closed one is
/// kept, packed; where a further row of it comes later, it is opened again and its items are emitted anew with all that is known. The packed
/// ones are bounded: beyond `capacity` bytes no further ones are kept, which is said once.
struct FeedGroups {
    /// In bytes; some 400 are one product.
    static let capacity = 96 << 20

    private var open: ShopProduct?
    private var closed = ExactDictionary<[UInt8]>()
    private var size = 0
    private var isFull = false

    mutating func add(_ item: FeedItem, _ take: TakeEvent) throws {
        guard let group = item.group else {
            try close(take)
            for one in item.product.items { try take(.item(one)) }
            return
        }
        if let id = open?.id, id.isExactly(group) {
            open?.merge(item.product)
            return
        }
        try close(take)
        if let bytes = closed[group], var earlier = PackedProduct.unpacked(bytes, id: group) {
            earlier.merge(item.product)
            open = earlier
        } else {
            open = item.product
        }
    }

    /// Emits the product that is open.
    mutating func close(_ take: TakeEvent) throws {
        guard let product = open else { return }
        open = nil
        for item in product.items { try take(.item(item)) }
        let bytes = PackedProduct.packed(product)
        let before = closed[product.id].map(\.count)
        if before == nil, isFull || size + bytes.count > Self.capacity {
            if !isFull {
                try take(.problem(ShopProblem("feed", "it is so long that rows of one product are joined only where they stand together")))
            }
            isFull = true
            return
        }
        size += bytes.count - (before ?? -200)
        closed[product.id] = bytes
    }
}
