import Basics
import Engine

/// What an interest is called: by what its likes and neighbours have in common and the others' have not, or by one of its likes.
struct InterestName: Hashable {
    private enum Kind: Hashable {
        /// What it is a value of, where the value alone could be taken for another's.
        case value(column: String?)
        /// A like's title, or its ID where it has none.
        case item(id: String)
    }

    /// How much commoner a value must be here than with the others to say something.
    private static let leastLift = 0.25
    private static let leastShare = 0.4
    /// How many of its nearest neighbours count for a name.
    fileprivate static let neighbors = 8

    /// The value, the title or the ID. As it stands in the catalog.
    let text: String
    private let kind: Kind

    /// - Parameters:
    ///   - medoid: the like that stands for the interest.
    ///   - own: its likes and neighbours, as far as they are known.
    ///   - others: the neighbours of each of the other interests.
    init(medoid: ItemSummary, own: [ItemSummary], others: [[ItemSummary]]) {
        func share(_ attribute: Attribute, of items: [ItemSummary]) -> Double {
            items.isEmpty ? 0 : Double(items.count { $0.attributes.contains { $0.isSame(as: attribute) } }) / Double(items.count)
        }
        func lift(_ attribute: Attribute) -> Double? {
            let common = share(attribute, of: own)
            let elsewhere = others.isEmpty ? 0 : others.reduce(0) { $0 + share(attribute, of: $1) } / Double(others.count)
            return common >= Self.leastShare && common - elsewhere >= Self.leastLift ? common - elsewhere : nil
        }
        let telling = medoid.attributes.filter { Self.isWord($0, of: medoid) }
            .compactMap { attribute in lift(attribute).map { (attribute: attribute, lift: $0) } }
        if let most = telling.max(by: { $0.lift < $1.lift })?.attribute {
            let value = most.value.folded
            func isElsewhere(_ items: [ItemSummary]) -> Bool {
                items.contains { $0.attributes.contains { !$0.name.isExactly(most.name) && $0.value.folded == value } }
            }
            let isOfSeveral = isElsewhere(own) || others.contains(where: isElsewhere)
            (text, kind) = (most.value, .value(column: isOfSeveral ? most.name : nil))
        } else {
            (text, kind) = (medoid.title ?? medoid.id, .item(id: medoid.id))
        }
    }

    /// Whether a value is one of the words that the shop itself describes the item by: a part of its title ("boats" of "sailing boat"), or
    /// any word where it has none. "Regular" and 17.90 say nothing.
    private static func isWord(_ attribute: Attribute, of item: ItemSummary) -> Bool {
        let value = attribute.value.folded
        guard value.count >= 3, value.contains(where: \.isLetter) else { return false }
        guard let title = item.title?.folded else { return true }
        return title.contains(value) || value.hasSuffix("s") && title.contains(value.dropLast())
    }

    /// “Sailing boat” for a like, and "navy" for what many have in common; "colour navy" where other columns have that value, too, and there is
    /// room for both.
    func text(columns: Int) -> String {
        let text = sanitized(self.text)
        switch kind {
        case .item: return columns > 4 ? "“" + clipped(text, to: columns - 2) + "”" : clipped(text, to: columns)
        case .value(let column):
            let whole = (column.map { spoken(sanitized($0)) + " " } ?? "") + text
            return displayWidth(whole) <= columns ? whole : clipped(text, to: columns)
        }
    }
}

/// A column's name as words: "print group" for `print_group`.
func spoken(_ column: String) -> String { String(column.map { $0 == "_" ? " " : $0 }) }

extension Attribute {
    fileprivate func isSame(as other: Attribute) -> Bool { name.isExactly(other.name) && value.isExactly(other.value) }
}

extension State {
    /// What the interest of a list is called.
    func interestName(_ list: Int) -> InterestName {
        shop.panel.names.at(list) ?? InterestName(medoid: ItemSummary(id: "", picture: nil), own: [], others: [])
    }

    /// The name of the taste that a neighbour of another search was found for, as the panel calls it.
    func tasteName(of match: Match, among interests: [Interest]) -> InterestName? {
        interests.at(match.interest)?.nearest(among: panelInterests).flatMap { shop.panel.names.at($0) }
    }

    /// Finds the interests' names, once for each answer and whenever more is known of the likes. They depend on the likes and their nearest
    /// neighbours alone, so that a taste has one name whatever came before and however large the terminal is.
    mutating func nameInterests() {
        let lists = panelMatchLists.map { $0.prefix(InterestName.neighbors).map(\.item) }
        shop.panel.names = panelInterests.enumerated().map { place, interest in
            let likes = interest.likes.compactMap { known[$0.item] }
            let medoid = basketItem(interest.medoid)
            let others = lists.indices.filter { $0 != place }.map { lists[$0] }
            return InterestName(medoid: medoid, own: likes + lists[place], others: others)
        }
    }
}
