import Basics

/// The numbers of kitty pictures, which all programs in one terminal share, those in the other panes of a multiplexer too.
public enum KittyNumbers {
    /// How many a program has for itself; what has them all in use gives the oldest to a new picture.
    static let count: UInt32 = 1023

    /// Where a program's own numbers begin: a multiple of 1024 and 1, drawn by lot. Konsole knows none from 2^31 on.
    ///
    /// Two programs get the same ones once in two million times; in a tmux that turns direct colours into those of a palette, where
    /// placeholders can tell fewer numbers apart, once in 256.
    public static func first() -> UInt32 { UInt32.random(in: 1..<1 << 21) << 10 | 1 }
}

/// The pictures that a terminal with kitty graphics holds, least recently used first to go.
struct KittyStore: Sendable {
    let commands: KittyCommands
    /// What our pictures are called; one after another, and then from the beginning again.
    private let ids: [UInt32]
    /// Terminals hold 320 MB of pixels; the rest is for other programs in the same window.
    private let byteLimit: Int
    /// Their ids.
    private var pictures = RecentCache<EncodingRequest, UInt32>()
    private var held: Set<UInt32> = []
    private var next = 0
    private var lastPlacement: UInt32 = 0
    /// The ids that must stay, because the screen shows them.
    var inUse: Set<UInt32> = []

    init(commands: KittyCommands, firstNumber: UInt32, byteLimit: Int = 256 << 20) {
        self.commands = commands
        self.byteLimit = byteLimit
        ids = commands.ids(from: firstNumber)
    }

    /// The picture's id, and what to send first: the upload if the terminal lacks it, and what it pushes out.
    mutating func id(for request: EncodingRequest, _ upload: KittyUpload) -> (id: UInt32, bytes: [UInt8]) {
        if let id = pictures.use(request) {
            inUse.insert(id)
            return (id, [])
        }
        var gone = evict(to: byteLimit - upload.storedBytes)
        // Many small pictures use up the ids before the memory.
        if held.count == ids.count { gone += evict(to: pictures.cost - pictures.cost / 4) }
        let id = freeID()
        pictures.insert(id, for: request, cost: upload.storedBytes)
        held.insert(id)
        inUse.insert(id)
        return (id, gone.flatMap { commands.forget(id: $0) } + commands.upload(upload, id: id, size: request.size))
    }

    private mutating func evict(to limit: Int) -> [UInt32] {
        let gone = pictures.evict(to: limit) { [inUse] _, id in inUse.contains(id) }.map(\.value)
        held.subtract(gone)
        return gone
    }

    /// An id that names no picture; where a screen shows as many as there are, one of those.
    private mutating func freeID() -> UInt32 {
        var place = next
        for _ in ids where held.contains(ids[place]) { place = (place + 1) % ids.count }
        next = (place + 1) % ids.count
        return ids[place]
    }

    func holds(_ request: EncodingRequest) -> Bool { pictures.contains(request) }

    mutating func nextPlacement() -> UInt32 {
        lastPlacement &+= 1
        return lastPlacement
    }

    mutating func forgetAll() -> [UInt8] {
        defer {
            pictures.removeAll()
            held = []
            inUse = []
        }
        return pictures.values.sorted().flatMap { commands.forget(id: $0) }
    }
}
