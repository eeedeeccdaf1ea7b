import Basics
import Frames

/// Turns frames into the bytes that change the terminal from the last frame to the next: text, then pictures.
struct FrameRenderer: Sendable {
    private var text: TextLayer
    private let themes: ThemeChoice
    private let colors: ColorDepth
    private var pictures: PictureLayer
    /// What a change of format or a clearing has left to send.
    private var pending: [UInt8] = []
    private let habits: TerminalHabits
    /// The title that the terminal was given; "" where it has its own.
    private var title = ""

    init(
        format: PictureFormat, theme: ThemeChoice = ThemeChoice(), habits: TerminalHabits = TerminalHabits(),
        firstID: UInt32 = 1
    ) {
        (self.habits, themes, colors) = (habits, theme, format.colors)
        text = TextLayer(
            theme: Theme(colors: format.colors, dark: theme.isDark(format.background), wanted: theme.colors), isolates: habits.isolates,
            showsLinks: habits.hasLinks)
        pictures = PictureLayer(format: format, firstID: firstID)
    }

    /// The bytes of one frame, where the terminal is to synchronise them as an update (private mode 2026); nothing if nothing changed.
    ///
    /// Pictures are uploaded ahead of it: inside a long synchronised update that arrives in pieces, kitty loses some. Clearing the
    /// screen, on the other hand, takes uploaded pictures along that are not placed yet, so a frame that clears does so before.
    mutating func render(
        _ frame: Frame, size: Size, from cache: PictureCache, limits: LineSpeed.Limits = .none,
        placeholder: (PictureKey) -> Color?
    ) -> (bytes: [UInt8], update: PictureUpdate) {
        var frame = frame
        // A frame that was laid out for another size must not scroll or wrap.
        frame.placements.removeAll { !$0.rect.fits(in: size) }
        let update = pictures.update(to: frame.placements, screen: size, from: cache, limits: limits, placeholder: placeholder)
        let clears = text.clears(size)
        let written = pending + text.update(to: frame, size: size), title = titleUpdate(to: frame)
        pending = []
        let cursor = text.cursorUpdate(to: frame, moved: !written.isEmpty || !update.bytes.isEmpty)
        var bytes = title
        // Pictures come to a megabyte, which is to be moved once.
        bytes.reserveCapacity(title.count + update.uploads.count + written.count + update.bytes.count + cursor.count + 64)
        if clears, !update.uploads.isEmpty {
            synchronize([written], into: &bytes)
            bytes += update.uploads
            synchronize([update.bytes, cursor], into: &bytes)
        } else {
            bytes += update.uploads
            synchronize([written, update.bytes, cursor], into: &bytes)
        }
        return (bytes, update)
    }

    /// Appends parts of an update.
    private func synchronize(_ parts: [[UInt8]], into bytes: inout [UInt8]) {
        let isMarked = habits.synchronizes && !parts.allSatisfy(\.isEmpty)
        if isMarked { bytes += "\u{1B}[?2026h".utf8 }
        for part in parts { bytes += part }
        if isMarked { bytes += "\u{1B}[?2026l".utf8 }
    }

    /// What gives the terminal's window the frame's title (OSC 2).
    private mutating func titleUpdate(to frame: Frame) -> [UInt8] {
        guard habits.ignoresUnknown, frame.title != title else { return [] }
        title = frame.title
        let clean = String(String.UnicodeScalarView(title.unicodeScalars.filter { CellText.width(of: $0) >= 0 }))
        return Array("\u{1B}]2;\(clean)\u{1B}\\".utf8)
    }

    /// Has the colours of text suit a dark background or a light one from the next frame on, which has to be drawn whole.
    mutating func suit(dark isDark: Bool) { text.theme = Theme(colors: colors, dark: isDark, wanted: themes.colors) }

    /// How pictures of a size are encoded on a screen like the last one.
    func format(for size: Size) -> PictureFormat { pictures.format(for: size) }

    /// Uploads pictures for frames to come; see `PictureLayer.prepare`.
    mutating func prepare(_ requests: [EncodingRequest], from cache: PictureCache, limit: Int) -> [UInt8] {
        pending.isEmpty ? pictures.prepare(requests, from: cache, limit: limit) : []
    }

    /// Whatever is on the screen counts for nothing: the next frame is drawn whole.
    mutating func clear(format: PictureFormat) {
        pending += pictures.clear(format: format)
        text.invalidate()
        title = ""
    }

    /// What takes every picture off the screen and out of the terminal's memory. The next frame is drawn whole.
    mutating func forgetPictures() -> [UInt8] {
        text.invalidate()
        return pictures.clear()
    }
}

extension Rect {
    func fits(in size: Size) -> Bool {
        column >= 0 && row >= 0 && columns > 0 && rows > 0 && columns <= size.columns && column <= size.columns - columns && rows <= size.rows
            && row <= size.rows - rows
    }
}
