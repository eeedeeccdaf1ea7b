import Basics
import Browser
import Engine
import Foundation
import Frames
import Pictures
import Synchronization
import Taste
import Terminal

/// Decodes and encodes the pictures that the screen wants, on threads of its own, most urgent first.
///
/// Each new list replaces the one before, so that pictures already scrolled past are never worked on. Encoded pictures go to the cache, decoded ones
/// stay at hand for another size or zoom.
final class PictureWorkers: Sendable {
    typealias Request = EncodingRequest

    private struct Work {
        /// On the screen already: these come first.
        var urgent: [Request] = []
        var wanted: [Request] = []
        var underway: Set<Request> = []
        var failed: Set<PictureKey> = []
        var isStopped = false
        /// Whether nothing new is begun.
        var isHeld = false
    }

    private let cache: PictureCache
    private let engine: any Engine
    private let mailbox: Mailbox<Action>
    private let work = Mutex(Work())
    private let wake = DispatchSemaphore(value: 0)
    private let threadCount: Int

    init(
        engine: any Engine, cache: PictureCache, mailbox: Mailbox<Action>,
        threads: Int = max(1, min(4, ProcessInfo.processInfo.activeProcessorCount))
    ) {
        self.engine = engine
        self.cache = cache
        self.mailbox = mailbox
        threadCount = threads
        for number in 0..<threads {
            let thread = Thread { [self] in run() }
            thread.name = "vitrine.pictures.\(number)"
            thread.start()
        }
    }

    /// Lets the threads end. Pictures under way are finished first.
    func stop() {
        work.withLock { $0.isStopped = true }
        for _ in 0..<threadCount { wake.signal() }
    }

    /// Has the threads begin nothing new for as long as a search is waited for, which takes all processors.
    func hold(_ isHeld: Bool) {
        let changed = work.withLock { work in
            defer { work.isHeld = isHeld }
            return work.isHeld != isHeld
        }
        guard changed, !isHeld else { return }
        for _ in 0..<threadCount { wake.signal() }
    }

    /// Replaces what is wanted; what is in the cache already is reported ready at once.
    func want(_ requests: [Request]) {
        let missing = requests.filter { !cache.contains($0) }
        let ready = requests.filter { cache.contains($0) }.map(\.picture)
        if !ready.isEmpty { mailbox.post(.picturesReady(ready)) }
        enqueue { $0.wanted = $1(missing) }
    }

    /// Puts pictures that are on the screen before everything else. Those of an earlier screen are forgotten.
    func hurry(_ requests: [Request]) { enqueue { $0.urgent = $1(requests) } }

    /// Changes what is to be done; the change is handed a function that leaves out what is under way or cannot be had.
    private func enqueue(_ change: (inout Work, ([Request]) -> [Request]) -> Void) {
        let count = work.withLock { work in
            let (underway, failed) = (work.underway, work.failed)
            change(&work) { $0.filter { !underway.contains($0) && !failed.contains($0.picture) } }
            return work.urgent.count + work.wanted.count
        }
        for _ in 0..<min(count, threadCount) { wake.signal() }
    }

    /// Makes the part of a wall that the cursor is on at once, so that it is there in the frame of its key: that is little.
    func makeCursor(of frame: Frame, _ request: (PictureRequest) -> Request) {
        for placement in frame.placements {
            guard case .wall(let strip) = placement.picture, strip.hasCursor else { continue }
            let wanted = request(PictureRequest(key: placement.picture, size: placement.rect.size))
            guard !cache.contains(wanted), let picture = make(wanted) else { continue }
            keep(picture, for: wanted)
        }
    }

    private func keep(_ picture: EncodedPicture, for request: Request) {
        let dropped = cache.insert(picture, for: request)
        if !dropped.isEmpty { mailbox.post(.picturesDropped(dropped.map { .init(key: $0.picture, size: $0.size) })) }
    }

    /// Tries anew what could not be had: the catalog has changed.
    func forgetFailures() { work.withLock { $0.failed = [] } }

    private func run() {
        while true {
            wake.wait()
            while let request = take() { finish(request, make(request)) }
            if work.withLock({ $0.isStopped }) { return }
        }
    }

    private func take() -> Request? {
        work.withLock { work in
            guard !work.isStopped, !work.isHeld else { return nil }
            while !(work.urgent.isEmpty && work.wanted.isEmpty) {
                let request = work.urgent.isEmpty ? work.wanted.removeFirst() : work.urgent.removeFirst()
                guard !work.underway.contains(request), !cache.contains(request) else { continue }
                work.underway.insert(request)
                return request
            }
            return nil
        }
    }

    private func make(_ request: Request) -> EncodedPicture? {
        if case .wall(let strip) = request.picture {
            let thumbnails = engine.thumbnails(onWall: strip.wall, at: strip.first..<strip.first + strip.count)
            return PictureRenderer.render(strip, thumbnails.map { $0?.raster }, size: request.size, format: request.format)
        }
        let cell = request.format.cell
        let side = max(request.size.columns * cell.width, request.size.rows * cell.height)
        return raster(request.picture, side: side).map { PictureRenderer.render($0, size: request.size, format: request.format) }
    }

    private func raster(_ picture: PictureKey, side: Int) -> Raster? {
        switch picture {
        case .item(let picture, let zoom): return engine.picture(picture, zoom: zoom, side: side)
        case .file(let path): return try? PictureDecoder.decode(file: path, side: side)
        case .ghost(let ghost):
            let basket = Basket(entries: ghost.parts.map { Basket.Entry(item: $0.item, weight: $0.weight) })
            return engine.ghostPicture(of: basket, zoom: ghost.zoom, side: side)
        case .color(let red, let green, let blue): return Raster(width: 1, height: 1, pixels: [red, green, blue, 255])
        case .tinted(.item(let picture, let zoom), let map, let seen):
            // As large as what is cut from it for the same picture without a tint.
            let whole = engine.picture(picture, zoom: .whole, side: zoom == .print ? 2 * side : side)
            return whole?.tinted(by: map, seen: seen, zoom: zoom)
        // Drawn whole, above.
        case .wall: return nil
        case .tinted(let picture, let map, let seen): return raster(picture, side: side)?.tinted(by: map, seen: seen, zoom: .whole)
        }
    }

    private func finish(_ request: Request, _ picture: EncodedPicture?) {
        if let picture { keep(picture, for: request) }
        work.withLock { work in
            work.underway.remove(request)
            if picture == nil { work.failed.insert(request.picture) }
        }
        mailbox.post(picture == nil ? .picturesFailed([request.picture]) : .picturesReady([request.picture]))
    }
}
