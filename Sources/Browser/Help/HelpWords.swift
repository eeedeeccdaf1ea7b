/// Help in words, which the verb `help` of a conversation says without coming here.
extension HelpScreen {
    static func overview(in state: State) -> [String] { state.conversationHelp(on: state.help.search) }
}
