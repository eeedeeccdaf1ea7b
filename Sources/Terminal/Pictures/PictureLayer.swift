import Basics
import Frames

/// What one frame changed among the pictures.
public struct PictureUpdate: Hashable, Sendable {
    /// Pictures for the terminal's memory, which change nothing on the screen: to be sent before the update, not inside it.
    public var uploads: [UInt8] = []
    /// What to send, after the text.
    public var bytes: [UInt8] = []
    /// The placements that were drawn (again), in order. What stayed is not among them.
    public var drawn: [Placement] = []
    /// The placements that went.
    public var erased: [Placement] = []
    /// The pictures that are not in the cache yet: for the workers, in the frame's order.
    public var missing: [EncodingRequest] = []
    /// Whether pictures that are in the cache have to wait until the line has room for them.
    public var isPostponed = false
    /// Whether some are coarser than they could be.
    public var isCoarse = false

    public init() {}
}

/// Keeps the terminal's pictures equal to a frame's placements by sending only the difference.
///
/// It relies on one thing: before its bytes go out, the text layer has blanked every cell that was not under a picture and
/// now is, or was and now is not, and it never touches a cell that stays under one.
struct PictureLayer: Sendable {
    /// What stands in a rectangle on the terminal.
    private enum Shown: Hashable, Sendable {
        case nothing
        case color(Color)
        case picture(EncodingRequest)
    }

    private struct Entry: Sendable {
        var placement: Placement
        var shown: Shown
        /// What of the rectangle an inline picture paints.
        var coverage: EncodedPicture.Coverage?
        var kitty: KittyPlacement?
    }

    /// A picture in a terminal's memory, and its number on the screen.
    private struct KittyPlacement: Sendable {
        let id, placement: UInt32
    }

    /// What the terminal takes.
    private(set) var format: PictureFormat
    private var entries: [Rect: Entry] = [:]
    private var store: KittyStore
    /// The sizes of pictures that the last frame had as characters.
    private var inCharacters: Set<Size> = []
    /// How fine the last frame's pictures had to be.
    private var detail = PictureDetail.full
    /// How many times as many bytes as expected pictures have been seen to take, in each detail and in whatever was seen last.
    private var densities: [PictureDetail: Double] = [:]
    private var density = 1.0
    /// Bytes that the frame's pictures may still take.
    private var room = Int.max

    /// - Parameter firstID: where the numbers of kitty pictures begin; see `KittyNumbers`.
    init(format: PictureFormat, firstID: UInt32 = 1) {
        self.format = format
        store = KittyStore(commands: KittyCommands(placeholders: format.placeholders), firstNumber: firstID)
    }

    /// The screen is about to be cleared, or its cells have a new size: nothing is on it any more. Pictures in a terminal's
    /// memory are given up too, because some terminals drop them when they clear the screen. Returns what has to be sent.
    mutating func clear(format: PictureFormat? = nil) -> [UInt8] {
        entries = [:]
        if let format { self.format = format }
        return store.forgetAll()
    }

    /// How pictures of a size are encoded on a screen like the last one.
    func format(for size: Size) -> PictureFormat {
        inCharacters.contains(size) ? format.inCharacters : format.with(detail)
    }

    /// Makes `placements` what the terminal shows.
    /// - Parameters:
    ///   - screen: its size in cells; nil where nothing is near its end.
    ///   - limits: what the line has room for.
    ///   - placeholder: the colour that stands in for a picture that is not in the cache yet; nil leaves blanks.
    mutating func update(
        to placements: [Placement], screen: Size? = nil, from cache: PictureCache, limits: LineSpeed.Limits = .none,
        placeholder: (PictureKey) -> Color? = { _ in nil }
    ) -> PictureUpdate {
        var update = PictureUpdate()
        inCharacters = format.sizesInCharacters(placements, screen: screen ?? Size(columns: .max, rows: .max))
        let earlier = entries
        entries = [:]
        room = limits.frame
        let pixels = pixels(of: placements)
        detail = .finest(format.graphics, within: limits.page) { Double(pixels) * (densities[$0] ?? density) }
        var fresh: [(Placement, Shown, EncodedPicture?)] = []
        for placement in placements where placement.rect.columns > 0 && placement.rect.rows > 0 {
            let (shown, picture) = wanted(
                placement, over: earlier[placement.rect]?.shown, cache, limits, placeholder, &update)
            if let entry = earlier[placement.rect], entry.shown == shown {
                entries[placement.rect] = entry
                entries[placement.rect]?.placement = placement
            } else {
                fresh.append((placement, shown, picture))
            }
        }
        // Only what is still on the screen may not be pushed out of the terminal's memory.
        store.inUse = Set(entries.values.compactMap(\.kitty?.id))
        for (placement, shown, picture) in fresh {
            let before = earlier.values.filter { $0.shown != .nothing && $0.placement.rect.intersects(placement.rect) }
            draw(placement, shown, picture, over: before, &update)
        }
        for (rect, entry) in earlier where entries[rect] == nil || entries[rect]?.shown != entry.shown {
            if let kitty = entry.kitty, format.placeholders == .none, entries[rect]?.kitty?.placement != kitty.placement {
                update.bytes += store.commands.remove(id: kitty.id, placement: kitty.placement)
            }
            update.erased.append(entry.placement)
        }
        update.erased.sort { ($0.rect.row, $0.rect.column) < ($1.rect.row, $1.rect.column) }
        return update
    }

    /// Uploads pictures that will be shown soon to a terminal that keeps them, so that showing them takes only their ids.
    /// - Returns: what to send, a little over `limit` bytes at most but for one picture that is larger; empty when there is nothing left.
    mutating func prepare(_ requests: [EncodingRequest], from cache: PictureCache, limit: Int) -> [UInt8] {
        guard format.graphics == .kitty else { return [] }
        var bytes: [UInt8] = []
        for request in requests where bytes.count < limit && !store.holds(request) {
            guard case .upload(let upload)? = cache[request]?.body else { continue }
            bytes += store.id(for: request, upload).bytes
        }
        return bytes
    }

    private func pixels(of placements: [Placement]) -> Int {
        placements.reduce(0) { $0 + $1.rect.columns * format.cell.width * $1.rect.rows * format.cell.height }
    }

    /// What is to stand at a placement, and the picture if that has to be drawn.
    private mutating func wanted(
        _ placement: Placement, over earlier: Shown?, _ cache: PictureCache, _ limits: LineSpeed.Limits, _ placeholder: (PictureKey) -> Color?,
        _ update: inout PictureUpdate
    ) -> (Shown, EncodedPicture?) {
        if case .color(let red, let green, let blue) = placement.picture {
            return (.color(Color(red: red, green: green, blue: blue)), nil)
        }
        let size = Size(columns: placement.rect.columns, rows: placement.rect.rows)
        let format = self.format(for: size)
        func request(_ detail: PictureDetail) -> EncodingRequest {
            EncodingRequest(picture: placement.picture, size: size, format: format.with(detail))
        }
        let shown: PictureDetail? =
            if case .picture(let shown)? = earlier, shown == request(shown.format.detail) { shown.format.detail } else { nil }
        // Coarse pictures become fine ones when there is time, and no fine one becomes coarse.
        let least = limits.refines && shown != nil ? .full : format.detail
        let held = PictureDetail.allCases.first { $0 <= least && (shown == $0 || store.holds(request($0)) && cache.contains(request($0))) }
        if let held {
            update.isCoarse = update.isCoarse || held > .full
            return (.picture(request(held)), cache[request(held)])
        }
        let wanted = request(least)
        let picture = cache[wanted]
        if let picture, takeRoom(picture) {
            update.isCoarse = update.isCoarse || wanted.format.detail > .full
            return (.picture(wanted), picture)
        }
        if picture == nil { update.missing.append(wanted) } else { update.isPostponed = true }
        if let shown {
            update.isCoarse = true
            return (.picture(request(shown)), nil)
        }
        // The same with other marks stays until this one is there.
        if case .picture(let before)? = earlier, before.picture.isAkin(to: placement.picture), before.size == size { return (.picture(before), nil) }
        return (placeholder(placement.picture).map(Shown.color) ?? .nothing, nil)
    }

    /// Whether a picture's bytes still fit into the frame. The first one does, unless nothing may be sent.
    private mutating func takeRoom(_ picture: EncodedPicture) -> Bool {
        guard room > 0 else { return false }
        room -= min(room, picture.byteCount)
        return true
    }

    /// Learns how many bytes pictures take.
    private mutating func learn(_ picture: EncodedPicture, _ format: PictureFormat) {
        let pixels = picture.size.columns * format.cell.width * picture.size.rows * format.cell.height
        let expected = format.detail.bytesPerPixel(format.graphics) * Double(pixels)
        guard expected > 0 else { return }
        let ratio = Double(picture.byteCount) / expected, earlier = densities[format.detail] ?? density
        density = earlier + (ratio - earlier) / 8
        densities[format.detail] = density
    }

    private mutating func draw(
        _ placement: Placement, _ shown: Shown, _ picture: EncodedPicture?, over earlier: [Entry], _ update: inout PictureUpdate
    ) {
        let rect = placement.rect
        var entry = Entry(placement: placement, shown: shown)
        if case .picture(let request) = shown, let picture { learn(picture, request.format) }
        switch (shown, picture?.body) {
        case (.color(let color), _):
            let row = ColorBlock.row(color, columns: rect.columns, colors: format.colors)
            for index in 0..<rect.rows { update.bytes += move(rect, index) + row }
        case (.picture, .rows(let rows)):
            for (index, row) in rows.enumerated() { update.bytes += move(rect, index) + row }
        case (.picture, .inline(let bytes, let coverage)):
            entry.coverage = coverage
            let hidden = earlier.allSatisfy { $0.placement.rect == rect && $0.coverage.map(coverage.hides) == true && !format.isDrawnByTmux }
            if !hidden { update.bytes += blank(rect) }
            update.bytes += move(rect, 0)
            update.bytes += bytes
        case (.picture(let request), .upload(let upload)):
            let (id, sent) = store.id(for: request, upload)
            update.uploads += sent
            if format.placeholders != .none {
                for index in 0..<rect.rows {
                    update.bytes += move(rect, index) + store.commands.placeholderRow(index, columns: rect.columns, id: id)
                }
            } else {
                // Cells of a colour block would show through transparent pixels.
                if earlier.contains(where: { $0.kitty == nil }) { update.bytes += blank(rect) }
                let number = store.nextPlacement()
                update.bytes += move(rect, 0) + store.commands.place(id: id, placement: number, size: request.size)
                entry.kitty = KittyPlacement(id: id, placement: number)
            }
        default:
            if !earlier.isEmpty { update.bytes += blank(rect) }
        }
        entries[rect] = entry
        if shown != .nothing { update.drawn.append(placement) }
    }

    private func move(_ rect: Rect, _ row: Int) -> [UInt8] {
        Array("\u{1B}[\(rect.row + row + 1);\(rect.column + 1)H".utf8)
    }

    private func blank(_ rect: Rect) -> [UInt8] {
        let blanks = [UInt8](repeating: UInt8(ascii: " "), count: rect.columns)
        return Array("\u{1B}[0m".utf8) + (0..<rect.rows).flatMap { move(rect, $0) + blanks }
    }
}
