import Taste

extension State {
    /// The screen that compares exports its comparison, the others the ghost's neighbours.
    mutating func export(to path: String, replacing: Bool) {
        guard [".csv", ".json", ".html"].contains(where: path.lowercased().hasSuffix) else {
            return say("The file's name must end in .csv, .json or .html.", attention: true)
        }
        var exported = basket
        if screen == .compare, let item = compare.item {
            exported = Basket(name: "Neighbours of \(name(of: item))", entries: [Basket.Entry(item: item.id)])
        }
        let rankings = searches[screen == .compare ? .compare : .panel] ?? []
        conversation?.awaitsWord = true
        requests.send(.export(path: path, basket: exported, rankings: rankings, replacing: replacing))
    }
}
