import Basics

/// One pass of a program over a text.
struct RegexSearch {
    private let steps: [RegexProgram.Step]
    private let text: [Unicode.Scalar]
    private var current = Threads()
    private var following = Threads()
    private var pending: [Int] = []
    /// When each step was last taken up, so that it is followed once at each place: the place, counted on from one search to the next.
    private var marks: [Int]
    private var passed = 0
    /// How many steps may still be taken: an expression that goes over a text again and again is given up.
    private var budget: Int

    /// The ways that are being followed, the one with priority first: the step where each is, and where its match begins.
    private struct Threads {
        var steps: [Int] = []
        var starts: [Int] = []

        mutating func append(_ step: Int, _ start: Int) {
            steps.append(step)
            starts.append(start)
        }

        mutating func removeAll() {
            steps.removeAll(keepingCapacity: true)
            starts.removeAll(keepingCapacity: true)
        }
    }

    init(_ program: RegexProgram, in text: [Unicode.Scalar]) {
        (steps, self.text) = (program.steps, text)
        marks = Array(repeating: -1, count: steps.count)
        budget = 1_000 * (text.count + 1_000)
    }

    /// The leftmost match that begins at `start` or later; of those the one with priority.
    mutating func first(from start: Int) throws(PlainError) -> Range<Int>? {
        var found: Range<Int>?
        current.removeAll()
        passed += text.count + 2
        for place in start...text.count {
            if found == nil { follow(0, beginning: place, at: place, toFollowing: false) }
            following.removeAll()
            for index in current.steps.indices {
                let (step, beginning) = (current.steps[index], current.starts[index])
                if case .match = steps[step] {
                    // Whatever has less priority is given up.
                    found = beginning..<place
                    break
                }
                if case .set(let set) = steps[step], place < text.count, set.contains(text[place]) {
                    follow(step + 1, beginning: beginning, at: place + 1, toFollowing: true)
                }
            }
            guard budget > 0 else { throw PlainError("one of its regular expressions takes too long on this text") }
            swap(&current, &following)
            if found != nil, current.steps.isEmpty { break }
        }
        return found
    }

    /// Takes up a step at a place, and all that it leads to before the next scalar.
    private mutating func follow(_ step: Int, beginning: Int, at place: Int, toFollowing: Bool) {
        pending.append(step)
        while let step = pending.popLast() {
            guard marks[step] != passed + place else { continue }
            marks[step] = passed + place
            budget -= 1
            switch steps[step] {
            case .jump(let goal): pending.append(goal)
            case .fork(let first, let second):
                pending.append(second)
                pending.append(first)
            case .set, .match:
                if toFollowing { following.append(step, beginning) } else { current.append(step, beginning) }
            case .atBeginning: if place == 0 { pending.append(step + 1) }
            case .atEnd: if place == text.count { pending.append(step + 1) }
            case .atLineBeginning: if place == 0 || place < text.count && text[place - 1] == "\n" { pending.append(step + 1) }
            case .atLineEnd: if place == text.count || text[place] == "\n" { pending.append(step + 1) }
            case .ahead(let set, let isNegated):
                if (place < text.count && set.contains(text[place])) != isNegated { pending.append(step + 1) }
            }
        }
    }
}
