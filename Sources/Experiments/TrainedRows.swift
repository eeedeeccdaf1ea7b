import Basics
import Catalog
import Encoders

/// The items of a catalog that encoders of a person's own were trained on, by their IDs.
struct TrainedRows {
    /// Rows by the encoder's name. Of networks, and of records by earlier versions, it is not known.
    private(set) var rows: [String: Set<Int>] = [:]

    /// Cost: a pass over the items where there is such an encoder.
    init(of encoders: [EncoderIdentity], in catalog: Catalog, store: EncoderStore = .standard()) throws {
        for identity in encoders {
            guard let entry = try? store.find(identity.name), entry.identity == identity, case .head(let manifest) = entry.kind,
                let ids = (try? TrainingRecord.read(of: manifest, in: entry.folder))?.trainedOn
            else { continue }
            rows[identity.name] = try Self.rows(of: Set(ids.map(ExactText.init)), in: catalog)
        }
    }

    private static func rows(of ids: Set<ExactText>, in catalog: Catalog) throws -> Set<Int> {
        var rows: Set<Int> = []
        let items = try catalog.state().items
        for start in stride(from: 0, to: items, by: 4096) {
            for item in try catalog.items(rows: start..<min(start + 4096, items)) where ids.contains(item.id) { rows.insert(item.row) }
        }
        return rows
    }
}
