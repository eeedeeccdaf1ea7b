import Basics

/// The pictures that a terminal with kitty graphics holds, least recently used first to go.
struct KittyStore: Sendable {
    let commands: KittyCommands
    /// Terminals hold 320 MB of pixels; the rest is for other programs in the same window.
    private let byteLimit: Int
    /// Their ids.
    private var pictures = RecentCache<EncodingRequest, UInt32>()
    private var nextNumber: UInt32
    private var lastPlacement: UInt32 = 0
    /// The ids that must stay, because the screen shows them.
    var inUse: Set<UInt32> = []

    init(commands: KittyCommands, firstNumber: UInt32, byteLimit: Int = 256 << 20) {
        self.commands = commands
        self.byteLimit = byteLimit
        nextNumber = firstNumber
    }

    /// The picture's id, and what to send first: the upload if the terminal lacks it, and what it pushes out.
    mutating func id(for request: EncodingRequest, _ upload: KittyUpload) -> (id: UInt32, bytes: [UInt8]) {
        if let id = pictures.use(request) {
            inUse.insert(id)
            return (id, [])
        }
        let sent = pictures.evict(to: byteLimit - upload.storedBytes) { [inUse] _, id in inUse.contains(id) }.flatMap {
            commands.forget(id: $0.value)
        }
        let id = commands.id(nextNumber)
        nextNumber &+= 1
        pictures.insert(id, for: request, cost: upload.storedBytes)
        inUse.insert(id)
        return (id, sent + commands.upload(upload, id: id, size: request.size))
    }

    func holds(_ request: EncodingRequest) -> Bool { pictures.contains(request) }

    mutating func nextPlacement() -> UInt32 {
        lastPlacement &+= 1
        return lastPlacement
    }

    mutating func forgetAll() -> [UInt8] {
        defer {
            pictures.removeAll()
            inUse = []
        }
        return pictures.values.sorted().flatMap { commands.forget(id: $0) }
    }
}
