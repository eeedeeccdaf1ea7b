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
    /// at all. The table is there first, so that a reader need not wait.
    /// - Parameters:
    ///   - included: which items to write, by their attributes, such as all but some motifs; everything by default.
    ///   - progress: called with the number of pictures done and to do, in order, from any thread; return false to stop.
    /// - Throws: `SampleShopError` with the file at fault.
    public func write(
        to folder: URL, where included: @Sendable (SampleItem) -> Bool = { _ in true },
        progress: @Sendable (_ done: Int, _ total: Int) -> Bool = { _, _ in true }
    ) throws {
        let chosen = items.filter(included)
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data(AttributesTable.csv(chosen).utf8).write(to: folder.appendingPathComponent("attributes.csv"), options: .atomic)
        } catch {
            throw SampleShopError(description: "cannot write to \(folder.path): \(error.localizedDescription)")
        }
        let state = Mutex(Progress(total: chosen.count))
        DispatchQueue.concurrentPerform(iterations: ProcessInfo.processInfo.activeProcessorCount) { _ in
            while let next = state.withLock({ $0.take() }) {
                let result = Result { try write(chosen[next], to: folder) }
                state.withLock { $0.finish(result, progress) }
            }
        }
        if let failure = state.withLock(\.failure) { throw failure }
    }

    private func write(_ item: SampleItem, to folder: URL) throws {
        let path = folder.path + "/" + item.id + ".jpg"
        guard access(path, F_OK) != 0 else { return }
        let partial = folder.path + "/." + item.id + ".part"
        do {
            try Data(jpeg(item)).write(to: URL(fileURLWithPath: partial))
        } catch {
            throw SampleShopError(description: "cannot write \(path): \(error)")
        }
        guard rename(partial, path) == 0 else {
            throw SampleShopError(description: "cannot write \(path): \(String(cString: strerror(errno)))")
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
