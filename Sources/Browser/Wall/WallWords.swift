import Basics
import Engine

/// The wall in words: what is arranged, where one is, and what is around.
extension WallScreen {
    static func overview(in state: State) -> [String] {
        guard let wall = state.wallScreen.wall else {
            return [state.wallScreen.hasFailed ? "These cannot be arranged by likeness." : "Arranging \(state.catalog.nouns) by likeness."]
        }
        guard wall.count > 0 else { return ["Nothing is on the wall."] }
        let what = wall.count < wall.items ? "\(counted(wall.count, "tile")) for " : ""
        return [
            "Wall: \(what)\(counted(wall.items, state.catalog.noun, state.catalog.nouns)) by likeness, \(grouped(wall.columns)) across and \(grouped(wall.rows)) down."
        ]
            + state.placeLines + aroundLines(in: state)
    }

    static func place(in state: State) -> String? {
        guard let wall = state.wallScreen.wall, wall.count > 0 else { return nil }
        return "row \(grouped(state.wallScreen.cursor / wall.columns + 1)), column \(grouped(state.wallScreen.cursor % wall.columns + 1))"
    }

    static func isWaiting(in state: State) -> Bool {
        state.screen == kind && !state.wallScreen.hasFailed
            && (state.wallScreen.wall == nil || state.wallScreen.isWaiting || state.wallScreen.items.isWaiting)
    }

    /// What looks most alike: the items beside the cursor's.
    static func aroundLines(in state: State) -> [String] {
        guard let wall = state.wallScreen.wall, wall.count > 0 else { return [] }
        let cursor = state.wallScreen.cursor, column = cursor % wall.columns
        let places = [
            ("Left", column > 0 ? cursor - 1 : -1), ("Right", column + 1 < wall.columns ? cursor + 1 : -1), ("Above", cursor - wall.columns),
            ("Below", cursor + wall.columns),
        ]
        let words = places.compactMap { name, place in state.wallScreen.items[place].map { "\(name): \(state.briefWords(Selection($0)))." } }
        return words.isEmpty ? [] : [words.joined(separator: " ")]
    }
}

extension Verb {
    static let wall: [Verb] = [
        Verb(name: "wall", arguments: "", help: "All that is listed, arranged by likeness: neighbours look alike") { state, _ in
            if state.screen != .wall { WallScreen.open(in: &state) }
            state.answer { Screens[$0.screen].overview(in: $0) }
        }
    ]

    /// Steps on the wall, where lines are read.
    static let wallSteps: [Verb] = [("left", Movement.left), ("right", .right), ("above", .up), ("below", .down)].map { name, movement in
        Verb(name: name, arguments: "", help: "On the wall: to the one \(name == "left" || name == "right" ? "at the \(name)" : name)") { state, _ in
            guard state.screen == .wall else { return state.say("That is a step on the wall: wall goes there.") }
            WallScreen.move(movement, in: &state)
            state.answer { $0.placeLines + WallScreen.aroundLines(in: $0) }
        }
    }
}
