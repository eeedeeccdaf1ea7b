import Basics
import Catalog
import Encoders
import Foundation

/// Visits shops one after another for a catalog, which is made with the first items where there is none.
package struct Fetcher {
    /// What all visits have in common.
    package struct Options {
        package var visit = ShopVisit.Options()
        /// Removes what has left the shops.
        package var prunes = false
        /// IDs that stay all the same.
        package var keeps: Set<ExactText> = []
        package var permissions = Permissions.owner

        package init() {}
    }

    private let web: any PictureFetching
    private let encoder: any Encoder
    private let options: Options

    package init(web: any PictureFetching, encoder: any Encoder, options: Options = Options()) {
        (self.web, self.encoder, self.options) = (web, encoder, options)
    }

    /// Visits the shops that are asked for, each of them once.
    ///
    /// - Parameters:
    ///   - existing: nil where the catalog has to be made.
    ///   - folder: where it is, or is to be.
    /// - Returns: the catalog, nil where no items came and there was none, and a report for each request.
    /// - Throws: `CatalogError`, `ConditionError`; what a shop does wrong stands in the reports.
    package func run(_ requests: [ShopRequest], existing: Catalog?, folder: URL) throws -> (catalog: Catalog?, reports: [FetchReport]) {
        var catalog = existing, reports: [FetchReport] = []
        for shop in requests.map(\.sourcePath).unique where !options.visit.isCancelled() {
            let own = requests.filter { $0.sourcePath.isExactly(shop) }
            var writer: ShopWriter?
            for request in own {
                let visit = try ShopVisit(request, web: web, options: options.visit)
                var handover: ShopWriter.Handover?
                catalog =
                    try catalog
                    ?? Catalog.make(
                        at: folder, permissions: options.permissions,
                        rescuing: { ShopPictures.move(from: $0, to: $1, permissions: options.permissions) }
                    ) { catalog in
                        let first = try ShopWriter(catalog, shop: shop, encoder: encoder.identity)
                        try visit.begin(first, encoder: encoder)
                        handover = first.handover
                    }
                guard let catalog else {
                    reports.append(visit.finishWithoutItems())
                    continue
                }
                let current = try writer ?? ShopWriter(catalog, shop: shop, encoder: encoder.identity, after: handover)
                writer = current
                reports.append(try visit.finish(current, encoder: encoder))
            }
            // A visit that was stopped is gone on with next time.
            guard let writer, !options.visit.isCancelled() else { continue }
            if options.prunes { reports[reports.count - 1].pruned = try writer.prune(keeping: options.keeps) }
            try writer.finish(isComplete: reports.suffix(own.count).allSatisfy { $0.incomplete == nil })
        }
        return (catalog, reports)
    }

    /// Only reads the listings.
    package static func dryRun(_ requests: [ShopRequest], web: any PictureFetching, options: ShopVisit.Options) throws -> [FetchReport] {
        try requests.map { try ShopVisit($0, web: web, options: options).readOnly() }
    }
}

extension ShopRequest {
    /// What a person means by an address: `https://` where no scheme is given, a file where there is one.
    package static func address(_ text: String) -> String {
        if text.utf8.starts(with: "file:".utf8) || text.range(of: "://") != nil { return text }
        let file = HomeFolder.url(text)
        return FileManager.default.fileExists(atPath: file.path) ? file.absoluteString : "https://" + text
    }

    /// What a catalog of a shop is called: its host without `www.`, or a file's name.
    package static func catalogName(_ text: String) -> String {
        let url = URL(string: address(text)), host = url?.host() ?? ""
        let name =
            if let url, url.isFileURL { url.deletingPathExtension().lastPathComponent } else {
                (host.hasPrefix("www.") ? String(host.dropFirst(4)) : host) + (url?.port.map { "-\($0)" } ?? "")
            }
        // It becomes a folder's.
        let plain = sanitized(name).unicodeScalars.filter { $0 != "/" && $0 != "\u{FFFD}" }.drop { $0 == "." }
        return plain.isEmpty ? "shop" : String(String.UnicodeScalarView(plain))
    }
}
