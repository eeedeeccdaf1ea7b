/// The pictures that a terminal with kitty graphics holds, least recently used first to go.
struct KittyStore: Sendable {
    private struct Stored: Sendable {
        var id: UInt32
        var bytes: Int
        var used: Int
    }

    let commands: KittyCommands
    /// Terminals hold 320 MB of pixels; the rest is for other programs in the same window.
    private let byteLimit: Int
    private var pictures: [EncodingRequest: Stored] = [:]
    private var bytes = 0
    private var clock = 0
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
        clock += 1
        if let stored = pictures[request] {
            pictures[request]?.used = clock
            inUse.insert(stored.id)
            return (stored.id, [])
        }
        var sent: [UInt8] = []
        if bytes + upload.storedBytes > byteLimit {
            for (key, stored) in pictures.sorted(by: { $0.value.used < $1.value.used }) where !inUse.contains(stored.id) {
                guard bytes + upload.storedBytes > byteLimit else { break }
                sent += commands.forget(id: stored.id)
                bytes -= stored.bytes
                pictures[key] = nil
            }
        }
        let id = commands.id(nextNumber)
        nextNumber &+= 1
        pictures[request] = Stored(id: id, bytes: upload.storedBytes, used: clock)
        bytes += upload.storedBytes
        inUse.insert(id)
        return (id, sent + commands.upload(upload, id: id, size: request.size))
    }

    func holds(_ request: EncodingRequest) -> Bool { pictures[request] != nil }

    mutating func nextPlacement() -> UInt32 {
        lastPlacement &+= 1
        return lastPlacement
    }

    mutating func forgetAll() -> [UInt8] {
        defer {
            pictures = [:]
            bytes = 0
            inUse = []
        }
        return pictures.values.sorted { $0.id < $1.id }.flatMap { commands.forget(id: $0.id) }
    }
}
