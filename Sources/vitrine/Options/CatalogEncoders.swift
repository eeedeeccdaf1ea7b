import Basics
import Catalog
import Console
import Encoders

/// The encoders that a catalog's items need vectors by.
struct CatalogEncoders {
    private let forNewItems: Result<any Encoder, any Error>
    /// The one that was asked for beside it.
    private let asked: (any Encoder)?
    /// Whether the catalog's vectors are by another version of it.
    private let isNewer: Bool

    /// The one that new items come in with.
    ///
    /// - Throws: an error in one line when it cannot be used.
    var own: any Encoder { get throws { try forNewItems.get() } }

    /// - Parameter catalog: nil: one that will be made.
    /// - Throws: an error in one line when what was asked for cannot be used.
    init(_ option: EncoderOption, for catalog: Catalog?) throws {
        let asked = try option.asked()
        guard let existing = try catalog.flatMap({ try Self.encoder(of: $0) }) else {
            (forNewItems, self.asked, isNewer) = (.success(try asked ?? EncoderOption.standardEncoder(existing: nil)), nil, false)
            return
        }
        if let asked, asked.identity.name == existing.name {
            (forNewItems, self.asked, isNewer) = (.success(asked), nil, asked.identity != existing)
        } else if let newer = try? EncoderStore.standard().open(installed: existing.name), newer.identity != existing {
            (forNewItems, self.asked, isNewer) = (.success(newer), asked, true)
        } else {
            (forNewItems, self.asked, isNewer) = (Result { try EncoderOption.standardEncoder(existing: existing) }, asked, false)
        }
    }

    /// Who made a catalog's vectors; nil for one without items.
    private static func encoder(of catalog: Catalog) throws -> EncoderIdentity? {
        let state = try catalog.state()
        return state.items > 0 ? state.encoder : nil
    }

    /// Encodes anew what an earlier version of the encoder has encoded, so that new items can come in.
    ///
    /// - Throws: a `PlainError` naming an item that cannot be encoded; the catalog is then as it was.
    func bringOwnUpToDate(_ catalog: Catalog) throws {
        guard isNewer else { return }
        let own = try own
        let earlier = try catalog.state().encoder
        let report = try Self.encode(catalog, by: own)
        if let skipped = report.skipped.first {
            throw PlainError(
                "\(counted(report.skipped.count, "item")) cannot be encoded by this version of \(own.identity.name), such as \(skipped.picture): "
                    + "\(skipped.reason); bring the pictures back, or remove what is gone with --prune")
        }
        guard report.isOwn, let old = try catalog.encodings().first(where: { $0.encoder == earlier }) else { return }
        Console.note(
            "The catalog's vectors are now by this version of \(sanitized(own.identity.name)). The earlier ones stay, \(sizeText(old.bytes)); "
                + "`vitrine vectors remove \(sanitized(old.name))` frees that.")
    }

    /// Encodes what has no vector yet by the encoder that was asked for, and by all others whose vectors the catalog has and that are here.
    func bringFurtherUpToDate(_ catalog: Catalog) throws {
        var further = [asked].compactMap(\.self)
        let own = try catalog.state().encoder
        for encoding in try catalog.encodings() where !encoding.isOwn {
            let identity = encoding.encoder
            guard identity.name != own?.name, !further.contains(where: { $0.identity.name == identity.name }) else { continue }
            do { further.append(try EncoderStore.standard().open(installed: identity.name)) } catch {
                guard encoding.encoded < (try catalog.state().items) else { continue }
                Console.note("New items get no vector by \(sanitized(encoding.name)): \(sanitized("\(error)")).")
            }
        }
        for encoder in further where encoder.identity != own {
            let report = try Self.encode(catalog, by: encoder)
            let name = sanitized(encoder.identity.name)
            if report.encoded > 0 { Console.note("\(counted(report.encoded, "item")) encoded by \(name): --encoder \(name) compares by that.") }
            for skipped in report.skipped.prefix(3) {
                Console.note("  \(sanitized(skipped.picture)) has no vector by \(name): \(sanitized(skipped.reason))")
            }
            if report.skipped.count > 3 { Console.note("  nor have \(grouped(report.skipped.count - 3)) others.") }
        }
    }

    private static func encode(_ catalog: Catalog, by encoder: any Encoder) throws -> FurtherEncoding.Report {
        var line = ProgressLine(
            "pictures by \(sanitized(encoder.identity.name))", one: "picture by \(sanitized(encoder.identity.name))", isLong: true)
        defer { line.finish() }
        return try FurtherEncoding(catalog, by: encoder).run { progress in
            guard progress.total > 0 else { return }
            line.show(done: progress.done, total: progress.total, skipped: progress.skipped)
        }
    }
}
