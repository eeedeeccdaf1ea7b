import Basics
import Foundation

/// Reads a merchant feed as its bytes come: one item at a time, whatever the feed's length.
struct FeedParser {
    private let base: String?
    private let now: FeedMoment
    private let decoder: TextDecoder
    private var body: Body
    private var groups = FeedGroups()
    private var count = 0
    private var columns: FeedColumns?
    private var hasName = false
    private var lastRow = 0
    /// UTF-16 that waits for its other half.
    private var carry: [UInt8] = []

    private enum Body {
        case elements(ElementSplitter)
        case table(TableSplitter)
    }

    /// - Parameters:
    ///   - format: `.feed` or `.table`; others have no items.
    ///   - base: the feed's address, against which addresses in it are resolved; nil for a file.
    init(_ format: DocumentFormat, decoder: TextDecoder, base: String?, now: Date = Date()) {
        self.base = base
        self.now = FeedMoment(date: now)
        self.decoder = decoder
        if case .table(let separator) = format {
            body = .table(TableSplitter(separator: separator))
        } else {
            body = .elements(ElementSplitter(names: ["item", "entry"], roots: ["rss", "feed", "rdf:rdf", "channel"]))
        }
    }

    /// Takes the next bytes.
    mutating func take(_ bytes: [UInt8], _ event: TakeEvent) throws { try feed(bytes, isLast: false, event) }

    /// Takes the end.
    ///
    /// - Returns: why it is not complete; nil where it is.
    mutating func finish(_ event: TakeEvent) throws -> String? {
        try feed([], isLast: true, event)
        try say(name: nil, event)
        try groups.close(event)
        switch body {
        case .elements(let splitter): return splitter.hasEnded ? nil : "the feed breaks off"
        case .table(let splitter): return splitter.endsInRow && lastRow < (columns?.names.count ?? 0) ? "the feed breaks off" : nil
        }
    }

    private mutating func feed(_ bytes: [UInt8], isLast: Bool, _ event: TakeEvent) throws {
        let bytes = decoder.isASCIIBased ? bytes : whole(bytes, isLast: isLast)
        var pieces: [Piece] = []
        switch body {
        case .elements(var splitter):
            body = .table(TableSplitter(separator: 0))
            splitter.take(bytes, isLast: isLast) { pieces.append(.element($0)) }
            if !hasName, !pieces.isEmpty { try say(name: name(splitter.head), event) }
            body = .elements(splitter)
        case .table(var splitter):
            body = .elements(ElementSplitter(names: [], roots: []))
            splitter.take(bytes, isLast: isLast) { pieces.append(.row($0)) }
            body = .table(splitter)
        }
        for piece in pieces { try take(piece, event) }
    }

    private enum Piece {
        case element(ElementSplitter.Piece)
        case row(TableSplitter.Piece)
    }

    private mutating func take(_ piece: Piece, _ event: TakeEvent) throws {
        switch piece {
        case .element(.tooLong), .row(.tooLong):
            count += 1
            try event(.problem(ShopProblem("item \(count)", "it is longer than \(Bounds.row >> 20) MB")))
        case .element(.element(let bytes)):
            count += 1
            guard let element = XMLElement.parsed(text(bytes)) else {
                return try event(.problem(ShopProblem("item \(count)", "its XML cannot be read")))
            }
            try take(FeedFields(element), place: "item \(count)", event)
        case .row(.row(let line, let fields)):
            let fields = fields.map { String(decoding: text($0), as: UTF8.self) }
            lastRow = fields.count
            guard let columns else {
                try say(name: nil, event)
                self.columns = FeedColumns(fields)
                return
            }
            guard fields.contains(where: { !$0.isEmpty }) else { return }
            try take(FeedFields(fields, columns: columns), place: "line \(line)", event)
        }
    }

    private mutating func take(_ fields: FeedFields, place: String, _ event: TakeEvent) throws {
        do throws(FeedRefusal) {
            let item = try FeedItem(fields, place: place, base: base, now: now)
            do {
                for problem in item.problems { try event(.problem(problem)) }
                try groups.add(item, event)
            } catch {
                failure = error
            }
        } catch {
            return try event(.problem(error.problem))
        }
        if let failure {
            self.failure = nil
            throw failure
        }
    }

    private var failure: (any Error)?

    private mutating func say(name: String?, _ event: TakeEvent) throws {
        guard !hasName else { return }
        hasName = true
        try event(.kind(.feed, name: name))
    }

    /// The title before the first item: the shop's.
    private func name(_ head: [UInt8]) -> String? {
        let text = text(head)
        guard let start = Ascii.firstIndex(of: Array("<title".utf8), in: text) else { return nil }
        return PlainText.line(XMLElement.parsed(Array(text[start...].prefix(2_000)))?.text)
    }

    private func text(_ bytes: [UInt8]) -> [UInt8] { decoder.isASCIIBased ? decoder.decoded(bytes) : bytes }

    /// UTF-16 decoded as far as whole characters go.
    private mutating func whole(_ bytes: [UInt8], isLast: Bool) -> [UInt8] {
        carry += bytes
        var end = carry.count & ~1
        if !isLast, end >= 2 {
            let high = carry[decoder.name == "utf-16be" ? end - 2 : end - 1]
            if (0xD8...0xDB).contains(high) { end -= 2 }
        }
        let result = decoder.decoded(Array(carry[..<end]))
        carry.removeFirst(end)
        return result
    }
}
