import Terminal
import Vectors

/// What the browser took in one kind of terminal. Times in milliseconds, memory and bytes in bytes.
package struct BrowserFigures: Codable {
    /// Key to frame: the time until the screen stands, and what was sent for it.
    package struct Answer: Codable {
        package let milliseconds: SearchBenchmark.Timing
        /// Bytes, the median.
        package let bytes: Int
        package let samples: Int

        package init(_ samples: [(milliseconds: Double, bytes: Int)]) {
            milliseconds = SearchBenchmark.Timing(samples.map(\.milliseconds))
            bytes = samples.map(\.bytes).sorted()[samples.count / 2]
            self.samples = samples.count
        }
    }

    /// Something that one screen does, by the name of its line; the limit is of its median, in milliseconds.
    package struct Action: Codable {
        package let name: String
        package let limit: Double?
        package let answer: Answer

        package init(_ name: String, limit: Double? = nil, _ samples: [(milliseconds: Double, bytes: Int)]) {
            (self.name, self.limit, answer) = (name, limit, Answer(samples))
        }
    }

    package let terminal: String
    /// From the process's start to the last picture of the first page.
    package let start: SearchBenchmark.Timing
    package let cursorMove: Answer
    /// To a page whose pictures were prefetched.
    package let warmPage: Answer
    /// To a page that was never near, until its last picture.
    package let coldPage: Answer
    /// From a like to the ghost's neighbours.
    package let like: Answer
    /// From a like to the last of the neighbours' pictures.
    package let likeWithPictures: Answer
    /// From a step among the neighbours until it is known where the next one is alike; nil but for the built-in encoder.
    package var tint: Answer?
    /// Until it is tinted, and the like beside it.
    package var tintWithPictures: Answer?
    /// What else was measured, in the order of its lines.
    package var actions: [Action] = []
    /// The most that was seen.
    package let privateMemory: Int
}

/// A figure of the table, and the limit that it should keep.
package struct BrowserMeasure {
    package let name: String
    /// Decimals shown.
    package let decimals: Int
    package let value: (BrowserFigures) -> Double
    /// nil where nothing is promised.
    package let limit: (BrowserFigures) -> Double?

    package func holds(_ figures: BrowserFigures) -> Bool { limit(figures).map { value(figures) < $0 } ?? true }

    private init(
        _ name: String, decimals: Int = 1, _ value: @escaping (BrowserFigures) -> Double, limit: @escaping (BrowserFigures) -> Double? = { _ in nil }
    ) {
        (self.name, self.decimals, self.value, self.limit) = (name, decimals, value, limit)
    }

    private static func measures(of action: String) -> [BrowserMeasure] {
        func known(_ figures: BrowserFigures) -> BrowserFigures.Action? { figures.actions.first { $0.name == action } }
        return [
            BrowserMeasure("\(action), median ms", { known($0)?.answer.milliseconds.median ?? 0 }, limit: { known($0)?.limit }),
            BrowserMeasure("\(action), p99 ms", { known($0)?.answer.milliseconds.p99 ?? 0 }),
        ]
    }

    /// What holds on a line of this many bytes a second: a page within half a second from a megabyte on.
    private static func slow(_ lineSpeed: Int) -> [BrowserMeasure] {
        all(likeLimit: nil).map { measure in
            let isPage = measure.name.hasSuffix("page, median ms") && lineSpeed >= 1_000_000
            return BrowserMeasure(
                measure.name, decimals: measure.decimals, measure.value, limit: { _ in isPage ? 500 : nil })
        }
    }

    /// - Parameters:
    ///   - likeLimit: milliseconds from a like to its neighbours, by the size of the catalog.
    ///   - lineSpeed: bytes a second that the line to the terminal takes; nil for as many as come.
    ///   - tints: whether tinted pictures were measured.
    ///   - actions: what else was measured, by name.
    package static func all(likeLimit: Double?, lineSpeed: Int? = nil, tints: Bool = false, actions: [String] = []) -> [BrowserMeasure] {
        if let lineSpeed { return slow(lineSpeed) }
        let tinting = [
            BrowserMeasure("where alike, median ms", { $0.tint?.milliseconds.median ?? 0 }, limit: { _ in 250 }),
            BrowserMeasure("where alike, p99 ms", { $0.tint?.milliseconds.p99 ?? 0 }),
            BrowserMeasure("with both pictures, median ms", { $0.tintWithPictures?.milliseconds.median ?? 0 }),
        ]
        return [
            BrowserMeasure("start to first page, ms", { $0.start.median }, limit: { _ in 200 }),
            BrowserMeasure("cursor move, median ms", { $0.cursorMove.milliseconds.median }),
            BrowserMeasure("cursor move, p99 ms", { $0.cursorMove.milliseconds.p99 }, limit: { _ in 8 }),
            BrowserMeasure("cursor move, bytes", decimals: 0, { Double($0.cursorMove.bytes) }, limit: { _ in 2048 }),
            BrowserMeasure("warm page, median ms", { $0.warmPage.milliseconds.median }),
            BrowserMeasure("warm page, p99 ms", { $0.warmPage.milliseconds.p99 }, limit: { ["sixel", "iterm2"].contains($0.terminal) ? 33 : 16 }),
            BrowserMeasure("warm page, bytes", decimals: 0, { Double($0.warmPage.bytes) }),
            BrowserMeasure(
                "cold page, median ms", { $0.coldPage.milliseconds.median }, limit: { ["kitty", "sixel", "iterm2"].contains($0.terminal) ? nil : 80 }),
            BrowserMeasure("cold page, p99 ms", { $0.coldPage.milliseconds.p99 }),
            BrowserMeasure("cold page, bytes", decimals: 0, { Double($0.coldPage.bytes) }),
            BrowserMeasure("like to neighbours, median ms", { $0.like.milliseconds.median }, limit: { _ in likeLimit }),
            BrowserMeasure("like to neighbours, p99 ms", { $0.like.milliseconds.p99 }),
            BrowserMeasure("with their pictures, median ms", { $0.likeWithPictures.milliseconds.median }),
            BrowserMeasure("like, bytes", decimals: 0, { Double($0.likeWithPictures.bytes) }),
        ] + (tints ? tinting : []) + actions.flatMap(measures) + [
            BrowserMeasure("private memory, MB", { Double($0.privateMemory) / 1e6 }, limit: { _ in 200 })
        ]
    }
}
