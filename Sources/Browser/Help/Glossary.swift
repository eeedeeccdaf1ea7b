import Taste

/// What the words on the screen mean, each with its technical name, which commands and options use.
enum Glossary {
    /// - Parameter parts: what the catalog's vectors consist of.
    static func entries(parts: [String]) -> [(keys: String, text: String)] {
        var entries = [(keys: "ghost", text: "The mean of pictures you like; what is nearest to it is searched for")]
        for mode in GhostMode.allCases.reversed() { entries.append((keys: mode.everydayName, text: meaning(mode) + " (:mode \(mode.rawValue))")) }
        let balanced = parts.count >= 2 ? parts.prefix(2).joined(separator: " ↔ ") : "print ↔ garment"
        entries += [
            (keys: "less like ✕", text: "What you pass moves the search away from what is like it"),
            (keys: "more variety", text: "Neighbours must differ from each other: 0 is the nearest, 1 the most unlike (:diversity)"),
            (keys: balanced, text: "Which of them counts more (:balance)"),
            (keys: "in common", text: "How many of their nearest two metrics share (overlap@5: of the first five)"),
            (keys: "cosine", text: "A distance: the angle between two pictures' features; less is nearer"),
            (keys: "euclidean", text: "A distance: the straight way from one to the other"),
            (keys: "manhattan", text: "A distance: the sum of all differences"),
            (keys: "hamming", text: "A distance: the share of features of which one has much and the other little"),
            (keys: "dot", text: "A score: how strongly they agree; more is nearer"),
        ]
        return entries
    }

    private static func meaning(_ mode: GhostMode) -> String {
        switch mode {
        case .interests: "Likes that are like each other make a ghost; each ghost has neighbours of its own"
        case .best: "Near is what is near to any one like, whatever the others are"
        case .rocchio: "One ghost of all likes, moved far away from what you passed"
        case .direction: "One ghost of all likes, each counted alike however strong its features are"
        case .centroid: "One ghost of all likes, their mean"
        }
    }
}
