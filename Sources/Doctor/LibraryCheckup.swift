import Basics
import Catalog
import Configuration
import Encoders
import Pictures

extension Checkup {
    /// The libraries that are linked, and the one that is loaded when a network runs.
    package static func libraries() -> Checkup {
        var checkup = Checkup("Libraries")
        for (name, version) in LibraryVersions.plain { checkup.add(.good, "\(name) \(version)") }
        let database = DatabaseLibrary.describe()
        checkup.add(
            database.hasFullTextSearch ? .good : .broken,
            "SQLite \(database.version), \(database.hasFullTextSearch ? "with" : "without") full-text search",
            advice: database.hasFullTextSearch ? nil : "install an SQLite that was built with FTS5")
        checkup.addPictures()
        do {
            let library = try OpenVINO.shared()
            checkup.add(.good, "OpenVINO \(library.version), \(library.path)")
            checkup.add(.note, "this processor computes in " + library.capabilities.joined(separator: ", "))
        } catch {
            checkup.add(.flaw, "\(error)", advice: "assets/setup.sh brings it; without it only the encoder `descriptor` makes vectors")
        }
        return checkup
    }

    private mutating func addPictures() {
        let formats = PictureFormats.installed()
        let wanted = ["jpeg", "png", "webp", "gif", "bmp"]
        add(.good, "gdk-pixbuf \(PictureFormats.version), decodes " + wanted.filter(formats.contains).joined(separator: ", "))
        let missing = wanted.filter { !formats.contains($0) }
        for format in missing {
            let isEssential = ["jpeg", "png"].contains(format)
            add(
                isEssential ? .broken : .flaw, "no loader for \(format) pictures",
                advice: format == "webp" ? "apt-get install webp-pixbuf-loader" : "apt-get install --reinstall libgdk-pixbuf-2.0-0")
        }
    }

    /// The encoder that turns new pictures into vectors, tried on one.
    package static func encoder() -> Checkup {
        var checkup = Checkup("Encoder")
        let store = EncoderStore.standard()
        let wanted = try? UserConfiguration.settings().encoder
        let name = wanted ?? EncoderStore.standardName
        do {
            let encoder = try store.open(name)
            let side = encoder.preferredSide
            _ = try encoder.encode([Raster(width: side, height: side, pixels: [UInt8](repeating: 255, count: 4 * side * side))])
            checkup.add(.good, "\(encoder.identity.name), version \(encoder.identity.version), \(grouped(encoder.identity.dimensions)) dimensions")
        } catch {
            checkup.add(
                wanted == nil ? .flaw : .broken, "\(name) cannot be used: \(error)",
                advice: wanted == nil ? "without it new catalogs are made by `descriptor`" : "name another one in config.toml, or leave the line out")
        }
        for error in store.list().errors { checkup.add(.flaw, "\(error)", advice: "remove that folder, or repair its manifest") }
        return checkup
    }
}
