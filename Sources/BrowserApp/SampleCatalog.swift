import Basics
import Catalog
import Configuration
import Console
import Encoders
import Foundation
import SampleShop

/// The sample shop that a first run opens: drawn and indexed in steps, so that the first page is there within seconds.
///
/// A run that is stopped goes on with the next one.
package struct SampleCatalog: Sendable {
    /// How many T-shirts it has when it is complete.
    package static let items = 4000
    private static let steps = [200, 600, 1400, 2600, items]

    package let folder = CatalogLibrary().url(named: "sample-shop")
    private let pictures = UserFolder.data.url().appendingPathComponent("sample-shop")

    package init() {}

    /// How far drawing and encoding are together, in T-shirts: one that is drawn counts half until it is encoded.
    package struct Progress: Sendable {
        package let done: Int
        /// T-shirts at the end of the step.
        package let total: Int

        init(drawn: Int, encoded: Int, total: Int) { (done, self.total) = ((max(drawn, encoded) + encoded) / 2, total) }
    }

    /// Whether a catalog is the sample shop's, and still growing.
    package func isIncomplete(_ catalog: Catalog) -> Bool {
        guard !catalog.isReadOnly, catalog.folder.standardizedFileURL.path == folder.standardizedFileURL.path, let state = try? catalog.state() else {
            return false
        }
        return state.items < Self.items
    }

    /// Draws and indexes the next step; returns false when the shop is complete.
    package func grow(_ catalog: Catalog, progress: @escaping @Sendable (Progress) -> Void) throws -> Bool {
        let state = try catalog.state()
        guard let step = Self.steps.first(where: { $0 > state.items }) else { return false }
        let encoder = try EncoderStore.standard().standardEncoder(
            existing: state.items > 0 ? state.encoder : nil, wanted: UserConfiguration.settings().encoder
        ) { Console.note(sanitized($0)) }
        let shop = SampleShop(items: step, seed: 1)
        try shop.write(
            to: pictures, permissions: catalog.permissions, replacing: true,
            progress: { done, _ in
                progress(Progress(drawn: done, encoded: state.items, total: step))
                return true
            })
        var options = Indexer.Options()
        options.attributes = try AttributesFile(path: pictures.appendingPathComponent("attributes.csv").path)
        _ = try Indexer(catalog: catalog, encoder: encoder, options: options).run(source: pictures.path) {
            progress(Progress(drawn: step, encoded: min(step, state.items + $0.done), total: step))
        }
        return step < Self.items
    }

    /// Opens the shop's catalog, which is made with the first step where there is none, with progress on standard error.
    package func open(permissions: Permissions) throws -> Catalog {
        if Catalog.exists(at: folder) { return try Catalog(opening: folder) }
        guard let catalog = try Catalog.make(at: folder, permissions: permissions, { try make($0, toTheEnd: false) }) else {
            throw PlainError("no T-shirt could be drawn into \(pictures.path)")
        }
        return catalog
    }

    /// Grows to the end while somebody looks on.
    package func growToTheEnd(_ catalog: Catalog, progress: @escaping @Sendable (Int, Int) -> Void) throws {
        while try grow(catalog, progress: { progress($0.done, Self.items) }) {}
    }

    /// Grows to the end with progress on standard error, or only by the first step.
    package func make(_ catalog: Catalog, toTheEnd: Bool) throws {
        let line = SharedProgress("T-shirts drawn and encoded")
        defer { line.finish() }
        while try grow(catalog, progress: { line.show(done: $0.done, total: toTheEnd ? Self.items : $0.total) }), toTheEnd {}
    }
}
