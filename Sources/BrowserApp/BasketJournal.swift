import Basics
import Engine
import Foundation
import LocalEngine

/// Changes of baskets that a catalog has not taken yet, in a file of the person's own until they are stored.
///
/// Each line is all that waits, as JSON; the last whole line counts. Its writer holds a lock on the file for as long as it lives, so that
/// nobody else takes the changes for left behind. Not for use by several threads at once.
final class BasketJournal {
    private struct Line: Codable {
        /// Where the catalog is.
        let catalog: String
        let changes: [BasketChange]
    }

    /// The file from the first change on, locked; it is empty while nothing waits, for to make one and remove it takes longer than to write it.
    private struct File {
        let url: URL
        let descriptor: Int32
    }

    private let catalog: String
    private var file: File?

    /// - Parameter catalog: where the catalog is.
    init(_ catalog: String) { self.catalog = catalog }

    deinit { if let file { close(file.descriptor) } }

    private static var folder: URL { UserFolder.state.url().appendingPathComponent("waiting-baskets") }

    /// Keeps what waits; nothing is kept where nothing does.
    ///
    /// - Parameter onDisk: whether it is to outlive the machine's end when this returns, not the process's alone.
    /// - Returns: whether it could be kept.
    @discardableResult
    func keep(_ changes: [BasketChange], onDisk: Bool = true) -> Bool {
        guard !changes.isEmpty else {
            if let file { ftruncate(file.descriptor, 0) }
            return true
        }
        guard let file = file ?? begin(), let line = try? JSON.encode(Line(catalog: catalog, changes: changes)) else {
            return false
        }
        self.file = file
        let bytes = [UInt8](line) + [0x0A]
        return lseek(file.descriptor, 0, SEEK_END) >= 0 && bytes.withUnsafeBytes { write(file.descriptor, $0.baseAddress!, $0.count) } == bytes.count
            && (!onDisk || fsync(file.descriptor) == 0)
    }

    /// Keeps what waits for the next start, and removes the file where nothing does.
    func end(with changes: [BasketChange]) {
        keep(changes)
        guard let file else { return }
        if changes.isEmpty { unlink(file.url.path) }
        close(file.descriptor)
        self.file = nil
    }

    private func begin() -> File? {
        try? Permissions.owner.makeFolder(Self.folder)
        for _ in 0..<3 {
            let url = Self.folder.appendingPathComponent("\(UUID().uuidString).json")
            let descriptor = open(url.path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else { return nil }
            flock(descriptor, LOCK_EX)
            // Somebody may have taken it for left behind before it was locked.
            var status = stat()
            if fstat(descriptor, &status) == 0, status.st_nlink > 0 { return File(url: url, descriptor: descriptor) }
            close(descriptor)
        }
        return nil
    }

    /// Hands over what was left behind for a catalog, oldest first; what `store` has taken is forgotten.
    static func takeLeft(_ catalog: String, _ store: (BasketChange) throws -> Void) rethrows {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        let files = names.filter { $0.utf8.count == 41 && $0.utf8.suffix(5).elementsEqual(".json".utf8) }.map(folder.appendingPathComponent)
        for url in files.sorted(by: { age($0) < age($1) }) {
            let descriptor = open(url.path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
            guard descriptor >= 0 else { continue }
            defer { close(descriptor) }
            guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { continue }
            // Somebody was killed while nothing waited.
            if isEmpty(descriptor) { unlink(url.path) }
            guard let line = lastLine(of: url), line.catalog.isExactly(catalog) else { continue }
            for change in line.changes { try store(change) }
            unlink(url.path)
        }
    }

    private static func isEmpty(_ descriptor: Int32) -> Bool {
        var status = stat()
        return fstat(descriptor, &status) == 0 && status.st_size == 0
    }

    private static func lastLine(of url: URL) -> Line? {
        guard let bytes = try? Data(contentsOf: url) else { return nil }
        return bytes.split(separator: 0x0A).reversed().lazy.compactMap { try? JSON.decode(Line.self, from: Data($0)) }.first
    }

    private static func age(_ url: URL) -> Int {
        var status = stat()
        return stat(url.path, &status) == 0 ? Int(status.st_mtim.tv_sec) : 0
    }
}
