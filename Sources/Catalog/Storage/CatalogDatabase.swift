import Foundation
import GRDB

/// Opens a catalog's database in the way that its folder allows.
enum CatalogDatabase {
    static func url(_ folder: URL) -> URL { folder.appendingPathComponent("catalog.sqlite") }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(10)
        configuration.maximumReaderCount = 4
        configuration.prepareDatabase { db in
            for function in Condition.functions + [Finding.foldFunction] { db.add(function: function) }
        }
        return configuration
    }

    static func open(_ folder: URL, migrating: (Int) -> Void) throws(CatalogError) -> (writer: any DatabaseWriter, isReadOnly: Bool) {
        let isReadOnly = !canWrite(folder)
        do {
            let writer: any DatabaseWriter =
                isReadOnly ? try readOnly(folder) : try DatabasePool(path: url(folder).path, configuration: configuration)
            if try writer.read(Schema.migrator.hasBeenSuperseded) { throw CatalogError.newerSchema(path: folder.path) }
            if !isReadOnly {
                try migrate(writer, migrating)
            } else if try !writer.read(Schema.isReadable) {
                throw CatalogError.cannotOpen(
                    path: folder.path, reason: "it is of an earlier version, and cannot be brought up to date where nothing can be written")
            }
            return (writer, isReadOnly)
        } catch {
            throw .opening(folder, error)
        }
    }

    /// One snapshot of the database, for as long as this lives.
    static func snapshot(_ folder: URL, of writer: any DatabaseWriter) throws -> any DatabaseReader {
        // Nothing changes what is opened as immutable.
        if writer is DatabaseQueue, writer.path.hasPrefix("file:") { return writer }
        var configuration = configuration
        configuration.readonly = true
        configuration.allowsUnsafeTransactions = true
        let queue = try DatabaseQueue(path: url(folder).path, configuration: configuration)
        try queue.unsafeRead { db in
            try db.beginTransaction(.deferred)
            // Only a read begins it.
            _ = try Int.fetchOne(db, sql: "SELECT rootpage FROM sqlite_master LIMIT 1")
            try Schema.standIn(db)
        }
        return queue
    }

    private static func canWrite(_ folder: URL) -> Bool {
        access(folder.path, W_OK) == 0 && (access(url(folder).path, W_OK) == 0 || !FileManager.default.fileExists(atPath: url(folder).path))
    }

    /// Opens where nothing can be written: beside a process that has it open, or else as what never changes.
    static func readOnly(_ folder: URL) throws -> DatabaseQueue {
        var configuration = configuration
        configuration.readonly = true
        if let queue = try? DatabaseQueue(path: url(folder).path, configuration: configuration),
            (try? queue.read(Schema.migrator.appliedMigrations)) != nil
        {
            try queue.read(Schema.standIn)
            return queue
        }
        if hasLog(folder) {
            throw CatalogError.cannotOpen(
                path: folder.path,
                reason:
                    "a program that wrote it was stopped, and what it left cannot be read where nothing can be written; copy the folder and open the copy"
            )
        }
        let place = url(folder).absoluteString + "?immutable=1"
        let queue = try DatabaseQueue(path: place, configuration: configuration)
        try queue.read(Schema.standIn)
        return queue
    }

    /// Opens so that nothing at all is written, not even the files beside the database that its readers and writers share, and nobody is waited for.
    static func untouched(_ folder: URL) throws -> DatabaseQueue {
        var configuration = configuration
        configuration.readonly = true
        configuration.busyMode = .immediateError
        let place = url(folder).absoluteString + (hasLog(folder) ? "?readonly_shm=1" : "?immutable=1")
        let queue = try DatabaseQueue(path: place, configuration: configuration)
        try queue.read(Schema.standIn)
        return queue
    }

    /// Whether there are changes that are in the database's log alone.
    private static func hasLog(_ folder: URL) -> Bool {
        var status = stat()
        return stat(url(folder).path + "-wal", &status) == 0 && status.st_size > 0
    }

    private static func migrate(_ writer: any DatabaseWriter, _ migrating: (Int) -> Void) throws {
        let items = try writer.read(Schema.itemsToMigrate)
        if items > 0 { migrating(items) }
        try migrate(writer)
        if try writer.read(Finding.isOutdated) { try writer.write(Finding.bringUpToDate) }
    }

    private static func migrate(_ writer: any DatabaseWriter) throws {
        var tries = 0
        while true {
            do { return try Schema.migrator.migrate(writer) } catch {
                // Somebody else may be doing the same.
                tries += 1
                guard tries < 20, (error as? DatabaseError)?.resultCode == .SQLITE_ERROR else { throw error }
                usleep(100_000)
                if try writer.read(Schema.migrator.hasCompletedMigrations) { return }
            }
        }
    }
}
