import Basics
import Engine
import Frames

/// Which of an item's pictures shows, and what came of those that were asked for.
struct Gallery: Sendable {
    enum Answer: Sendable {
        case asked
        case ready(PictureName)
        /// Why it cannot be had, in a line.
        case failed(String)
    }

    /// The item that it is of.
    var item: String?
    /// 0 is the front.
    var index = 0
    /// By address.
    var answers: ExactDictionary<Answer> = [:]

    func isOf(_ other: ItemSummary?) -> Bool { item.map { $0.isExactly(other?.id ?? "") } ?? (other == nil) }
}

extension ItemScreen {
    /// Another of the item's pictures; after the last comes the first.
    static func turnPicture(by step: Int, in state: inout State) {
        guard let item = state.shownItem else { return }
        let count = item.offer?.pictures.count ?? 0
        guard count > 1 else { return state.say("\(state.name(of: item)) has only one picture.") }
        state.itemScreen.gallery.index = (state.itemScreen.gallery.index + step + count) % count
        // One that could not be had is tried anew.
        if let address = state.furtherAddress, case .failed = state.itemScreen.gallery.answers[address] {
            state.itemScreen.gallery.answers[address] = nil
        }
    }

    /// What the item is stacked with, what it cost, and the further picture that is looked at.
    static func ask(in state: inout State) {
        guard let item = state.shownItem else { return }
        askForVariants(of: item, in: &state)
        guard item.offer != nil else { return }
        if !state.itemScreen.gallery.isOf(item) { state.itemScreen.gallery = Gallery(item: item.id) }
        if state.itemScreen.askedPrices.insert(ExactText(item.id)).inserted { state.requests.send(.loadPrices(id: item.id)) }
        guard let address = state.furtherAddress, state.itemScreen.gallery.answers[address] == nil else { return }
        state.itemScreen.gallery.answers[address] = .asked
        state.requests.send(.loadFurtherPicture(address: address, id: item.id))
    }
}

extension State {
    /// The further picture of the item shown that is looked at, by its address; nil for the front.
    var furtherAddress: String? {
        guard let item = shownItem, itemScreen.gallery.index > 0, itemScreen.gallery.isOf(item) else { return nil }
        return item.offer?.pictures.at(itemScreen.gallery.index)
    }

    /// The picture of the item shown that is looked at; nil while it is on its way, or where it cannot be had.
    var largePicture: PictureKey? {
        guard let address = furtherAddress else { return shownItem.map(key) }
        guard case .ready(let name) = itemScreen.gallery.answers[address] else { return nil }
        return .item(name, zoom: looks.zoom)
    }

    mutating func takeFurtherPicture(_ address: String, _ answer: Gallery.Answer) {
        if itemScreen.gallery.answers[address] != nil { itemScreen.gallery.answers[address] = answer }
    }

    /// "picture 2 of 5", where there are several.
    var pictureText: String? {
        guard let count = shownItem?.offer?.pictures.count, count > 1 else { return nil }
        return "picture \(itemScreen.gallery.index + 1) of \(count)"
    }
}
