import Basics
import Browser
import Catalog
import Configuration
import Encoders
import Fetching
import Foundation
import Reports
import Synchronization
import Web

/// Visits shops for the catalog that is open, one visit at a time, on a thread of its own; and fetches the pictures that are looked at.
///
/// Hosts are asked by one client, so that all requests together are as slow as they should be. It begins with the first of them.
package final class ShopVisitor: ShopVisiting {
    private struct Work {
        var client: WebClient?
        var isUnderWay = false
        var isStopped = false
    }

    private let catalog: Catalog
    private let changing: @Sendable (_ visit: (Catalog) throws -> Void) throws -> Void
    private let options: WebClient.Options
    private let work = Mutex(Work())
    private let isOver = DispatchSemaphore(value: 0)

    /// - Parameters:
    ///   - options: how hosts are asked.
    ///   - changing: hands the catalog over to a visit that changes it, and sees to what was changed; nil: there is nothing to see to.
    package init(
        _ catalog: Catalog, options: WebClient.Options, changing: (@Sendable (_ visit: (Catalog) throws -> Void) throws -> Void)? = nil
    ) {
        (self.catalog, self.options) = (catalog, options)
        self.changing = changing ?? { try $0(catalog) }
    }

    private var client: WebClient {
        work.withLock { work in
            let client = work.client ?? WebClient(options)
            work.client = client
            return client
        }
    }

    /// Fetches a picture that somebody looks at, before all others.
    package func picture(_ address: String, _ reply: @escaping @Sendable (Result<[UInt8], any Error>) -> Void) {
        client.begin(WebRequest(address, .picture), first: true) { result in
            reply(
                Result {
                    let response = try result.get()
                    guard response.isSuccess else { throw PlainError("\(address): the host answered with status \(response.status)") }
                    return response.body
                })
        }
    }

    package func visit(
        _ address: String?, progress: @escaping @Sendable (VisitProgress) -> Void, end: @escaping @Sendable (String, Bool) -> Void
    ) {
        guard !catalog.isReadOnly else { return end("This catalog cannot be written, so no shop can be brought into it.", true) }
        let isFirst = work.withLock { work in
            defer { work.isUnderWay = true }
            return !work.isUnderWay && !work.isStopped
        }
        guard isFirst else { return end("A shop is being visited already; one at a time.", true) }
        let thread = Thread { [self] in
            let outcome: (line: String, attention: Bool)
            do { outcome = try run(address, progress) } catch { outcome = (sanitized("\(error)"), true) }
            work.withLock { $0.isUnderWay = false }
            isOver.signal()
            end(outcome.line, outcome.attention)
        }
        thread.name = "vitrine.visit"
        thread.stackSize = 8 << 20
        thread.start()
    }

    package func stop() {
        let (client, isUnderWay) = work.withLock { work in
            work.isStopped = true
            return (work.client, work.isUnderWay)
        }
        client?.cancelAll()
        if isUnderWay { _ = isOver.wait(timeout: .now() + 5) }
    }

    private var isStopped: Bool { work.withLock { $0.isStopped } }

    private func run(_ address: String?, _ progress: @escaping (VisitProgress) -> Void) throws -> (line: String, attention: Bool) {
        let requests =
            try address.map { [ShopRequest(url: ShopRequest.address($0))] } ?? catalog.shops().flatMap(\.record.requests)
        guard !requests.isEmpty else { throw PlainError("No item of this catalog comes from a shop; give the address of one: :fetch shop.example") }
        var options = Fetcher.Options()
        options.visit.isCancelled = { [self] in isStopped }
        options.visit.progress = { now in
            progress(
                VisitProgress(shop: sanitized(now.shop), listed: now.listed, pictures: now.pictures, done: now.done, isListed: now.isListed))
        }
        let state = try catalog.state()
        let encoder = try EncoderStore.standard().standardEncoder(
            existing: state.items > 0 ? state.encoder : nil, wanted: UserConfiguration.settings().encoder
        ) { _ in }
        var reports: [FetchReport] = []
        try changing { catalog in
            let fetcher = Fetcher(web: client, encoder: encoder, options: options)
            reports = try fetcher.run(requests, existing: catalog, folder: catalog.folder).reports
        }
        return try Self.outcome(reports, catalog)
    }

    /// What came of it: what is new since the previous visit, or how many items a first visit brought.
    static func outcome(_ reports: [FetchReport], _ catalog: Catalog) throws -> (line: String, attention: Bool) {
        let summary = try FetchSummary(reports, catalog: catalog)
        if let failure = summary.failure { return (sanitized(failure), true) }
        let shops = reports.count == 1 ? sanitized(reports[0].shop) : counted(reports.count, "shop")
        var parts: [String] = []
        if let counts = NewsReport(try catalog.news()).counts {
            parts.append("\(counts) · :news")
        } else {
            let added = reports.reduce(0) { $0 + $1.added }
            parts.append(added > 0 ? "\(grouped(added)) added" : "nothing has changed")
        }
        if let reason = reports.lazy.compactMap(\.incomplete).first { parts.append(sanitized(reason)) }
        let problems = reports.reduce(0) { $0 + $1.problems.count + $1.unnamedProblems }
        if problems > 0 { parts.append("\(grouped(problems)) could not be read (vitrine fetch names them)") }
        return ("\(shops): \(parts.joined(separator: " · "))", problems > 0)
    }
}
