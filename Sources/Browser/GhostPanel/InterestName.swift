import Basics
import Engine

/// What an interest is called: by what its likes and neighbours have in common and the others' have not.
struct InterestName {
    /// How much commoner a value must be here than with the others to say something.
    private static let leastLift = 0.3
    private static let leastShare = 0.5

    let text: String

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
        let telling = medoid.attributes.compactMap { attribute in lift(attribute).map { (attribute: attribute, lift: $0) } }
            .filter { Self.isWord($0.attribute, of: medoid) }
        text = telling.max { $0.lift < $1.lift }?.attribute.value ?? medoid.title ?? medoid.id
    }

    /// Whether a value is one of the words that the shop itself describes the item by: a part of its title ("boats" of "sailing boat"), or
    /// any word where it has none. "Regular" and 17.90 say nothing.
    private static func isWord(_ attribute: Attribute, of item: ItemSummary) -> Bool {
        let value = attribute.value.folded
        guard value.count >= 3, value.contains(where: \.isLetter) else { return false }
        guard let title = item.title?.folded else { return true }
        return title.contains(value) || value.hasSuffix("s") && title.contains(value.dropLast())
    }
}

extension Attribute {
    fileprivate func isSame(as other: Attribute) -> Bool { name.isExactly(other.name) && value.isExactly(other.value) }
}

extension State {
    /// What the interest of a list is called.
    func interestName(_ list: Int, _ lists: [[Match]]) -> String {
        guard let interest = panelInterests.at(list) else { return "" }
        let likes = interest.likes.compactMap { known[$0.item] }
        let medoid = known[interest.medoid] ?? ItemSummary(id: interest.medoid, picture: nil)
        let others = lists.indices.filter { $0 != list }.map { lists[$0].map(\.item) }
        return InterestName(medoid: medoid, own: likes + (lists.at(list) ?? []).map(\.item), others: others).text
    }
}
