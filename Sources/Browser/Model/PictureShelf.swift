import Engine
import Frames

/// Which pictures can be shown, and which were asked for.
struct PictureShelf: Hashable {
    /// The size that each ready picture was asked for last, in cells.
    private(set) var ready: [PictureKey: Size] = [:]
    var failed: Set<PictureKey> = []
    /// The last list sent, complete with what was ready already.
    var asked: [PictureRequest] = []
    /// The last ghosts whose pictures have come, the newest last.
    private var ghosts: [GhostName] = []

    func isReady(_ key: PictureKey) -> Bool { ready[key] != nil }

    /// A ghost's picture, or until that is ready the newest one that it has something in common with; nil where there is none.
    func shown(_ ghost: GhostName) -> PictureKey? {
        if isReady(.ghost(ghost)) { return .ghost(ghost) }
        return ghosts.last(where: ghost.isAkin).map(PictureKey.ghost)
    }

    /// Whether a picture is neither ready for this size nor known to be missing. A smaller one shows until the larger one comes.
    func isMissing(_ request: PictureRequest) -> Bool {
        guard !failed.contains(request.key) else { return false }
        guard let size = ready[request.key] else { return true }
        return size.columns < request.size.columns || size.rows < request.size.rows
    }

    mutating func take(ready keys: [PictureKey]) {
        let sizes = Dictionary(asked.map { ($0.key, $0.size) }) { first, _ in first }
        for key in keys { ready[key] = sizes[key] ?? ready[key] ?? Size(columns: 0, rows: 0) }
        failed.subtract(keys)
        for case .ghost(let name) in keys { ghosts = Array((ghosts.filter { $0 != name } + [name]).suffix(16)) }
    }

    mutating func drop(_ requests: [PictureRequest]) {
        // One that was asked for at another size since then is ready still.
        for request in requests where ready[request.key] == request.size { ready[request.key] = nil }
        asked = []
        ghosts = ghosts.filter { isReady(.ghost($0)) }
    }
}
