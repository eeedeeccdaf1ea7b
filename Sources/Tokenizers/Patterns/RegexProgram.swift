import Basics

/// A regular expression as steps that are followed for all possible matches at once (Thompson's construction, with Pike's priorities), so
/// that no text makes it go back.
struct RegexProgram: Sendable {
    enum Step: Sendable {
        case set(ScalarSet)
        /// Goes on at both, at the first with priority.
        case fork(Int, Int)
        case jump(Int)
        case atBeginning, atEnd, atLineBeginning, atLineEnd
        case ahead(ScalarSet, isNegated: Bool)
        case match
    }

    private(set) var steps: [Step] = []

    private static let mostSteps = 5_000
    /// Parts that have been put in: what is repeated may be empty.
    private var parts = 0

    init(_ node: RegexNode) throws(PlainError) {
        try append(node)
        steps.append(.match)
    }

    private mutating func append(_ node: RegexNode) throws(PlainError) {
        parts += 1
        guard steps.count < Self.mostSteps, parts < 10 * Self.mostSteps else { throw PlainError("one of its regular expressions is too long") }
        switch node {
        case .set(let set): steps.append(.set(set))
        case .sequence(let nodes): for node in nodes { try append(node) }
        case .either(let nodes):
            var exits: [Int] = []
            for node in nodes.dropLast() {
                let fork = reserve()
                try append(node)
                exits.append(reserve())
                steps[fork] = .fork(fork + 1, steps.count)
            }
            if let last = nodes.last { try append(last) }
            for exit in exits { steps[exit] = .jump(steps.count) }
        case .repeated(let node, let least, let most, let isLazy):
            for _ in 0..<least { try append(node) }
            guard let most else {
                let fork = reserve()
                try append(node)
                steps.append(.jump(fork))
                setFork(fork, isLazy: isLazy)
                return
            }
            var forks: [Int] = []
            for _ in least..<most {
                forks.append(reserve())
                try append(node)
            }
            for fork in forks { setFork(fork, isLazy: isLazy) }
        case .atBeginning: steps.append(.atBeginning)
        case .atEnd: steps.append(.atEnd)
        case .atLineBeginning: steps.append(.atLineBeginning)
        case .atLineEnd: steps.append(.atLineEnd)
        case .ahead(let set, let isNegated): steps.append(.ahead(set, isNegated: isNegated))
        }
    }

    /// A place for a step that is known later.
    private mutating func reserve() -> Int {
        steps.append(.match)
        return steps.count - 1
    }

    /// Forks into what follows the place, or past all that there is so far.
    private mutating func setFork(_ fork: Int, isLazy: Bool) {
        steps[fork] = isLazy ? .fork(steps.count, fork + 1) : .fork(fork + 1, steps.count)
    }
}
