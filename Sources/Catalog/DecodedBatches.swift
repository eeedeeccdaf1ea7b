import Dispatch
import Pictures

/// Decodes pictures batch by batch, each batch on all cores while the one before it is being encoded.
final class DecodedBatches: @unchecked Sendable {
    struct Decoded: Sendable {
        let work: IndexWork
        let item: NewItem
        let raster: Raster
    }

    struct Batch: Sendable {
        var decoded: [Decoded] = []
        var skipped: [SkippedPicture] = []
        var count: Int { decoded.count + skipped.count }
    }

    private let work: [IndexWork]
    private let side: Int
    private let batchSize: Int
    private let queue = DispatchQueue(label: "vitrine.decode")
    // Touched by the consumer only; `decoding` hands results over by its semaphore.
    private var position = 0
    private var decoding: Handover?

    private final class Handover: @unchecked Sendable {
        var batch = Batch()
        let ready = DispatchSemaphore(value: 0)
    }

    init(_ work: [IndexWork], side: Int, batchSize: Int) {
        self.work = work
        self.side = side
        self.batchSize = batchSize
        decoding = startNext()
    }

    /// The next batch in order, or nil at the end. Blocks until it is decoded.
    func next() -> Batch? {
        guard let current = decoding else { return nil }
        current.ready.wait()
        decoding = startNext()
        return current.batch
    }

    private func startNext() -> Handover? {
        guard position < work.count else { return nil }
        let slice = work[position..<min(position + batchSize, work.count)]
        position = slice.endIndex
        let handover = Handover()
        queue.async { [side] in
            handover.batch = Self.decode(slice, side: side)
            handover.ready.signal()
        }
        return handover
    }

    private static func decode(_ slice: ArraySlice<IndexWork>, side: Int) -> Batch {
        let results = Slots<Result<Raster, PictureError>>(count: slice.count)
        DispatchQueue.concurrentPerform(iterations: slice.count) { index in
            let reference = slice[slice.startIndex + index].picture.reference
            results[index] = Result { () throws(PictureError) in try reference.decode(side: side) }
        }
        var batch = Batch()
        for (index, work) in slice.enumerated() {
            switch results[index]! {
            case .success(let raster):
                var item = work.item
                let mean = raster.meanColor()
                item.color = Int(mean.red) << 16 | Int(mean.green) << 8 | Int(mean.blue)
                batch.decoded.append(Decoded(work: work, item: item, raster: raster))
            case .failure(let error):
                batch.skipped.append(SkippedPicture(picture: work.picture.locator, reason: error.description))
            }
        }
        return batch
    }
}

/// Results of parallel work: each index is written by one thread only, and all are read after the last one has finished.
private final class Slots<Element>: @unchecked Sendable {
    private let storage: UnsafeMutableBufferPointer<Element?>

    init(count: Int) {
        storage = .allocate(capacity: count)
        storage.initialize(repeating: nil)
    }

    deinit {
        storage.deinitialize()
        storage.deallocate()
    }

    subscript(index: Int) -> Element? {
        get { storage[index] }
        set { storage[index] = newValue }
    }
}
