import Basics
import Engine
import Pictures
import Saliency

/// Where pictures are alike, in words.
extension State {
    /// "Alike to your likes: overall 0.65, most of all in the upper middle; print 0.62, …", as long as that is wanted.
    var alikeLines: [String] {
        guard conversation != nil, let (item, likeness) = likeness, let aspect = tinting.aspect else { return [] }
        let question = alikeQuestion(item.id, likeness.subject), name = likeness.words(in: self)
        guard let maps = tinting.answers[question] else { return [] }
        let told = aspect == .whole ? maps.maps : [maps.map(of: aspect.part) ?? maps.map()].compactMap(\.self)
        return ["Alike to \(name): " + told.map { words($0, maps.seen) }.joined(separator: "; ") + "."]
    }

    /// "print 0.62, most of all in the upper middle".
    private func words(_ map: SimilarityMaps.Map, _ seen: Window) -> String {
        "\(map.part.map(sanitized) ?? "overall") \(fixed(Double(map.similarity), decimals: 2))" + (map.placeWords(seen: seen).map { ", " + $0 } ?? "")
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

extension SimilarityMaps.Map {
    /// Where most of it lies, if much of it lies together; nil where they are hardly alike, so that it lies nowhere.
    ///
    /// - Parameter seen: the part of the picture that the map covers.
    func placeWords(seen: Window) -> String? {
        guard strength >= 0.5, let region = heat.densest else { return nil }
        // Heat that lies anywhere fills every region by its area.
        guard region.heat >= 2 * region.area else { return "all over" }
        func third(_ place: Double, _ start: Double, _ length: Double, _ names: [String]) -> String {
            let whole = start + place * length
            return names[whole < 0.4 ? 0 : whole <= 0.6 ? 1 : 2]
        }
        let row = third(region.y, seen.y, seen.height, ["upper", "", "lower"]),
            column = third(region.x, seen.x, seen.width, ["left", "middle", "right"])
        return "most of all " + (row.isEmpty ? column == "middle" ? "in the middle" : "on the \(column)" : "in the \(row) \(column)")
    }
}
