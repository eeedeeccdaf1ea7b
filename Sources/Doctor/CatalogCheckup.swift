import Basics
import BrowserApp
import Catalog
import Configuration
import Engine
import Foundation
import LocalEngine

extension Checkup {
    /// The person's configuration file.
    package static func configuration() -> Checkup {
        var checkup = Checkup("Configuration")
        let file = UserConfiguration.file
        guard FileManager.default.fileExists(atPath: file.path) else {
            checkup.add(.note, "none; it would be \(file.path)", advice: "vitrine config --init writes one with every setting explained")
            return checkup
        }
        do {
            _ = try UserConfiguration.settings()
            checkup.add(.good, file.path)
        } catch {
            checkup.add(.broken, "\(error)", advice: "edit the file, or move it away; `vitrine help config` says more")
        }
        return checkup
    }

    /// The catalog that would open.
    ///
    /// - Parameter open: opens it; nil where there is none.
    package static func catalog(_ open: () throws -> LocalEngine?) -> Checkup {
        var checkup = Checkup("Catalog")
        do {
            guard let engine = try open() else {
                checkup.add(.note, "none yet", advice: "vitrine opens a sample shop; vitrine index FOLDER makes a catalog of your own pictures")
                return checkup
            }
            let catalog = engine.catalog
            if let person = try waitForAnswer({ engine.summary($0) }).person {
                checkup.add(.good, "on a server, as \(sanitized(person)): \(sanitized(engine.location))")
            }
            checkup.addHealth(CatalogHealth(catalog), of: catalog)
            if let folders = try? catalog.pictureFolders() { checkup.addFolders(folders) }
            for line in try linesOnUnreadable(engine) {
                checkup.add(.flaw, line, advice: "open the catalog with the vitrine that wrote them, or go on without")
            }
            let baskets = try engine.storedBaskets()
            let likes = baskets.baskets.reduce(0) { $0 + $1.liked.count }
            checkup.add(.good, "\(counted(baskets.baskets.count, "basket")) with \(counted(likes, "like"))")
        } catch {
            checkup.add(.broken, "\(error)", advice: "name another one with --catalog, or index its pictures into a new one")
        }
        return checkup
    }

    /// Whoever got the catalog from somebody else sees here what it reads.
    private mutating func addFolders(_ folders: [PictureFolder]) {
        for folder in folders.prefix(10) { add(.note, "\(grouped(folder.items)) of its pictures come from \(folder.path)") }
        if folders.count > 10 { add(.note, "and others from \(counted(folders.count - 10, "more folder"))") }
        for folder in folders where folder.outside > 0 {
            add(
                .flaw, "\(counted(folder.outside, "picture of \(folder.path) lies", "pictures of \(folder.path) lie")) outside that folder",
                advice: "use this catalog only if you trust whoever made it")
        }
    }

    private mutating func addHealth(_ health: CatalogHealth, of catalog: Catalog) {
        let maker = health.encoder.map { ", vectors by \($0.name) in \(grouped($0.dimensions)) dimensions" } ?? ""
        add(.good, "\(catalog.folder.path): \(counted(health.items, "item"))\(maker)")
        if let damage = health.damage {
            add(.broken, damage, advice: "index its pictures into a new catalog; baskets and likes are kept in catalog.sqlite")
        }
        if health.isBeingWritten { add(.note, "it is being written right now") }
        if health.items > 0, health.damage == nil, !health.isBeingWritten {
            add(
                health.hasFreshCodes ? .good : .flaw,
                health.hasFreshCodes ? "compact codes fit the vectors" : "compact codes are missing or out of date",
                advice: health.hasFreshCodes ? nil : "the next search makes them")
        }
        guard health.checkedPictures > 0 else { return }
        if let first = health.missingPictures.first {
            add(
                .flaw,
                "\(grouped(health.missingPictures.count)) of \(counted(health.checkedPictures, "picture")) looked for are gone, such as \(first)",
                advice: "bring the folder back, or vitrine index FOLDER --prune")
        } else {
            add(.good, "all of \(counted(health.checkedPictures, "picture")) looked for are there")
        }
    }
}
