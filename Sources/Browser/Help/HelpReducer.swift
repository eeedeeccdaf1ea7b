import Frames

extension HelpScreen: Screen {
    static let kind = ScreenKind.help
    static let title = "Help"
    static let opener: Command? = .help

    static func open(in state: inout State) {
        if state.screen == kind { state.leaveScreen() } else { state.show(kind) }
    }

    static func move(_ movement: Movement, in state: inout State) {
        let layout = state.helpLayout
        switch movement {
        case .up, .left: state.help.top -= 1
        case .down, .right: state.help.top += 1
        case .pageUp: state.help.top = min(state.help.top - 1, layout.top(reaching: state.help.top))
        case .pageDown: state.help.top = layout.page(from: state.help.top).next
        case .first: state.help.top = 0
        case .last: state.help.top = layout.count
        }
        settle(&state)
    }

    static func perform(_ command: Command, in state: inout State) -> Bool {
        guard command == .find else { return false }
        state.prompt = Prompt(.helpSearch, text: state.help.search)
        return true
    }

    /// The shop's, which lies beneath.
    static func selection(in state: State) -> Selection? { state.shop.panel.isFocused ? nil : state.shopItem.map(Selection.init) }

    static func settle(_ state: inout State) {
        guard state.screen == kind else { return }
        let layout = state.helpLayout
        state.help.top = max(0, min(state.help.top, layout.top(reaching: layout.count)))
    }

    /// The shop's, so that they are there when help is left.
    static func pictures(in state: State) -> [PictureRequest] { ShopScreen.pictures(in: state) }

    static func draw(_ state: State, on canvas: inout Canvas) { HelpView(state).draw(on: &canvas) }
}

extension PromptKind {
    static let helpSearch = PromptKind(
        label: "/",
        edited: { state, words in state.help = HelpScreen(search: words) },
        cancelled: { state in state.help.search = "" },
        finished: { _, _ in })
}

extension Verb {
    static let help = Verb(name: "help", arguments: "[words]", help: "Help on something") { state, words in
        state.help = HelpScreen(search: words)
        state.show(.help)
    }
}
