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
/// Three threads: one reads the listing, the web's fetches pictures, and the caller's does the rest, so that nothing of it is shared.
package final class ShopVisit {
    /// What a visit may do.
    package struct Options {
        /// Wanted items, at most; nothing is taken for gone then.
        package var limit: Int?
        /// Told of each item as a dry run reads it.
        package var isDryRun = false
        package var progress: (FetchProgress) -> Void = { _ in }
        /// Asked now and then; when it says so, the visit ends, to be gone on with later.
        package var isCancelled: () -> Bool = { false }

        package init() {}
    }

    let request: ShopRequest
    let options: Options
    private let web: any PictureFetching
    private let filter: ConditionFilter?
    private let mailbox = FetchMailbox()
    private let shelf = PictureShelf()
    private(set) var report = FetchReport()
    private(set) var progress = FetchProgress()
    private var reading: Result<ShopReading, any Error>?
    /// Offers whose pictures are to be fetched, packed, for there may be 100,000.
    private var waiting = PackedOffers()
    /// What waits for a picture that is on its way, by its address.
    private var fetching: [ExactText: [PicturedOffer]] = [:]
    private var ready: [PicturedOffer] = []
    private var encoded: [PicturedOffer] = []
    private var vectors: [Float] = []
    /// What came once more while its picture was on its way.
    private var late: [Offer] = []
    private var hasStarted = false
    private var hasMissed = false
    private var isStopped = false
    private var lastProgress = ContinuousClock.now

    /// Pictures that are on their way at a time; how many of them a host is asked for at once is the client's business.
    private static let window = 512
    private static let batch = 256
    /// Bytes of pictures that wait to be stored.
    private static let mostBytes = 64 << 20

    /// - Throws: `ConditionError` for a condition that cannot be understood.
    package init(_ request: ShopRequest, web: any PictureFetching, options: Options) throws {
        (self.request, self.web, self.options) = (request, web, options)
        filter = try request.condition.map { try ConditionFilter(Condition(parsing: $0)) }
        report.url = request.url
        report.shop = URL(string: request.url)?.host() ?? request.url
        progress.shop = report.shop
    }

    deinit { mailbox.close() }

    /// Only reads the listing. Cost in memory: what the report names.
    package func readOnly() -> FetchReport {
        let start = ContinuousClock.now
        startReading(validators: [:])
        while reading == nil, !options.isCancelled() {
            for message in mailbox.take(waiting: 0.1) { if case .picture = message { continue } else { note(message) { _ in } } }
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
        while true {
            let isOver = reading != nil && waiting.isEmpty && fetching.isEmpty && ready.isEmpty
            if isOver, !late.isEmpty {
                try commit(writer)
                let again = late
                late = []
                for offer in again { try take(offer, writer) }
                continue
            }
            let isCancelled = options.isCancelled()
            for message in mailbox.take(waiting: isOver || isCancelled || !ready.isEmpty ? 0 : 0.1) { try take(message, writer) }
            if isCancelled { isStopped = true }
            if isOver || isStopped { break }
            try fetchMore(writer)
            if !ready.isEmpty { try encode(writer, encoder) }
            // What comes first is shown first.
            if writer.isDue || !hasCommitted && !encoded.isEmpty {
                hasCommitted = hasCommitted || !encoded.isEmpty
                try commit(writer)
                // The catalog moves to its place then.
                if untilFirst, hasCommitted { return shelf.use(nil) }
            }
            show()
        }
        try commit(writer)
        if isStopped { mailbox.close() }
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
        if case .picture(let address, let result) = message {
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
            case .success(let name): add(offers, picture: name)
            case .failure(let error as CatalogError): throw error
            case .failure(let error): for offer in offers { try giveUp(offer, error, writer) }
            }
            return
        }
        var failure: (any Error)?
        note(message) { offer in do { try take(offer, writer) } catch { failure = failure ?? error } }
        if let failure { throw failure }
    }

    /// Takes note of what the listing tells.
    private func note(_ message: FetchMessage, take: (Offer) -> Void) {
        switch message {
        case .event(.kind(let kind, let name)):
            report.kind = kind
            if let name, !name.isEmpty { report.shop = name }
            progress.shop = report.shop
        case .event(.total(let total)): progress.total = total
        case .event(.problem(let problem)): add(problem)
        case .event(.item(let item)):
            progress.listed += 1
            guard let offer = Offer(item, shop: report.shop) else { return add(ShopProblem("product \(item.product)", "it has no picture")) }
            let isWanted = filter?.holds(offer) ?? true
            if let limit = options.limit, isWanted, report.listed >= limit { return }
            if isWanted { report.listed += 1 }
            take(offer)
            if let limit = options.limit, report.listed >= limit { mailbox.close() }
        case .listed(let result): (reading, progress.isListed) = (result, true)
        case .picture: break
        }
    }

    private func add(_ problem: ShopProblem) {
        report.add(problem)
        progress.problems += 1
    }

    private func take(_ offer: Offer, _ writer: ShopWriter) throws {
        switch try writer.take(offer, isWanted: filter?.holds(offer) ?? true) {
        case .done(let isChanged): if isChanged { report.changed += 1 }
        case .again: late.append(offer)
        case .fetch(let pictured):
            progress.pictures += 1
            waiting.append(pictured)
        }
    }

    /// Asks for as many pictures as may be on their way; those that are there already are taken from there.
    private func fetchMore(_ writer: ShopWriter) throws {
        while fetching.count < Self.window, ready.count < 4 * Self.batch, mailbox.bytes < Self.mostBytes, let offer = waiting.popFirst() {
            let address = offer.offer.pictures[0]
            if let name = writer.pictures.stored(address) {
                add([offer], picture: name)
            } else if fetching[ExactText(address)] != nil {
                fetching[ExactText(address)]?.append(offer)
            } else {
                fetching[ExactText(address)] = [offer]
                web.beginPicture(address) { [mailbox, shelf] answer in
                    let arrival = answer.mapError { $0 as any Error }.flatMap { response in Result { try shelf.take(response, of: address) } }
                    mailbox.send(.picture(address: address, arrival))
                }
            }
        }
    }

    private func add(_ offers: [PicturedOffer], picture: String) {
        for var offer in offers {
            offer.picture = picture
            ready.append(offer)
        }
    }

    private func giveUp(_ offer: PicturedOffer, _ error: any Error, _ writer: ShopWriter) throws {
        progress.done += 1
        hasMissed = true
        let address = offer.offer.pictures[0]
        add(ShopProblem("\(offer.id), \(address)", ShopProblem.reason(error, of: address)))
        try writer.giveUp(offer)
    }

    private func encode(_ writer: ShopWriter, _ encoder: any Encoder) throws {
        let batch = Array(ready.prefix(Self.batch)), colors = MeanColors(count: batch.count), side = encoder.preferredSide
        ready.removeFirst(batch.count)
        let files = batch.map { writer.pictures.file($0.picture) }
        try EncodePipeline(encoder, workers: ProcessInfo.processInfo.activeProcessorCount).run(count: batch.count) { index in
            let raster = try PictureReference.file(path: files[index]).decode(side: side)
            colors.set(raster.meanColor(), at: index)
            return raster
        } deliver: { chunk in
            for index in chunk.indices {
                var offer = batch[index]
                offer.color = colors[index]
                encoded.append(offer)
            }
            vectors += chunk.vectors
            progress.done += chunk.indices.count
            for failure in chunk.failures {
                // It is asked for again next time.
                writer.pictures.remove(batch[failure.index].picture)
                try giveUp(batch[failure.index], failure.error, writer)
            }
        }
    }

    private func commit(_ writer: ShopWriter) throws {
        try writer.commit(encoded, vectors: vectors)
        report.added += encoded.count { $0.row == nil }
        report.changed += encoded.count { $0.row != nil }
        (encoded, vectors) = ([], [])
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
        case nil: report.incomplete = "the visit was stopped"
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
    fileprivate static func reason(_ error: any Error, of address: String) -> String {
        let text = "\(error)"
        return text.utf8.starts(with: (address + ": ").utf8) ? String(Substring(text.utf8.dropFirst(address.utf8.count + 2))) : text
    }
}

extension WebValidators {
    var dictionary: [String: String] { ["etag": etag, "lastModified": lastModified].compactMapValues(\.self) }

    init?(dictionary: [String: String]) {
        self.init(etag: dictionary["etag"], lastModified: dictionary["lastModified"])
        if isEmpty { return nil }
    }
}
