import Basics
import Engine
import Frames

/// Pinning, letting go, and what is asked of the pair.
extension State {
    /// Pins the item under the cursor; on the pinned one lets it go.
    mutating func pinCurrent() {
        guard let item = currentItem else { return say("There is nothing here to pin.", attention: true) }
        guard item.words == nil else { return say("Words have no picture to pin.", attention: true) }
        if pair.isPinned(item) { return unpin() }
        pair.pin(item)
        let name = name(of: item), key = keymap.keyName(of: .pin, on: screen)
        if conversation != nil {
            say("Pinned: \(name). Each item now says how it differs; beside tells all of it, unpin lets it go.")
        } else if pairLayout == nil {
            let least = PairLayout.least
            say("Pinned, but two side by side take \(least.columns) columns and \(least.rows) lines", attention: true)
        } else {
            say("Pinned \(name) · move on: what the cursor is on stands beside it · \(key.map { "\($0) on it" } ?? ":unpin") lets it go")
        }
        settleCursors()
    }

    fileprivate mutating func unpin() {
        guard let pinned = pair.pinned else { return say("Nothing is pinned.") }
        pair.pin(nil)
        say("No longer pinned: \(name(of: pinned))")
        settleCursors()
    }

    /// Looks up what a session had pinned, and asks how far the cursor's item is from the pinned one.
    mutating func askForPair() {
        if let id = pair.ask() { requests.send(.loadKnown([id])) }
        if let question = pair.ask(besides.flatMap { distanceQuestion($0.pinned, $0.other) }) { requests.send(.distances(question)) }
    }

    mutating func takeDistances(_ question: AlikeQuestion, _ answer: Result<ItemDistances, PictureFailure>, isWhole: Bool) {
        pair.take(answer, for: question, isWhole: isWhole)
    }

    /// An item that has left the catalog is let go.
    mutating func refreshPair(_ items: RefreshedItems, _ ids: [String]) {
        let isKnown = pair.pinned != nil
        if let gone = pair.refresh(items, ids) {
            say("\(name(of: gone)) is no longer in the catalog, so it is no longer pinned.", attention: true)
        } else if isKnown == (pair.pinned != nil) {
            return
        }
        settleCursors()
    }

    private func distanceQuestion(_ pinned: ItemSummary, _ other: ItemSummary) -> AlikeQuestion? {
        guard other.words == nil else { return nil }
        var query = query(.item(pinned.id), metrics: tasting.metrics, count: 1), taste = TasteSettings()
        // No more of the taste than the balance changes a distance.
        taste.balance = query.taste.balance
        (query.filter, query.taste) = (nil, taste)
        return AlikeQuestion(other.id, to: query)
    }
}

extension State {
    /// Where the pair stands; nil where nothing is pinned, or there is no room.
    var pairLayout: PairLayout? { pair.pinned == nil || conversation != nil ? nil : PairLayout(size: size, cell: cell) }

    /// The lines that it takes of the screens that leave it room.
    var pairRows: Int { pairLayout?.area.rows ?? 0 }

    /// The pinned item and the other one that is looked at beside it, on the screen or in words.
    var besides: (pinned: ItemSummary, other: ItemSummary)? {
        guard let pinned = pair.pinned, let other = currentItem, !pair.isPinned(other), Screens[screen].leavesRoomForPair,
            conversation != nil || pairLayout != nil
        else { return nil }
        return (pinned, other)
    }

    /// How far the two are from each other; nil while that is on its way.
    var pairDistances: Result<ItemDistances, PictureFailure>? {
        besides.flatMap { distanceQuestion($0.pinned, $0.other) }.flatMap(pair.answer)
    }

    /// The pair is compared with each other, whatever else the screen compares with.
    var pairLikeness: Likeness? {
        guard let (pinned, other) = besides, other.words == nil else { return nil }
        return Likeness(subject: .item(pinned.id), beside: pinned, size: pairLayout?.pinned.size ?? Size(columns: 0, rows: 0))
    }

    /// Both pictures, as large as they stand there.
    var pairPictures: [PictureRequest] {
        guard Screens[screen].leavesRoomForPair, let pinned = pair.pinned, let layout = pairLayout else { return [] }
        let shown = besides.flatMap { $0.other.words == nil ? pairPicture(of: $0.other) : nil }
        return [shown, key(pinned)].compactMap(\.self).map { PictureRequest(key: $0, size: layout.pinned.size) }
    }

    /// The picture of the cursor's item: on the item's own screen the one of several that was turned to.
    func pairPicture(of item: ItemSummary) -> PictureKey? {
        screen == .item && itemScreen.neighbor == nil ? largePicture : key(item)
    }
}

extension Verb {
    static let pinning: [Verb] = [
        Verb(name: "pin", arguments: "", help: "Pin it: whatever the cursor is on then stands beside it; on the pinned one: let it go") { state, _ in
            state.pinCurrent()
        },
        Verb(name: "unpin", arguments: "", help: "Let the pinned one go") { state, _ in state.unpin() },
    ]
}
