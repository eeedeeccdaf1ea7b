extension Verb {
    /// All verbs, in the order in which help and Tab show them.
    static let all: [Verb] =
        listing + [filter] + stacks + wall + [surprise] + words + shops + taste + [compare, fold, tint] + pinning + exporting + baskets + [
            quit, help,
        ]

    private static let exporting: [Verb] = [
        Verb(name: "export", arguments: "<file>", help: "The basket and what is compared, as .csv, .json or .html", aliases: ["save"]) {
            $0.export(to: $1, replacing: false)
        },
        Verb(name: "export!", arguments: "<file>", help: "The same, in place of a file that is there already") { $0.export(to: $1, replacing: true) },
    ]

    private static let quit = Verb(name: "quit", arguments: "", help: "Leave the shop") { state, _ in state.perform(.quit) }
}
