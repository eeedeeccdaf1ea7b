import Basics
import Engine
import Taste

/// What was chosen to tell most about the taste.
struct Surprises: Sendable {
    /// The latest question, until it is answered.
    var asked: Generation?
    /// What was shown so far, which is known by now.
    var seen: [String] = []
}

extension State {
    /// Leads to what would tell most about the taste: plausible, yet far from all that is known of it.
    mutating func surprise() {
        guard !basket.liked.isEmpty else { return say("Like something first: a surprise is plausible for what you like, yet unlike all of it.") }
        let generation = requests.next()
        surprises.asked = generation
        requests.send(.surprise(generation, query(.ghost(basket), metrics: [.cosine], count: 1), seen: surprises.seen))
    }

    mutating func takeSurprise(_ generation: Generation, _ item: ItemSummary?) {
        guard surprises.asked == generation else { return }
        surprises.asked = nil
        guard let item else {
            surprises.seen = []
            return say("There is nothing left that would tell more.", attention: true)
        }
        surprises.seen = surprises.seen.suffix(200) + [item.id]
        if screen == .wall {
            // The wall that stands says where it is.
            (wallScreen.wantedItem, wallScreen.asked) = (item.id, nil)
        } else {
            path = [.shop]
            locate(.id(item.id))
        }
        say("\(name(of: item)): what you think of it would tell most about your taste")
    }
}

extension Verb {
    static let surprise = Verb(name: "surprise", arguments: "", help: "Go to what would tell most about your taste") { state, _ in state.surprise() }
}
