import Basics
import Engine
import Frames
import Taste
import Vectors

/// What each command does.
extension State {
    mutating func perform(_ command: Command) {
        notice = nil
        if perform(movement: command) || perform(taste: command) || perform(basket: command) { return }
        switch command {
        case .focus: moveFocus()
        case .panel: togglePanel()
        case .larger: resizePictures(by: 1)
        case .smaller: resizePictures(by: -1)
        case .zoom:
            zoom = zoom == .garment ? .print : .garment
            say(zoom == .print ? "The print alone" : "The whole garment")
        case .random: jump(to: Int.random(in: 0..<max(1, listingCount), using: &random))
        case .jumpBack: jumpBack()
        case .find: startFind()
        case .findNext: findAgain(forward: true)
        case .findPrevious: findAgain(forward: false)
        case .sort: prompt = Prompt(.command, text: "sort ")
        case .commandLine: prompt = Prompt(.command)
        case .open: openItem()
        case .compare: openCompare()
        case .basket: show(.basket)
        case .help: screen == .help ? leaveScreen() : show(.help)
        case .back: back()
        case .dot: toggleMetric("dot", \.showsDot)
        case .hamming: toggleMetric("hamming", \.showsHamming)
        case .more: changeCompareCount(by: 1)
        case .fewer: changeCompareCount(by: -1)
        case .copy: copyCurrent()
        case .openURL: openCurrentURL()
        case .redraw: send(.redraw)
        case .suspend: send(.suspend)
        case .quit:
            saveSession()
            send(.quit)
        default: break
        }
    }

    mutating func show(_ screen: ScreenKind) {
        screens.removeAll { $0 == screen }
        screens.append(screen)
        settleCursors()
    }

    mutating func leaveScreen() {
        guard screens.count > 1 else { return }
        screens.removeLast()
        settleCursors()
    }

    /// Back one step: out of the panel, out of a screen, out of what `/` or `:where` has narrowed.
    private mutating func back() {
        if screen == .item, walkBack() { return }
        if screens.count > 1 { return leaveScreen() }
        if focusOnPanel { return moveFocus() }
        if listing.text != nil || listing.filter != nil {
            open(Listing(order: listing.order), keep: shopItem?.id)
        }
    }

    private mutating func moveFocus() {
        switch screen {
        case .shop:
            focusOnPanel.toggle()
            if focusOnPanel, layout.panel == nil {
                focusOnPanel = false
                say("No room for the ghost here.", attention: true)
            }
            settleCursors()
        case .compare: toggleCompareSubject()
        case .basket:
            let likes = basket.liked.count
            let target = basketScreen.scroller.cursor < likes && !basket.passed.isEmpty ? likes : 0
            moveInBasket(to: target)
        case .item, .help: break
        }
    }

    private mutating func togglePanel() {
        let shows = layout.panel != nil
        panelWanted = !shows
        focusOnPanel = false
        if !shows, layout.panel == nil {
            panelWanted = nil
            say("No room for the ghost here.", attention: true)
        }
        if layout.panelCoversGrid { focusOnPanel = true }
        settleCursors()
    }

    private mutating func resizePictures(by step: Int) {
        let grid = layout.grid
        let sizes = GridLayout.sizes(in: grid.area, cell: cell)
        let index = sizes.firstIndex(of: grid.picture.rows) ?? 0
        guard let rows = sizes.at(index - step) else { return }
        pictureRows = rows
        settleCursors()
    }

    private mutating func copyCurrent() {
        guard let item = currentItem else { return }
        let choices = [("ID", item.id), ("path", item.path), ("URL", item.url)].compactMap { name, value in value.map { (name, $0) }
        }
        let turn = lastCopy?.id.isExactly(item.id) == true ? (lastCopy!.turn + 1) % choices.count : 0
        lastCopy = CopyTurn(id: item.id, turn: turn)
        let (name, value) = choices[turn]
        send(.copy(sanitized(value)))
        let next = choices.count > 1 ? " · again for its \(choices[(turn + 1) % choices.count].0)" : ""
        say("Copied \(name) \(value)\(next)")
    }

    private mutating func openCurrentURL() {
        guard let item = currentItem else { return }
        guard let url = item.url else { return say("\(item.id) has no page on the web.") }
        send(.openURL(url))
    }
}
