import Catalog
import Encoders
import Heads
import Pictures
import Postgres
import Shops
import Terminal
import Web

/// The libraries that the program uses, and their versions.
package enum LibraryVersions {
    /// Those of which there is nothing to say but that they are there.
    static var plain: [(name: String, version: String)] {
        TerminalReport.libraries + [
            ("libcurl", WebLibrary.version), ("libxml2", MarkupLibrary.version), ("OpenSSL", SHA256.openSSLVersion), ("OpenBLAS", BLAS.version),
            ("libpq", PostgresLibrary.version),
        ]
    }

    /// All that are linked, and OpenVINO, which is loaded for it: a line each.
    package static var lines: [String] {
        let linked = plain + [("gdk-pixbuf", PictureFormats.version), ("SQLite", DatabaseLibrary.describe().version)]
        let network = (try? OpenVINO.shared()).map { "OpenVINO \($0.version), \($0.path)" } ?? "OpenVINO not found"
        return linked.map { "\($0.name) \($0.version)" } + [network]
    }
}
