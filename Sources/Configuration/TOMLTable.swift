import Basics

/// A table under construction.
final class TOMLTable {
    enum Entry {
        case value(TOMLValue)
        case table(TOMLTable)
        /// The tables of `[[name]]`; headers below it speak of the last one.
        case tables(List)
    }

    /// Shared, so that adding to it does not copy it.
    final class List {
        var tables: [TOMLTable]

        init(_ tables: [TOMLTable]) { self.tables = tables }
    }

    /// What made a table; only what a longer header implied may still get one of its own.
    enum Origin {
        case implied, header, dottedKey
    }

    var entries: ExactDictionary<Entry> = [:]
    var origin: Origin

    init(_ origin: Origin) { self.origin = origin }

    var value: TOMLValue {
        .table(
            entries.mapValues { entry in
                switch entry {
                case .value(let value): value
                case .table(let table): table.value
                case .tables(let list): .array(list.tables.map(\.value))
                }
            })
    }
}
