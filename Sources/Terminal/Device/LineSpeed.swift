/// How many bytes a second the line to the terminal takes, and what follows for pictures: a key never waits long for those before it.
///
/// What has been written may still lie in buffers on the way. So a question goes out behind the bytes that is answered when the terminal
/// has read them; until then no more pictures are sent. A line that nothing slow is known of is not asked, and has no limits.
struct LineSpeed: Sendable {
    /// What pictures may cost now.
    struct Limits: Hashable, Sendable {
        /// Bytes of pictures in the next frame; those that do not fit come in a later one.
        var frame = Int.max
        /// Bytes in which all pictures of a screen should fit, by being coarser.
        var page: Int?
        /// Whether the line has nothing better to do than making coarse pictures finer.
        var refines = false

        static let none = Limits()
    }

    /// Device status report, which every terminal answers.
    static let question = "\u{1B}[5n"

    /// From here on a line is fast: a page of any size takes less than half a second.
    private static let fast = 4_000_000.0
    /// Seconds that a key may have to wait for pictures, and that all pictures of a page may take.
    private static let (longestWait, longestPage) = (0.1, 0.35)
    /// Fewer bytes are not asked about, and to say anything of a line they have to be more, or take longer than a busy computer may.
    private static let leastPiece = 8 << 10
    private static let leastSample = (bytes: 32 << 10, time: Duration.milliseconds(100))
    /// What is sent to begin with.
    private static let firstPiece = 64 << 10
    /// A question that is not answered within this time will not be.
    private static let patience = Duration.seconds(5)
    /// How long a line is idle before pictures are made finer.
    static let rest = Duration.milliseconds(600)

    /// nil until it is known.
    private(set) var bytesPerSecond: Double?
    private var asks: Bool
    private var answers: Bool
    private var roundTrip: Duration
    private var unanswered: (bytes: Int, since: ContinuousClock.Instant)?

    /// - Parameters:
    ///   - asks: whether the line may be slow, as one to another machine may.
    ///   - roundTrip: how long the terminal took to answer when nothing else was on the line; nil if it does not answer.
    init(asks: Bool, roundTrip: Duration?) {
        (self.asks, answers) = (asks && roundTrip != nil, roundTrip != nil)
        self.roundTrip = roundTrip ?? .zero
    }

    /// Whether the line is known to be slow.
    var isSlow: Bool { bytesPerSecond.map { $0 < Self.fast } ?? false }

    /// Whether what was sent has not been read yet.
    var isBusy: Bool { unanswered != nil }

    /// - Parameter idle: for how long nobody has pressed a key, and no picture has been missing.
    mutating func limits(idle: Duration, at now: ContinuousClock.Instant) -> Limits {
        if let unanswered, now - unanswered.since > Self.patience {
            (self.unanswered, asks, answers, bytesPerSecond) = (nil, false, false, nil)
        }
        guard asks else { return .none }
        guard let speed = bytesPerSecond else { return Limits(frame: isBusy ? 0 : Self.firstPiece) }
        guard speed < Self.fast else { return .none }
        return Limits(
            frame: isBusy ? 0 : max(Self.leastPiece, Int(speed * Self.longestWait)), page: Int(speed * Self.longestPage), refines: idle >= Self.rest)
    }

    /// Whether the question has to follow `bytes` that are about to be written.
    mutating func isToAsk(after bytes: Int, at now: ContinuousClock.Instant) -> Bool {
        guard asks, unanswered == nil, bytes >= Self.leastPiece else { return false }
        unanswered = (bytes, now)
        return true
    }

    /// `bytes` have been written, which took `time`: of a line that is not asked this is all that tells, once buffers are full.
    mutating func wrote(_ bytes: Int, in time: Duration) {
        guard answers, !asks, time >= .milliseconds(250), bytes >= 2 * Self.firstPiece else { return }
        note(bytes, in: time)
        asks = isSlow
    }

    /// The terminal has read all that came before the question.
    mutating func answered(at now: ContinuousClock.Instant) {
        guard let (bytes, since) = unanswered else { return }
        unanswered = nil
        let time = now - since
        roundTrip = min(roundTrip, time)
        guard bytes >= Self.leastSample.bytes || time >= Self.leastSample.time else { return }
        // Round trips vary: no line counts as more than ten times as fast as it looks.
        note(bytes, in: max(time - roundTrip, time / 10))
    }

    private mutating func note(_ bytes: Int, in time: Duration) {
        let speed = Double(bytes) / max(1e-6, time / .seconds(1))
        bytesPerSecond = bytesPerSecond.map { ($0 + speed) / 2 } ?? speed
    }
}
