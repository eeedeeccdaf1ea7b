import Foundation

/// Whose turn it is at one host, as a value: time, in seconds on any clock, and chance come from outside.
struct Pace: Sendable {
    /// Requests of one lane wait for each other.
    enum Lane: Int, CaseIterable, Sendable { case pages, pictures }

    /// How fast a lane may go when all is well.
    struct Limit: Sendable {
        /// Seconds from one start to the next.
        var interval: Double
        /// How many may be under way.
        var simultaneous: Int

        static let pages = Limit(interval: 0.5, simultaneous: 1)
        static let pictures = Limit(interval: 0.05, simultaneous: 4)
    }

    private struct Traffic {
        let limit: Limit
        var running = 0
        var next = -Double.infinity
    }

    /// The longest Crawl-delay that is heeded: who asks for more would not be visited within a day.
    static let longestCrawlDelay = 60.0

    /// Seconds that a robots.txt wants between any two requests.
    var crawlDelay = 0.0 { didSet { crawlDelay = min(max(crawlDelay, 0), Self.longestCrawlDelay) } }
    /// How often in a row the host has said that it is busy.
    private(set) var refusals = 0
    /// Until when nothing is asked.
    private(set) var pausedUntil = -Double.infinity

    private let waits: ClosedRange<Double>
    private var traffic: [Traffic]
    private var lastStart = -Double.infinity
    private var lastRefusal = -Double.infinity
    /// How often the intervals have been doubled.
    private var doublings = 0
    private var answersSinceChange = 0

    private static let mostDoublings = 6
    /// So many good answers halve the intervals again.
    private static let answersToHalve = 10

    /// - Parameters:
    ///   - rate: requests a second in each lane, instead of the usual ones.
    ///   - waits: the first and the longest wait for a busy host, in seconds.
    init(rate: Double? = nil, waits: ClosedRange<Double> = 2...300) {
        self.waits = waits
        traffic = [Limit.pages, .pictures].map { limit in
            Traffic(limit: rate.map { Limit(interval: $0 > 0 ? 1 / $0 : limit.interval, simultaneous: limit.simultaneous) } ?? limit)
        }
    }

    /// When a lane's next request may start; nil while as many as may be are under way.
    func nextStart(_ lane: Lane) -> Double? {
        let own = traffic[lane.rawValue]
        guard own.running < own.limit.simultaneous else { return nil }
        return max(own.next, pausedUntil, crawlDelay > 0 ? lastStart + crawlDelay : own.next)
    }

    mutating func started(_ lane: Lane, at now: Double) {
        traffic[lane.rawValue].running += 1
        traffic[lane.rawValue].next = now + traffic[lane.rawValue].limit.interval * pow(2, Double(doublings))
        lastStart = now
    }

    /// A request is over, however it went.
    mutating func ended(_ lane: Lane) { traffic[lane.rawValue].running -= 1 }

    /// The host has answered what it was asked.
    mutating func answered() {
        refusals = 0
        answersSinceChange += 1
        guard answersSinceChange >= Self.answersToHalve, doublings > 0 else { return }
        (doublings, answersSinceChange) = (doublings - 1, 0)
    }

    /// The host was too busy: both lanes wait, and go on at half the speed. Refusals of requests that were already under way at the last
    /// one count no further.
    ///
    /// - Parameters:
    ///   - start: when the refused request started.
    ///   - wait: what the host asked for, in seconds; otherwise waits grow from one refusal to the next.
    ///   - chance: 0 to 1, so that many visitors do not come back at once.
    mutating func refused(startedAt start: Double, at now: Double, wait: Double?, chance: Double) {
        guard start >= lastRefusal else { return }
        lastRefusal = now
        refusals += 1
        (doublings, answersSinceChange) = (min(doublings + 1, Self.mostDoublings), 0)
        let growing = waits.lowerBound * pow(2, Double(min(refusals, 30) - 1)) * (1 + chance / 2)
        let asked = wait.map { $0 > 0 ? $0 : growing } ?? growing
        pausedUntil = max(pausedUntil, now + min(asked, waits.upperBound))
    }
}
