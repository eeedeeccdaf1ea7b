import ArgumentParser
import Catalog
import LocalEngine

/// By whose vectors a command answers.
struct ComparedVectorsOption: ParsableArguments {
    @Option(
        name: .customLong("encoder"),
        help: ArgumentHelp(
            "Compare by this encoder's vectors.",
            discussion: "By default those that the catalog's items came in with; `vitrine vectors list` shows which there are.", valueName: "name"),
        completion: .catalogEncoders)
    var name: String?

    /// The catalog by the encoder's vectors.
    func seen(_ catalog: Catalog) throws -> Catalog { try name.map(catalog.by) ?? catalog }
}

extension CatalogOption {
    /// An engine over an existing catalog as it is now, by an encoder's vectors.
    func engine(_ compared: ComparedVectorsOption) throws -> LocalEngine {
        let opened = try opened()
        return opened.engine(over: try compared.seen(opened.catalog.generation()))
    }
}
