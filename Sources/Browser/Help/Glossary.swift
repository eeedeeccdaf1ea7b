import Taste

/// What the words on the screen mean, each with its technical name, which commands and options use.
enum Glossary {
    /// - Parameters:
    ///   - parts: what the catalog's vectors consist of.
    ///   - encoders: how many encoders made vectors of its pictures.
    static func entries(parts: [String], encoders: Int) -> [(keys: String, text: String)] {
        var entries = [(keys: "ghost", text: "The average of what you like; the search looks for what is nearest to it")]
        entries.append(
            (keys: "wish", text: "Words in the basket, which count in the ghost as a liked picture does; “-” is for less, “2:” counts twice"))
        for mode in GhostMode.allCases.reversed() { entries.append((keys: mode.everydayName, text: meaning(mode) + " (:mode \(mode.rawValue))")) }
        let balanced = parts.count >= 2 ? parts.prefix(2).joined(separator: " ↔ ") : "print ↔ garment"
        entries += [
            (keys: "less like ✕", text: "The search moves away from anything like what you passed"),
            (keys: "more variety", text: "Neighbours should differ from one another: 0 shows the nearest, 1 the most varied (:diversity)"),
            (keys: balanced, text: "Which of them counts more (:balance)"),
            (keys: "in common", text: "How many of their nearest two metrics share (overlap@5: of the first five)"),
            (keys: "by rank", text: "How alike two rows are from the front: the mean share in common of their first 1, 2, 3 … (average overlap)"),
            (keys: "57th by …", text: "An item's place there, were all items shown: where tastes take turns, in turn; variety counts for nothing"),
            (
                keys: "equally long",
                text: "Where all features have one length, the smaller angle is the shorter line: cosine, euclidean and dot order alike"
            ),
            (keys: "cosine", text: "A distance: the angle between two pictures' features; smaller is nearer"),
            (keys: "euclidean", text: "A distance: the straight line from one to the other"),
            (keys: "manhattan", text: "A distance: the sum of all differences"),
            (keys: "hamming", text: "A distance: the share of features that are strong in one and weak in the other"),
            (keys: "dot", text: "A score: how strongly they agree; larger is nearer"),
        ]
        guard encoders > 1 else { return entries }
        return entries + [(keys: "encoder", text: "What turns pictures into the features that are compared; this catalog has several (:encoder)")]
    }

    private static func meaning(_ mode: GhostMode) -> String {
        switch mode {
        case .interests: "Similar likes make a ghost; each ghost has its own neighbours"
        case .best: "Whatever is close to any one of your likes counts as near"
        case .rocchio: "One ghost of all likes, moved well away from what you passed"
        case .direction: "One ghost of all likes, each counting the same however strong its features"
        case .centroid: "One ghost of all likes, their average"
        }
    }
}
