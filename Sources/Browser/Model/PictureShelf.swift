import Engine
import Frames

/// Which pictures can be shown, and which were asked for.
struct PictureShelf: Hashable {
    /// The size that each ready picture was asked for last, in cells.
    private(set) var ready: [PictureKey: Size] = [:]
    var failed: Set<PictureKey> = []
    /// The last list sent, complete with what was ready already.
    var asked: [PictureRequest] = []
    var ghostAsked = -1
    /// The newest ghost picture that has come.
    var lastGhost: Int?

    func isReady(_ key: PictureKey) -> Bool { ready[key] != nil }

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
        for case .ghost(let revision) in keys { lastGhost = max(lastGhost ?? revision, revision) }
    }

    mutating func drop(_ requests: [PictureRequest]) {
        // One that was asked for at another size since then is ready still.
        for request in requests where ready[request.key] == request.size { ready[request.key] = nil }
        asked = []
        if let ghost = lastGhost, !isReady(.ghost(revision: ghost)) { (lastGhost, ghostAsked) = (nil, -1) }
    }
}
