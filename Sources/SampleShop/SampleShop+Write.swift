import Basics
import Foundation
import Pictures
import Synchronization

/// Why a sample shop could not be written.
public struct SampleShopError: Error, CustomStringConvertible {
    public let description: String
}

extension SampleShop {
    /// Writes `ItemID.jpg` for every item and `attributes.csv` into a folder, which is made if it is missing. Works on all
    /// cores; 11,556 items take about half a minute on two.
    ///
    /// A run that is stopped can be repeated: pictures that are there already are kept, and each new one appears whole or not
    /// at all. The table is there first, so that a reader need not wait; one that is not this shop's stays, and is an error.
    /// - Parameters:
    ///   - included: which items to write, by their attributes, such as all but some motifs; everything by default.
    ///   - permissions: of what is made.
    ///   - replacing: whether a table that is not this shop's gives way.
    ///   - progress: called with the number of pictures done and to do, in order, from any thread; return false to stop.
    /// - Throws: `SampleShopError` with the file at fault.
    public func write(
        to folder: URL, where included: @Sendable (SampleItem) -> Bool = { _ in true }, permissions: Permissions = .umask, replacing: Bool = false,
        progress: @Sendable (_ done: Int, _ total: Int) -> Bool = { _, _ in true }
    ) throws {
        let chosen = items.filter(included)
        do {
            try permissions.makeFolder(folder)
        } catch {
            throw SampleShopError(description: "\(error)")
        }
        DraftName.removeAbandoned(in: folder)
        try writeTable(of: chosen, to: folder.appendingPathComponent("attributes.csv"), permissions, replacing: replacing)
        let state = Mutex(Progress(total: chosen.count))
        DispatchQueue.concurrentPerform(iterations: ProcessInfo.processInfo.activeProcessorCount) { _ in
            while let next = state.withLock({ $0.take() }) {
                let result = Result { try write(chosen[next], to: folder, permissions) }
                state.withLock { $0.finish(result, progress) }
            }
        }
        if let failure = state.withLock(\.failure) { throw failure }
    }

    /// Writes the table, unless one of this shop is there that says as much or more.
    private func writeTable(of items: [SampleItem], to file: URL, _ permissions: Permissions, replacing: Bool) throws {
        let text = Data(AttributesTable.csv(items).utf8)
        do {
            if !replacing, isOccupied(file) {
                let known = try Data(contentsOf: file)
                if known.starts(with: text) { return }
                guard text.starts(with: known) else {
                    throw FileError(file, "there is one already, which is not this shop's; name another folder")
                }
            }
            try Draft.write(text, to: file, permissions: permissions)
        } catch {
            throw SampleShopError(description: (error as? FileError)?.description ?? "\(file.path): \(plainReason(error))")
        }
    }

    private func write(_ item: SampleItem, to folder: URL, _ permissions: Permissions) throws {
        let url = folder.appendingPathComponent(item.id + ".jpg")
        guard !isOccupied(url) else { return }
        do {
            let draft = try Draft(of: url, permissions: permissions, sweeping: false)
            try draft.write(Data(jpeg(item)))
            try draft.commit(replacing: false, synchronizing: false)
        } catch let error as FileError where error.isOccupied {
            // Somebody else has drawn it meanwhile.
        } catch {
            throw SampleShopError(description: error is FileError ? "\(error)" : "\(url.path) cannot be written: \(error)")
        }
    }
}

/// Which item is next and how far the work is, shared by the workers.
private struct Progress {
    let total: Int
    var started = 0
    var done = 0
    var isStopped = false
    var failure: Error?

    init(total: Int) {
        self.total = total
    }

    mutating func take() -> Int? {
        guard !isStopped, started < total else { return nil }
        defer { started += 1 }
        return started
    }

    mutating func finish(_ result: Result<Void, Error>, _ progress: (Int, Int) -> Bool) {
        switch result {
        case .success:
            done += 1
            if !progress(done, total) { isStopped = true }
        case .failure(let error):
            failure = failure ?? error
            isStopped = true
        }
    }
}
