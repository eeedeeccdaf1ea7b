import Basics
import Catalog
import Engine
import Taste

extension LocalEngine {
    public func open(_ listing: Listing, query: NeighborQuery?, keep: String?, _ reply: @escaping Reply<OpenedListing>) -> Inquiry {
        let inquiry = Inquiry()
        withWords(of: query, inquiry) { [self] in open(listing, query: query, keep: keep, inquiry, reply) }
        return inquiry
    }

    /// A listing that is out of date when its turn comes, as each letter of a word that is typed makes one, is left out.
    private func open(_ listing: Listing, query: NeighborQuery?, keep: String?, _ inquiry: Inquiry, _ reply: @escaping Reply<OpenedListing>) {
        answering.async { [self] answering in
            attempt(inquiry, reply) {
                // Near-identical pictures are those of one encoder, whichever orders the listing.
                let usual = try query?.encoder.flatMap { _ in try answering.by(nil) { try $0.search() } }
                let (seen, search, ghost, strange) = try answering.by(query?.encoder) { answering in
                    let search = try answering.search()
                    let ghost = try search.flatMap { search in try query.map { try answering.ghost($0, search: search).ghost } }
                    // What knows the words of an order that say nothing.
                    var strange: WordVectors?
                    if case .words = listing.order, search != nil, ghost?.liked.isEmpty ?? true { strange = try answering.requiredWords() }
                    return (answering.catalog, search, ghost, strange)
                }
                (listing.order == .looks ? walls : passes).async { [self] in
                    attempt(inquiry, reply) {
                        if let strange, case .words(let words) = listing.order {
                            throw PlainError(strange.reading(of: words).complaint(about: words))
                        }
                        // One of its own, so that no item or neighbour waits for a pass over all items.
                        let own = try seen.generation()
                        let state = try own.state()
                        // Another state by now: all of it once more.
                        guard state == search?.state || search == nil && state.items == 0 else {
                            open(listing, query: query, keep: keep, inquiry, reply)
                            return nil
                        }
                        let columns = try facetStore.known(of: own)?.columns
                        let order = try ListingOrder(listing, catalog: own, count: state.items, columns: columns) {
                            if listing.order == .looks { return try own.rowsByLooks { inquiry.isCancelled } }
                            guard let search, let ghost, let query else { return [] }
                            let rows = try search.likeness(to: ghost, metric: query.metrics[0])
                            guard let distance = listing.within else { return rows }
                            return rows.filter(try search.rows(within: distance, of: ghost, metric: query.metrics[0]).contains)
                        }
                        let hint =
                            order.count == 0 ? try listing.filter.flatMap { try own.hint(for: ListingOrder.condition($0), columns: columns) } : nil
                        let stacks = try stackStore.stacks(of: own, query?.encoder == nil ? search : usual)
                        try show(Listed(order, folding: listing, by: stacks, catalog: own), keep: keep, hint: hint, inquiry, reply)
                        return nil
                    }
                }
                return nil
            }
        }
    }

    /// Makes a listing the one that items are loaded in, unless another was asked for meanwhile.
    func show(_ listed: Listed, keep: String?, hint: String? = nil, _ inquiry: Inquiry, _ reply: @escaping Reply<OpenedListing>) throws {
        let position = try keep.flatMap { try listed.catalog.rows(ids: [$0])[$0].flatMap(listed.position(ofRow:)) }
        let opened = OpenedListing(
            count: listed.order.count, items: listed.base.count, stacks: listed.stacks.edition, position: position, hint: hint)
        answer(inquiry, reply) { answering in
            answering.listed = listed
            return opened
        }
    }

    public func items(at positions: Range<Int>, _ reply: @escaping Reply<ItemPage>) -> Inquiry {
        answer(reply) { answering in
            let listed = try answering.currentListing()
            let range = positions.clamped(to: 0..<listed.order.count)
            return ItemPage(start: range.lowerBound, items: try listed.summaries(range))
        }
    }

    public func position(of target: ItemTarget, _ reply: @escaping Reply<Int?>) -> Inquiry {
        let inquiry = Inquiry()
        answering.async { [self] answering in
            attempt(inquiry, reply) {
                let listed = try answering.currentListing()
                passes.async { attempt(inquiry, reply) { .some(try listed.position(of: target)) } }
                return nil
            }
        }
        return inquiry
    }
}
