import Basics
import Engine

extension ItemStack {
    /// What a tile says of it, the longest first.
    ///
    /// - Parameter colour: that of the item which the tile shows; nil where that is said already, or not known.
    func labels(_ colour: String?) -> [String] {
        if let place {
            let short = ["\(grouped(place)) of \(grouped(count))", "\(grouped(place))/\(grouped(count))"]
            return (colour.map { colour in short.map { "\(colour) \($0)" } } ?? []) + short
        }
        switch variety {
        case .colors(let colors): return ["\(grouped(colors)) colours", "\(grouped(colors)) col.", "\(grouped(colors)) col"]
        case .versions: return ["\(grouped(count)) versions", "\(grouped(count)) ver.", "\(grouped(count)) ver"]
        case .alike: return ["+\(grouped(count - 1)) alike", "+\(grouped(count - 1))"]
        }
    }

    /// The same to be read out: "3 colours", "2 of 3 colours", "2 more look alike".
    var words: String {
        let beginning = place.map { "\(grouped($0)) of " } ?? ""
        switch variety {
        case .colors(let colors): return beginning + (place == nil || colors == count ? "" : "\(grouped(count)) in ") + "\(grouped(colors)) colours"
        case .versions: return beginning + "\(grouped(count)) versions"
        case .alike: return place == nil ? "\(grouped(count - 1)) more look alike" : beginning + "\(grouped(count)) that look alike"
        }
    }

    /// What there is to see of it, as the key hints say.
    var hint: String {
        guard place == nil else { return "close" }
        switch variety {
        case .colors: return "colours"
        case .versions: return "versions"
        case .alike: return "look-alikes"
        }
    }
}

extension ItemSummary {
    /// What a tile of it says of its stack, the longest first.
    var stackLabels: [String] { stack?.labels(stack?.place == nil ? nil : colour) ?? [] }

    /// What its catalog says of its colour.
    var colour: String? { (self["colour"] ?? self["color"]).map { sanitized($0.value) } }
}

extension State {
    /// The likes and passes that are of the same stack as an item, but for itself: "♥ navy, ✕ white".
    func stackText(of item: ItemSummary) -> String? {
        guard let key = item.stack?.key else { return nil }
        let others = basket.entries.filter { known[$0.item]?.stack?.key.isExactly(key) == true && !$0.item.isExactly(item.id) }
        guard !others.isEmpty else { return nil }
        let texts = others.prefix(3).map { entry in
            let other = basketItem(entry.item)
            return (entry.opinion == .liked ? Mark.like : .pass).text + " " + (other.colour ?? sanitized(name(of: other)))
        }
        return (texts + (others.count > 3 ? ["…"] : [])).joined(separator: ", ")
    }
}

extension State {
    /// The items of the stack that the cursor's is of, a line each where it is open.
    var stackLines: [String] {
        guard let stack = shopItem?.stack, let place = stack.place else { return placeLines }
        let first = shop.scroller.cursor - place + 1
        return (first..<min(shop.count, first + stack.count)).compactMap { position in
            shop.window[position].map { "\(grouped(position + 1)): \(briefWords(Selection($0)))." }
        }
    }
}
