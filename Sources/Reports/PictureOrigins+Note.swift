import Basics
import Catalog
import Console

extension PictureOrigins {
    /// Names the folders outside the catalog that pictures come from, in one line on standard error.
    ///
    /// - Parameter collect: takes the pictures into account that are exported.
    package static func note(_ catalog: Catalog, _ collect: (inout PictureOrigins) throws -> Void) throws {
        var origins = try PictureOrigins(catalog)
        try collect(&origins)
        guard !origins.folders.isEmpty else { return }
        let shown = origins.folders.prefix(3).map(sanitized).joined(separator: ", ")
        let more = origins.folders.count - 3
        Console.note("The pictures come from \(shown)" + (more > 0 ? " and \(counted(more, "more folder"))." : "."))
    }
}
