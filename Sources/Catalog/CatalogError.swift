/// What can go wrong with a catalog; `description` is one line that says what, where and what to do.
public enum CatalogError: Error, Hashable, CustomStringConvertible {
    case missing(path: String)
    case notACatalog(path: String, reason: String)
    case newerSchema(path: String)
    case busy(path: String, process: String)
    case cannotWrite(path: String, reason: String)
    case otherEncoder(catalog: String, given: String)
    case noVectors(path: String)
    case damaged(path: String, reason: String)
    case source(path: String, reason: String)
    case unknownColumn(String, closest: [String])
    case unknownItem(String, closest: [String])
    case unknownBasket(String)
    case attributes(path: String, reason: String)
    case vectorImport(String)

    public var description: String {
        switch self {
        case .missing(let path): "there is no catalog at \(path); make one with `vitrine index SOURCE --catalog \(path)`"
        case .notACatalog(let path, let reason): "\(path) is not a catalog: \(reason)"
        case .newerSchema(let path): "the catalog at \(path) was written by a newer vitrine; update vitrine to open it"
        case .busy(let path, let process): "the catalog at \(path) is being written by \(process); wait for it, or stop it, and try again"
        case .cannotWrite(let path, let reason): "\(path) cannot be written: \(reason)"
        case .otherEncoder(let catalog, let given):
            "the catalog's vectors were made by \(catalog), not by \(given), and vectors of two encoders do not mix; "
                + "index into another --catalog, or use the catalog's encoder"
        case .noVectors(let path): "the catalog at \(path) has no items yet; add some with `vitrine index SOURCE --catalog \(path)`"
        case .damaged(let path, let reason): "the catalog at \(path) is damaged: \(reason)"
        case .source(let path, let reason): "\(path): \(reason)"
        case .unknownItem(let item, let closest):
            "there is no item \(item)" + (closest.isEmpty ? "" : "; the closest are " + closest.joined(separator: ", "))
        case .unknownColumn(let name, let closest):
            "no item has a value in the column \(name)" + (closest.isEmpty ? "" : "; the closest are " + closest.joined(separator: ", "))
        case .unknownBasket(let name): "there is no basket called \(name)"
        case .attributes(let path, let reason): "the attributes in \(path) cannot be used: \(reason)"
        case .vectorImport(let reason): reason
        }
    }
}
