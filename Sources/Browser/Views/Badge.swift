import Basics
import Engine
import Frames

/// What a shop has to say of an item at a glance, in a word or two.
struct Badge {
    let text: String
    let style: Style
    /// Whether it says more than a price does, where there is no room for both.
    let outweighsPrice: Bool

    /// Nil where there is nothing to say. A price that rose is none of the shop's boasts; the news and the item's screen tell of it.
    init?(_ item: ItemSummary) {
        guard let offer = item.offer else { return nil }
        let drop = offer.priceDrop.map { Int($0.rounded()) } ?? 0
        if offer.isGone {
            self.init("gone", Style(.warning))
        } else if !offer.isAvailable {
            self.init("sold out", Style(.warning))
        } else if drop > 0 {
            self.init("-\(drop)%", Style(.accent, bold: true), outweighsPrice: false)
        } else if offer.isBack {
            self.init("back", Style(.accent, bold: true), outweighsPrice: false)
        } else if offer.isNew {
            self.init("new", Style(.accent, bold: true), outweighsPrice: false)
        } else {
            return nil
        }
    }

    private init(_ text: String, _ style: Style, outweighsPrice: Bool = true) {
        (self.text, self.style, self.outweighsPrice) = (text, style, outweighsPrice)
    }

    var width: Int { displayWidth(text) }
    var piece: Piece { Piece(text, style, rank: 17, spoken: words) }

    /// "20% cheaper" for "-20%".
    var words: String { text.hasPrefix("-") ? "\(text.dropFirst()) cheaper" : text == "back" ? "back in stock" : text }
}
