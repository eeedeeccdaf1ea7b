import Basics
import Engine
import Saliency

/// Where pictures are alike, in words.
extension State {
    /// "Alike to your likes: overall 0.65, most of all in the upper middle; print 0.62, …", as long as that is wanted.
    var alikeLines: [String] {
        guard conversation != nil, let (item, likeness) = likeness, let aspect = tinting.aspect else { return [] }
        let question = alikeQuestion(item.id, likeness.subject), name = likeness.words(in: self)
        guard let maps = tinting.answers[question] else { return [] }
        let told = aspect == .whole ? maps.maps : [maps.map(of: aspect.part) ?? maps.map()].compactMap(\.self)
        return ["Alike to \(name): " + told.map { words($0, of: maps) }.joined(separator: "; ") + "."]
    }

    /// "print 0.62, most of all in the upper middle".
    private func words(_ map: SimilarityMaps.Map, of maps: SimilarityMaps) -> String {
        "\(map.part.map(sanitized) ?? "overall") \(fixed(Double(map.similarity), decimals: 2))" + (maps.placeWords(map).map { ", " + $0 } ?? "")
    }
}

extension Likeness {
    /// What it is compared with.
    fileprivate func words(in state: State) -> String {
        switch subject {
        case .item(let id):
            state.pair.pinned.flatMap { $0.id.isExactly(id) ? state.name(of: $0) : nil } ?? beside.map(state.name) ?? state.name(ofID: id)
        case .ghost: isOfOthers ? "your other likes" : "your likes"
        }
    }
}

extension SimilarityMaps {
    /// Where most of it lies, if much of it lies together; nil where they are hardly alike, so that it lies nowhere.
    func placeWords(_ map: Map) -> String? {
        guard map.strength >= 0.5, let region = densest(of: map) else { return nil }
        // Heat that lies anywhere fills every region by its area.
        guard region.heat >= 2 * region.area else { return "all over" }
        func third(_ place: Double, _ names: [String]) -> String { names[place < 0.4 ? 0 : place <= 0.6 ? 1 : 2] }
        let row = third(region.y, ["upper", "", "lower"]), column = third(region.x, ["left", "middle", "right"])
        return "most of all " + (row.isEmpty ? column == "middle" ? "in the middle" : "on the \(column)" : "in the \(row) \(column)")
    }
}
