import Foundation

/// The names of what is being written, and what becomes of those whose writer died.
///
/// A draft lies beside what it will become and is called `.NAME.vitrine-` and 16 hexadecimal digits. Its writer holds a lock on it, which the
/// system drops when the writer ends, however it ends: a draft without a lock is nobody's any more.
public enum DraftName {
    private static let mark = ".vitrine-"

    static func fresh(for url: URL) -> URL {
        let digits = String(UInt64.random(in: 0 ... .max), radix: 16)
        let name = "." + stem(url.lastPathComponent) + mark + String(repeating: "0", count: 16 - digits.count) + digits
        return url.deletingLastPathComponent().appending(component: name, directoryHint: .notDirectory)
    }

    /// As much of a name as leaves room for the rest within 255 bytes.
    private static func stem(_ name: String) -> String {
        var stem = Substring(name).unicodeScalars
        while stem.reduce(0, { $0 + UTF8.width($1) }) > 220 { stem.removeLast() }
        return String(stem)
    }

    /// Whether a file has the name of a draft: of a certain file, or of any.
    static func isDraft(_ name: String, of target: String?) -> Bool {
        let name = Array(name.utf8), mark = Array(mark.utf8)
        guard name.first == UInt8(ascii: "."), name.count > 17 + mark.count else { return false }
        let isDigit = { (byte: UInt8) in (48...57).contains(byte) || (97...102).contains(byte) }
        guard name.suffix(16).allSatisfy(isDigit), name.dropLast(16).suffix(mark.count).elementsEqual(mark) else { return false }
        return target.map { name.dropFirst().dropLast(16 + mark.count).elementsEqual(stem($0).utf8) } ?? true
    }

    /// Removes the drafts of a person's own writers that died before they were through.
    ///
    /// - Parameters:
    ///   - target: the name that the drafts would have got; nil: any.
    ///   - rescue: called with each folder before it goes.
    public static func removeAbandoned(in folder: URL, of target: String? = nil, rescuing rescue: (URL) -> Void = { _ in }) {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [] where isDraft(name, of: target) {
            let draft = folder.appendingPathComponent(name)
            guard let isFolder = claim(draft) else { continue }
            if isFolder {
                rescue(draft)
                try? FileManager.default.removeItem(at: draft)
            } else {
                unlink(draft.path)
            }
        }
    }

    /// The draft of this that somebody else is writing at the moment.
    public static func beingWritten(_ url: URL) -> URL? {
        let folder = url.deletingLastPathComponent()
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { isDraft($0, of: url.lastPathComponent) }.map(folder.appendingPathComponent).first { claim($0) == nil }
    }

    /// Takes over a folder that a dead writer of ours has begun, open and locked; nil where there is none.
    private static func adopt(for url: URL) -> (draft: URL, descriptor: Int32)? {
        let folder = url.deletingLastPathComponent()
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter { isDraft($0, of: url.lastPathComponent) }
        for name in names.sorted() {
            let draft = folder.appendingPathComponent(name)
            guard let claimed = open(draft) else { continue }
            if claimed.isFolder, isOccupied(draft) { return (draft, claimed.descriptor) }
            close(claimed.descriptor)
        }
        return nil
    }

    /// Whether an abandoned draft of ours is a folder; nil for what is no draft of ours, or has a writer.
    private static func claim(_ draft: URL) -> Bool? {
        guard let claimed = open(draft) else { return nil }
        close(claimed.descriptor)
        return claimed.isFolder
    }

    /// Opens and locks an abandoned draft of ours; nil as `claim`.
    private static func open(_ draft: URL) -> (descriptor: Int32, isFolder: Bool)? {
        var status = stat()
        guard lstat(draft.path, &status) == 0, status.st_uid == geteuid() else { return nil }
        guard [S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT) else { return nil }
        let descriptor = Foundation.open(draft.path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            return nil
        }
        return (descriptor, status.st_mode & S_IFMT == S_IFDIR)
    }

    /// Makes a draft by a system call that refuses what is there, opens and locks it.
    ///
    /// - Parameter adopting: whether a folder that a dead writer has begun does as well.
    static func make(for url: URL, adopting: Bool = false, _ make: (String) -> Int32) throws(FileError) -> (draft: URL, descriptor: Int32) {
        if adopting, let adopted = adopt(for: url) { return adopted }
        for _ in 0..<100 {
            let draft = fresh(for: url)
            let descriptor = make(draft.path)
            guard descriptor >= 0 else {
                if errno == EEXIST { continue }
                throw .system(url)
            }
            // Somebody who removes abandoned drafts may have come between: then it is theirs.
            var (named, opened) = (stat(), stat())
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK, lstat(draft.path, &named) == 0,
                fstat(descriptor, &opened) == 0, named.st_ino == opened.st_ino
            {
                return (draft, descriptor)
            }
            close(descriptor)
        }
        throw FileError(url, "no draft of it can be kept")
    }
}

extension URL {
    /// What a symbolic link leads to in the end, also where nothing is there.
    var linkTarget: URL {
        var url = self
        for _ in 0..<32 {
            var status = stat()
            guard lstat(url.path, &status) == 0, status.st_mode & S_IFMT == S_IFLNK else { break }
            guard let next = try? FileManager.default.destinationOfSymbolicLink(atPath: url.path) else { break }
            url = URL(fileURLWithPath: next, relativeTo: url.deletingLastPathComponent()).absoluteURL
        }
        return url
    }
}
