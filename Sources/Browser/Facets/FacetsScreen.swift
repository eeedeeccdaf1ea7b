import Basics
import Engine
import Frames

/// The filter screen: the attributes of what the shop lists beside each other, to be ticked. What is ticked is the listing's filter.
struct FacetsScreen: Sendable {
    /// As they were counted last, the values in the order in which they were first seen since the screen was opened.
    var facets: Facets?
    /// What they were asked for last.
    var asked: Question?
    /// The attribute that the cursor is in.
    var facet = 0
    /// The line of the cursor in each attribute, by name.
    var lines: ExactDictionary<Int> = [:]
    /// Whether something was changed since the screen was opened.
    var isChanged = false
    /// Whether what was asked for last cannot be counted.
    var hasFailed = false

    struct Question: Hashable {
        var filter: String?
        var text: String?
        var within: Double?
        var order: Order?
        var version: CatalogVersion
    }
}

extension ScreenKind {
    public static let facets = ScreenKind("filter")
}

extension State {
    var facetsScreen: FacetsScreen {
        get { screens.facets }
        set { screens.facets = newValue }
    }

    var facets: [Facet] { facetsScreen.facets?.facets ?? [] }

    var facetsLayout: FacetsLayout { FacetsLayout(size: size, cell: cell, facets: facets, focused: facetsScreen.facet) }

    /// The line of the cursor in an attribute.
    func facetLine(_ facet: Facet) -> Int { max(0, min(facetsScreen.lines[facet.name] ?? 0, facet.lines - 1)) }

    private var facetsQuestion: FacetsScreen.Question {
        let listing = shop.wantedListing
        return FacetsScreen.Question(
            filter: listing.filter, text: listing.text, within: listing.within, order: listing.within == nil ? nil : listing.order,
            version: CatalogVersion(count: catalog.count, generation: catalog.generation))
    }

    /// Asks for the facets of what is listed, when that has changed.
    mutating func askForFacets() {
        guard facetsScreen.asked != facetsQuestion else { return }
        (facetsScreen.asked, facetsScreen.hasFailed) = (facetsQuestion, false)
        requests.send(.loadFacets(shop.wantedListing, query: query(ordering: shop.wantedListing)))
    }

    /// Takes the facets of a listing; those of another than is wanted by now are none.
    mutating func takeFacets(_ facets: Facets, of listing: Listing) {
        let wanted = shop.wantedListing
        guard listing.filter == wanted.filter, listing.text == wanted.text, listing.within == wanted.within else { return }
        facetsScreen.facets = facets.inOrder(of: facetsScreen.facets)
        FacetsScreen.settle(&self)
    }

    /// Lists what is ticked now; the item under the shop's cursor stays in sight.
    mutating func apply(_ changed: Facets) {
        guard changed.filter != shop.wantedListing.filter else { return }
        if !facetsScreen.isChanged { remember() }
        facetsScreen.isChanged = true
        facetsScreen.facets = changed
        shop.ticked.remember(changed)
        var wanted = shop.wantedListing
        wanted.filter = changed.filter
        open(wanted, keep: shopItem?.id)
    }
}

extension Facet {
    /// What it is called on the screen.
    var title: String { name.replacing("_", with: " ") }

    /// The lines that a cursor goes through: the values, or the two limits of a range.
    var lines: Int {
        switch content {
        case .values(let values, _): values.count
        case .numbers: 2
        }
    }
}

extension Facets {
    /// The same with the values as they stood, so that nothing moves under the cursor while its neighbours are ticked; what is new comes last.
    fileprivate func inOrder(of earlier: Facets?) -> Facets {
        guard let earlier else { return self }
        var result = self
        for index in facets.indices {
            guard case .values(let values, let more) = facets[index].content,
                let before = earlier.facets.first(where: { $0.name.isExactly(facets[index].name) }), case .values(let old, _) = before.content
            else { continue }
            let places = ExactDictionary(old.enumerated().map { ($0.element.text, $0.offset) }) { first, _ in first }
            let sorted = values.enumerated().sorted { a, b in
                (places[a.element.text] ?? .max, a.offset) < (places[b.element.text] ?? .max, b.offset)
            }
            result.facets[index].content = .values(sorted.map(\.element), more: more)
        }
        return result
    }
}
