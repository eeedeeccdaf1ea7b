import Basics
import Catalog
import Encoders
import Foundation
import Pictures
import Shops
import Web

/// One visit of a shop: its listing is read, what is new is fetched, encoded and written, and what has changed is noted, all at the same
/// time.
///
/// One thread reads the listing, the web's fetches pictures, one encodes them, and the caller's does the rest, so that nothing of it is shared.
package final class ShopVisit {
    /// What a visit may do.
    package struct Options {
        /// Wanted items, at most; nothing is taken for gone then.
        package var limit: Int?
        /// Told of how far the visit is, a few times a second.
        package var progress: (FetchProgress) -> Void = { _ in }
        /// Asked now and then; when it says so, the visit ends, to be gone on with later.
        package var isCancelled: () -> Bool = { false }

        package init() {}
    }

    let request: ShopRequest
    let options: Options
    let web: any PictureFetching
    private let filter: ConditionFilter?
    let mailbox = FetchMailbox()
    let shelf = PictureShelf()
    var report = FetchReport()
    var progress = FetchProgress()
    var reading: Result<ShopReading, any Error>?
    /// Offers whose pictures are to be fetched, packed, for there may be 100,000.
    var waiting = PackedOffers()
    /// What waits for a picture that is on its way, by its address.
    var fetching: [ExactText: [PicturedOffer]] = [:]
    var ready: [PicturedOffer] = []
    var encoded: [PicturedOffer] = []
    var vectors: [Float] = []
    /// What came once more while its picture was on its way.
    private var late: [Offer] = []
    /// Hashes of products and colours.
    private var seen: Set<Int> = []
    private var hasStarted = false
    let encodingQueue = DispatchQueue(label: "vitrine.encoding")
    /// That are being encoded, or will be next.
    var batches = 0
    private var isEncoding: Bool { batches > 0 }
    var hasMissed = false
    private var isStopped = false
    private var lastProgress = ContinuousClock.now
    var lastEncoding = ContinuousClock.now - .seconds(1)

    /// - Throws: `ConditionError` for a condition that cannot be understood.
    package init(_ request: ShopRequest, web: any PictureFetching, options: Options) throws {
        (self.request, self.web, self.options) = (request, web, options)
        filter = try request.condition.map { try ConditionFilter(Condition(parsing: $0)) }
        report.url = request.url
        let url = URL(string: request.url)
        report.shop = sanitized((url?.isFileURL ?? false ? url?.lastPathComponent : url?.host()) ?? request.url)
        progress.shop = report.shop
    }

    deinit { mailbox.close() }

    /// Only reads the listing. Cost in memory: what the report names.
    package func readOnly() -> FetchReport {
        let start = ContinuousClock.now
        startReading(validators: [:])
        while reading == nil, !options.isCancelled() {
            for message in mailbox.take(waiting: 0.1) { if case .picture = message { continue } else { note(message) { _, _, _ in } } }
            show()
        }
        mailbox.close()
        endReading()
        report.seconds = (ContinuousClock.now - start) / .seconds(1)
        return report
    }

    /// Visits until the first items are in the catalog, or to the end where there are none.
    package func begin(_ writer: ShopWriter, encoder: any Encoder) throws {
        try run(writer, encoder: encoder, untilFirst: true)
    }

    /// Visits to the end.
    package func finish(_ writer: ShopWriter, encoder: any Encoder) throws -> FetchReport {
        let start = ContinuousClock.now
        try run(writer, encoder: encoder, untilFirst: false)
        endReading()
        let result = isStopped ? nil : reading.flatMap { try? $0.get() }
        if result?.isUnchanged == true {
            report.isUnchanged = true
            try writer.takeAll()
        }
        report.incomplete = try writer.end(request, incomplete: report.incomplete)
        if let result, report.incomplete == nil, !hasMissed {
            for (address, validators) in result.validators { writer.record.validators[address] = validators.dictionary }
        }
        report.seconds += (ContinuousClock.now - start) / .seconds(1)
        return report
    }

    /// What became of a visit that brought no items.
    package func finishWithoutItems() -> FetchReport {
        endReading()
        return report
    }

    private func run(_ writer: ShopWriter, encoder: any Encoder, untilFirst: Bool) throws {
        if !hasStarted {
            // Another request than last time may want what the same listing has.
            let isSame = writer.record.requests.contains(request)
            let validators = isSame && options.limit == nil ? writer.record.validators : [:]
            writer.begin(request)
            startReading(validators: validators.compactMapValues(WebValidators.init(dictionary:)))
        }
        shelf.use(writer.pictures)
        var hasCommitted = false
        func mayEncode() -> Bool { shouldEncode && (!untilFirst || !hasCommitted && !isEncoding) }
        while true {
            let isOver = reading != nil && waiting.isEmpty && fetching.isEmpty && ready.isEmpty && !isEncoding
            if isOver, !late.isEmpty {
                try commit(writer)
                let again = late
                late = []
                for offer in again { try take(offer, isWanted: filter?.holds(offer) ?? true, isWhole: true, writer) }
                continue
            }
            let isCancelled = options.isCancelled()
            for message in mailbox.take(waiting: isOver || isCancelled || mayEncode() ? 0 : 0.05) { try take(message, writer) }
            if isCancelled {
                isStopped = true
                mailbox.stop()
            }
            if isOver || isStopped { break }
            // What comes first is shown first.
            if writer.isDue || !hasCommitted && !encoded.isEmpty {
                hasCommitted = hasCommitted || !encoded.isEmpty
                try commit(writer)
            }
            // The catalog moves to its place then, and nobody may be reading from it.
            if untilFirst, hasCommitted, !isEncoding {
                try commit(writer)
                return shelf.use(nil)
            }
            try fetchMore(writer)
            if mayEncode() { beginEncoding(writer, encoder, isFirst: untilFirst) }
            show()
        }
        while isEncoding { for message in mailbox.take(waiting: 1) { try take(message, writer) } }
        try commit(writer)
        show(isLast: true)
    }

    private func startReading(validators: [String: WebValidators]) {
        hasStarted = true
        let file = URL(string: request.url).flatMap { $0.isFileURL ? $0.path : nil }
        let reader =
            file.map { ShopReader(file: $0) }
            ?? ShopReader(
                url: request.url, kind: request.kind.flatMap(ShopKind.init), collection: request.collection, country: request.country,
                validators: validators, web: web)
        let thread = Thread { [mailbox] in
            let result = Result { try reader.read { mailbox.sendWaiting(.event($0)) } }
            mailbox.send(.listed(result))
        }
        // Deeply nested documents are refused, but their parsers want room.
        thread.stackSize = 8 << 20
        thread.start()
    }

    private func take(_ message: FetchMessage, _ writer: ShopWriter) throws {
        switch message {
        case .encoded(let offers, let vectors, let failures): return try take(offers, vectors: vectors, failures: failures, writer)
        case .encodingEnded(let result):
            batches -= 1
            if isStopped { return }
            return try result.get()
        case .picture(let address, let result):
            let offers = fetching.removeValue(forKey: ExactText(address)) ?? []
            let name = result.flatMap { arrival in
                Result {
                    switch arrival {
                    case .stored(let name): name
                    case .bytes(let bytes): try PictureShelf.store(bytes, of: address, in: writer.pictures)
                    }
                }
            }
            switch name {
            case .success(let name):
                writer.noteStored(name)
                add(offers, picture: name)
            case .failure(let error as CatalogError): throw error
            case .failure(let error): for offer in offers { try giveUp(offer, error, writer) }
            }
            return
        default: break
        }
        var failure: (any Error)?
        note(message) { offer, isWanted, isWhole in
            do { try take(offer, isWanted: isWanted, isWhole: isWhole, writer) } catch { failure = failure ?? error }
        }
        if let failure { throw failure }
    }

    /// Takes note of what the listing tells.
    private func note(_ message: FetchMessage, take: (Offer, _ isWanted: Bool, _ isWhole: Bool) -> Void) {
        switch message {
        case .event(.kind(let kind, let name)):
            report.kind = kind
            if let name, !name.isEmpty { report.shop = name }
            progress.shop = report.shop
        case .event(.total(let total)): progress.total = total
        case .event(.problem(let problem)): add(problem)
        case .event(.item(let item)):
            // An item may come again, with more known of it.
            var hasher = Hasher()
            hasher.combine(item.product)
            hasher.combine(item.colour)
            let isFirst = seen.insert(hasher.finalize()).inserted
            if isFirst { progress.listed += 1 }
            guard let offer = Offer(item, shop: report.shop) else { return add(ShopProblem("product \(item.product)", "it has no picture")) }
            let isWanted = filter?.holds(offer) ?? true
            if let limit = options.limit, isWanted, isFirst, report.listed >= limit { return }
            if isFirst { if isWanted { report.listed += 1 } else { report.unwanted += 1 } }
            take(offer, isWanted, item.isStockKnown)
            if let limit = options.limit, report.listed >= limit { mailbox.close() }
        case .listed(let result): (reading, progress.isListed) = (result, true)
        case .picture, .encoded, .encodingEnded: break
        }
    }

    func add(_ problem: ShopProblem) {
        report.add(problem)
        progress.problems += 1
    }

    private func take(_ offer: Offer, isWanted: Bool, isWhole: Bool, _ writer: ShopWriter) throws {
        switch try writer.take(offer, isWanted: isWanted, isWhole: isWhole) {
        case .done(let isChanged): if isChanged { report.changed += 1 }
        case .again: if isWhole { late.append(offer) }
        case .fetch(let pictured):
            progress.pictures += 1
            waiting.append(pictured)
        }
    }

    private func endReading() {
        switch isStopped ? nil : reading {
        case .success(let reading):
            report.kind = report.kind ?? reading.kind
            if options.limit.map({ report.listed >= $0 }) ?? false {
                report.incomplete = "only the first \(grouped(report.listed)) were asked for"
            } else if !reading.isComplete {
                report.incomplete = reading.reason ?? "the listing ended early"
            }
        case .failure(let error):
            report.incomplete = ShopProblem.reason(error, of: request.url)
            add(ShopProblem(request.url, ShopProblem.reason(error, of: request.url)))
        case nil: report.incomplete = "the visit was stopped (the same command goes on with it)"
        }
    }

    private func show(isLast: Bool = false) {
        guard isLast || ContinuousClock.now - lastProgress > .milliseconds(100) else { return }
        lastProgress = .now
        options.progress(progress)
    }
}

extension ShopProblem {
    /// What an error says, without the address that it begins with.
    static func reason(_ error: any Error, of address: String) -> String {
        let text = "\(error)"
        // As it was asked for, or as it was understood, with a slash at its end.
        for start in [address + ": ", address + "/: "] where text.utf8.starts(with: start.utf8) {
            return String(Substring(text.utf8.dropFirst(start.utf8.count)))
        }
        return text
    }
}

extension WebValidators {
    var dictionary: [String: String] { ["etag": etag, "lastModified": lastModified].compactMapValues(\.self) }

    init?(dictionary: [String: String]) {
        self.init(etag: dictionary["etag"], lastModified: dictionary["lastModified"])
        if isEmpty { return nil }
    }
}
