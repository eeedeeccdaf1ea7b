import Basics
import Engine
import Frames
import Taste
import Vectors

/// What each command does: what it means on the screen that shows, else what it means anywhere.
extension State {
    mutating func perform(_ command: Command) {
        notice = nil
        let shown = Screens[screen]
        if let movement = Movement(command) { return shown.move(movement, in: &self) }
        if shown.perform(command, in: &self) || perform(taste: command) { return }
        if let opened = Screens.all.first(where: { $0.opener == command }) { return opened.open(in: &self) }
        switch command {
        case .zoom: toggleZoom()
        case .tint: tintNext()
        case .pin: pinCurrent()
        case .variants: showVariants()
        case .stacks: setFolding(nil)
        case .surprise: surprise()
        case .commandLine: prompt = Prompt(.command)
        case .back: back()
        case .copy: copyCurrent()
        case .openURL: openCurrentURL()
        case .redraw: requests.send(.redraw)
        case .suspend: requests.send(.suspend)
        case .quit:
            saveSession()
            requests.send(.quit)
        default: break
        }
    }

    private mutating func toggleZoom() {
        looks.zoom = looks.zoom == .garment ? .print : .garment
        say(looks.zoom == .print ? "A close look at the print, or the chest where none is found" : "The whole garment")
    }

    private mutating func openCurrentURL() {
        guard let item = currentItem else { return }
        guard let url = item.url else { return say("\(name(of: item)) has no page on the web.") }
        requests.send(.openURL(url))
    }
}

/// Which of an item's texts was copied last: ID, path and URL take turns.
struct CopyTurn: Hashable {
    var id: String
    var turn: Int
}

extension State {
    fileprivate mutating func copyCurrent() {
        guard let item = currentItem else { return }
        let own = item.words.map { ("words", $0) } ?? ("ID", item.id)
        let choices = [own, ("path", item.path), ("URL", item.url)].compactMap { name, value in value.map { (name, $0) } }
        let turn = lastCopy.flatMap { $0.id.isExactly(item.id) ? ($0.turn + 1) % choices.count : nil } ?? 0
        lastCopy = CopyTurn(id: item.id, turn: turn)
        let (name, value) = choices[turn]
        requests.send(.copy(sanitized(value)))
        let next = choices.count > 1 ? " · again for its \(choices[(turn + 1) % choices.count].0)" : ""
        say("Copied \(name) \(value)\(next)")
    }
}
