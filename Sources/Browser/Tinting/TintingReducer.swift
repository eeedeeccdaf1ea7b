import Basics
import Engine
import Frames
import Saliency

/// The switch, what is asked for, and what comes of it.
extension State {
    /// Overall, by each part, no more.
    mutating func tintNext() {
        let aspects: [Tinting.Aspect?] = [nil] + self.aspects
        let place = aspects.firstIndex(of: tinting.aspect) ?? 0
        tint(aspects[(place + 1) % aspects.count])
    }

    fileprivate var aspects: [Tinting.Aspect] { [.whole] + (parts.count >= 2 ? parts.map(Tinting.Aspect.part) : []) }

    fileprivate mutating func tint(_ aspect: Tinting.Aspect?) {
        guard let aspect else {
            tinting.aspect = nil
            return say("Pictures as they are")
        }
        let isOnly = pairLikeness == nil && currentItem.map(isOnlyLike) ?? false
        guard isOnly || comparedLikeness != nil else {
            return say("Like something first: pictures are then tinted where they are like it.", attention: true)
        }
        if tinting.aspect == nil { tinting.retry() }
        tinting.aspect = aspect
        let key = keymap.keyName(of: .tint, on: screen)
        let next = aspects.at((aspects.firstIndex(of: aspect) ?? 0) + 1)
        if isOnly { return say("This is your only like: others are tinted where they are like it") }
        guard conversation == nil else { return say("Each item now says where it is alike \(aspect.text); tint off ends that.") }
        say("Tinted where it is alike \(aspect.text)" + (key.map { " · \($0) again: \(next?.text ?? "as it is")" } ?? ""))
    }

    /// Whether nothing else is liked.
    private func isOnlyLike(_ item: ItemSummary) -> Bool { basket.liked.count == 1 && basket.mark(of: item.id) == .like }

    /// A comparison with the ghost of all likes; of a like with that of the others, since it is always like itself.
    ///
    /// - Parameter panel: the panel that the cursor is in, where the like that its neighbour owes most to has room.
    func likenessToGhost(besideIn panel: PanelLayout?) -> Likeness? {
        likenessToGhost(beside: panelSelection?.match?.because.first?.id, size: panel?.section(of: shop.panel.list)?.ghost.size)
    }

    /// - Parameters:
    ///   - like: the ID of the like that the item under the cursor owes most to.
    ///   - size: the room for that.
    func likenessToGhost(beside like: String?, size: Size?) -> Likeness? {
        guard !basket.liked.isEmpty, currentItem.map(isOnlyLike) != true else { return nil }
        if let item = currentItem, basket.mark(of: item.id) == .like {
            var others = basket
            others.remove(item.id)
            return Likeness(subject: .ghost(others), beside: nil, isOfOthers: true)
        }
        guard let size, !size.isEmpty, let like, !isWish(like) else { return Likeness(subject: .ghost(basket), beside: nil) }
        return Likeness(subject: .ghost(basket), beside: basketItem(like), size: size)
    }

    /// What the item under the cursor is compared with, as long as that is wanted.
    var likeness: (item: ItemSummary, likeness: Likeness)? {
        guard tinting.aspect != nil, let item = currentItem, item.words == nil,
            let likeness = comparedLikeness
        else { return nil }
        return (item, likeness)
    }

    /// What the screen compares with, or the pinned item where one stands beside it.
    private var comparedLikeness: Likeness? { pairLikeness ?? Screens[screen].likeness(in: self) }

    func alikeQuestion(_ item: String, _ subject: NeighborQuery.Subject) -> AlikeQuestion {
        var query = query(subject, metrics: [.cosine], count: 1)
        query.filter = nil
        return AlikeQuestion(item, to: query)
    }

    /// Asks where the picture under the cursor is alike, then the one beside it, unless both are known; names what is known as tinted pictures.
    mutating func askWhereAlike() {
        var open: [AlikeQuestion] = []
        (tinting.shown, tinting.beside) = ([:], nil)
        if let (item, likeness) = likeness {
            let own = alikeQuestion(item.id, likeness.subject)
            if tinting.isOpen(own) { open.append(own) }
            tinting.shown[item.id] = tinting.tint(key(item), for: own)
            if let beside = likeness.beside, conversation == nil, !beside.id.isExactly(item.id) {
                let other = alikeQuestion(beside.id, .item(item.id)), picture = tinting.tint(key(beside), for: other)
                if tinting.isOpen(other) { open.append(other) }
                if screen == .item || pairLikeness != nil { tinting.shown[beside.id] = picture } else { tinting.beside = picture }
                tinting.besideSize = likeness.size
            }
        }
        guard open != tinting.asked else { return }
        tinting.asked = open
        requests.send(.whereAlike(open))
    }

    mutating func takeAlike(_ question: AlikeQuestion, _ answer: Result<SimilarityMaps, PictureFailure>) {
        tinting.asked.removeAll { $0 == question }
        switch answer {
        case .success(let maps): tinting.keep(maps, for: question)
        case .failure(let failure):
            tinting.fail(question)
            let line = sanitized(failure.reason).capitalizedFirst
            // The same reason holds for one item after another.
            guard tinting.aspect != nil, tinting.complaint?.isExactly(line) != true else { return }
            tinting.complaint = line
            say(line, attention: true)
        }
    }

    /// Pictures that are wanted, those first that are tinted.
    func withTints(_ requests: [PictureRequest]) -> [PictureRequest] {
        let tinted = tinting.shown.values.compactMap { tinted in
            requests.first { $0.key == tinted.untinted }.map { PictureRequest(key: tinted, size: $0.size) }
        }
        return tinted + (tinting.beside.map { [PictureRequest(key: $0, size: tinting.besideSize)] } ?? []) + requests
    }

    /// "alike in print 0.62": how much the item under the cursor is alike, while pictures are tinted.
    func likenessText(of item: ItemSummary) -> String? {
        guard conversation == nil, let (current, likeness) = likeness, current.id.isExactly(item.id), let aspect = tinting.aspect else { return nil }
        let question = alikeQuestion(item.id, likeness.subject)
        guard !tinting.hasFailed(question) else { return nil }
        guard let maps = tinting.answers[question] else { return "alike \(aspect.text) …" }
        let others = likeness.isOfOthers ? " to the other likes" : "", map = maps.map(of: aspect.part)
        guard let shown = map ?? maps.map() else { return nil }
        return "alike \(map == nil ? Tinting.Aspect.whole.text : aspect.text) \(fixed(Double(shown.similarity), decimals: 2))\(others)"
    }
}

extension Verb {
    static let tint = Verb(
        name: "tint", arguments: "[part]", help: "Pictures tinted where they are alike: overall, by a part of the vectors, or off",
        candidates: { state in ["overall"] + state.aspects.compactMap(\.part) + ["off"] }
    ) { state, word in
        guard !word.isEmpty else { return state.tintNext() }
        let parts = state.aspects.compactMap(\.part).map { (name: $0, value: Tinting.Aspect?.some(.part($0))) }
        let aspects = [(name: "overall", value: Tinting.Aspect?.some(.whole))] + parts + [(name: "off", value: nil)]
        if let aspect = state.value(named: word, among: aspects) { state.tint(aspect) }
    }
}
