import ArgumentParser
import Basics
import Catalog
import Configuration
import Console
import Encoders
import Fetching
import Foundation
import LocalEngine
import Reports
import Server
import Shops
import Web

struct FetchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fetch",
        abstract: "Bring a shop's T-shirts into a catalog, and see at the next visit what has changed.",
        discussion: """
            URL is a shop's address (Shopify, WooCommerce, or any shop whose pages describe their products by schema.org), or a merchant \
            feed, also as a file. Without one, all shops of the catalog are visited again. A visit that was stopped goes on where it left \
            off. `vitrine news` tells what has changed.

            Vitrine keeps to robots.txt and asks slowly: two pages and 20 pictures a second of each host.
            """)

    @Argument(help: ArgumentHelp("Addresses of shops or feeds, or files of feeds.", valueName: "url"), completion: .file()) var urls: [String] = []
    @OptionGroup var catalogOption: CatalogOption
    @OptionGroup var sharedOption: SharedOption
    @OptionGroup var encoderOption: EncoderOption
    @Option(name: .customLong("as"), help: ArgumentHelp("What the address is, where that is not found out.", valueName: "kind")) var kind: ShopKind?
    @Option(help: ArgumentHelp("Only this collection of a Shopify shop.", valueName: "name")) var collection: String?
    @Option(name: .customLong("where"), help: ArgumentHelp("Only what meets a condition: \"type contains 'shirt'\".", valueName: "condition"))
    var condition: String?
    @Option(parsing: .unconditional, help: ArgumentHelp("At most so many items.", valueName: "n")) var limit: Int?
    @Option(help: ArgumentHelp("The country whose prices are wanted, such as DE.", valueName: "code")) var country: String?
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Requests a second of each host; more than 2 only with --allow-private-addresses.", valueName: "n"))
    var rate: Double?
    @Flag(help: "Remove what has left the shop, but for what is in a basket.") var prune = false
    @Flag(help: "Only read the listing, and say what is in it.") var dryRun = false
    @Flag(help: "Write JSON.") var json = false
    @Option(help: ArgumentHelp("A proxy; those that the environment names are not used.", valueName: "url")) var proxy: String?
    @Flag(help: "Ask hosts on this machine and in private networks too.") var allowPrivateAddresses = false

    func validate() throws {
        if collection != nil, let kind, kind == .feed || kind == .pages {
            throw ValidationError("--collection is for Shopify and WooCommerce, not for a listing of the kind \(kind.rawValue).")
        }
        if let limit, limit < 1 { throw ValidationError("--limit takes a number of items from 1 on, not \(limit).") }
        if let rate, !(rate > 0 && rate.isFinite) { throw ValidationError("--rate takes a number above 0, not \(rate).") }
        if let rate, rate > 2, !allowPrivateAddresses {
            throw ValidationError("--rate above 2 is for your own hosts; it needs --allow-private-addresses.")
        }
        if let proxy, !["http", "https", "socks5h"].contains(URL(string: proxy).flatMap { $0.host() == nil ? nil : $0.scheme?.lowercased() }) {
            throw ValidationError("--proxy takes http://, https:// or socks5h:// and a host, such as socks5h://127.0.0.1:1080, not \(proxy).")
        }
        if let country, country.utf8.count != 2 || !country.utf8.allSatisfy({ $0 | 0x20 >= 97 && $0 | 0x20 <= 122 }) {
            throw ValidationError("--country takes two letters such as DE, not \(country).")
        }
    }

    func run() throws {
        if let condition { _ = try Condition(parsing: condition) }
        var clientOptions = WebClient.Options()
        (clientOptions.rate, clientOptions.proxy, clientOptions.allowsPrivateAddresses) = (rate, proxy, allowPrivateAddresses)
        // Without an address of a shop the catalog that was used last is meant.
        if let server = try urls.isEmpty ? catalogOption.server : catalogOption.askedServer {
            if dryRun {
                let catalog = try OpenedCatalog(server).catalog
                return try visit(clientOptions, existing: catalog, folder: catalog.folder)
            }
            let documents = try ServerDocuments(server) {}
            return try OpenedCatalog.changing(server) { try visit(clientOptions, existing: $0, folder: $0.folder, documents: documents) }
        }
        let folder = try self.folder()
        let existing = try folder.flatMap { Catalog.exists(at: $0) ? try Catalog(opening: $0) : nil }
        try visit(clientOptions, existing: existing, folder: folder) { if let folder { UsedCatalogs.remember(folder) } }
    }

    /// - Parameters:
    ///   - documents: where baskets are kept; nil: in the catalog.
    ///   - remember: called once there is a catalog.
    private func visit(
        _ clientOptions: WebClient.Options, existing: Catalog?, folder: URL?, documents: ServerDocuments? = nil, remember: () -> Void = {}
    ) throws {
        let requests = try self.requests(existing)
        let web = WebClient(clientOptions)
        var options = Fetcher.Options()
        options.visit.limit = limit
        if dryRun {
            let reports = try interruptibly(options) { try Fetcher.dryRun(requests, web: web, options: $0.visit) }.result
            return try end(FetchSummary(reports, isDryRun: true))
        }
        guard let folder else { throw PlainError("there is no catalog yet; give the address of a shop") }
        let encoders = try CatalogEncoders(encoderOption, for: existing), encoder = try encoders.own
        if let existing { try encoders.bringOwnUpToDate(existing) }
        options.prunes = prune
        options.permissions = sharedOption.permissions
        if prune, let existing {
            options.keeps = Set(
                try LocalEngine(existing, documents: documents, fetch: nil).storedBaskets().baskets.flatMap { $0.entries.map { ExactText($0.item) } })
        }
        let (result, isInterrupted) = try interruptibly(options) { options in
            try Fetcher(web: web, encoder: encoder, options: options).run(requests, existing: existing, folder: folder)
        }
        if let catalog = result.catalog {
            remember()
            if !isInterrupted { try encoders.bringFurtherUpToDate(catalog) }
        }
        try end(FetchSummary(result.reports, catalog: result.catalog))
    }

    /// Visits with progress on standard error; the first Ctrl-C ends the visit, not the program.
    private func interruptibly<Result>(_ options: Fetcher.Options, _ visit: (Fetcher.Options) throws -> Result) throws -> (
        result: Result, isInterrupted: Bool
    ) {
        let interrupt = Interrupt(), line = FetchLine()
        defer { line.finish() }
        var options = options
        options.visit.isCancelled = { interrupt.isWished }
        options.visit.progress = { line.show($0) }
        return (try visit(options), interrupt.isWished)
    }

    private func end(_ summary: FetchSummary) throws {
        if json { Console.print(try summary.json()) } else { for line in summary.lines { Console.print(line) } }
        for note in summary.notes { Console.note(note) }
        if let failure = summary.failure { throw PlainError(failure) }
    }

    /// A catalog named after the first shop, where none was asked for.
    private func folder() throws -> URL? {
        if let catalog = catalogOption.catalog { return CatalogLibrary().url(meant: catalog) }
        if let variable = ProcessInfo.processInfo.environment["VITRINE_CATALOG"], !variable.isEmpty { return URL(fileURLWithPath: variable) }
        guard let first = urls.first else { return try catalogOption.folder }
        return CatalogLibrary().url(named: ShopRequest.catalogName(first))
    }

    private func requests(_ catalog: Catalog?) throws -> [ShopRequest] {
        guard urls.isEmpty else {
            return urls.map { url in
                ShopRequest(
                    url: ShopRequest.address(url), kind: kind?.rawValue, collection: collection, country: country?.uppercased(), condition: condition)
            }
        }
        let requests = try catalog?.shops().flatMap(\.record.requests) ?? []
        guard !requests.isEmpty else { throw PlainError("no item of this catalog comes from a shop; give the address of one") }
        return requests
    }
}

extension ShopKind: ExpressibleByArgument {}
