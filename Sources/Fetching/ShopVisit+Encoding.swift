import Catalog
import Encoders
import Foundation
import Pictures

/// From pictures to vectors, beside all else.
extension ShopVisit {
    /// A few pictures at a time would keep one processor waiting for the other.
    private static let least = 64
    private static let most = 256

    /// Whether what is ready should be encoded now: nobody should wait for others for long. The next batch is there when one ends.
    var shouldEncode: Bool {
        batches < 2 && !ready.isEmpty && (ready.count >= Self.least || ContinuousClock.now - lastEncoding > .milliseconds(250) || isPictured)
    }

    /// Whether no picture is on its way.
    private var isPictured: Bool { fetching.isEmpty && waiting.isEmpty && reading != nil }

    /// Begins to encode what is ready.
    ///
    /// - Parameter isFirst: whether the catalog waits for these; then they are few.
    func beginEncoding(_ writer: ShopWriter, _ encoder: any Encoder, isFirst: Bool) {
        let batch = Array(ready.prefix(isFirst ? encoder.batchSize : Self.most))
        ready.removeFirst(batch.count)
        batches += 1
        lastEncoding = .now
        let files = batch.map { writer.pictures.file($0.picture) }
        encodingQueue.async { [mailbox] in
            let result = Result { try Self.encode(batch, files: files, encoder, into: mailbox) }
            mailbox.send(.encodingEnded(result))
        }
    }

    private static func encode(_ batch: [PicturedOffer], files: [String], _ encoder: any Encoder, into mailbox: FetchMailbox) throws {
        let glances = Slots<Glance>(count: batch.count), side = encoder.preferredSide
        try EncodePipeline(encoder, workers: ProcessInfo.processInfo.activeProcessorCount).run(count: batch.count) { index in
            let raster = try PictureReference.file(path: files[index]).decode(side: side)
            glances.set(Glance(raster), at: index)
            return raster
        } deliver: { chunk in
            if mailbox.isStopped.load(ordering: .relaxed) { throw CancellationError() }
            let offers = chunk.indices.map { index in
                var offer = batch[index]
                offer.glance = glances.take(index)
                return offer
            }
            mailbox.send(.encoded(offers, vectors: chunk.vectors, failures: chunk.failures.map { (batch[$0.index], $0.error) }))
        }
    }

    func take(_ offers: [PicturedOffer], vectors: [Float], failures: [(PicturedOffer, any Error)], _ writer: ShopWriter) throws {
        encoded += offers
        self.vectors += vectors
        progress.done += offers.count
        for (offer, error) in failures {
            // It is asked for again next time.
            writer.pictures.remove(offer.picture)
            try giveUp(offer, error, writer)
        }
    }

    func commit(_ writer: ShopWriter) throws {
        try writer.commit(encoded, vectors: vectors)
        report.added += encoded.count { $0.row == nil }
        report.changed += encoded.count { $0.row != nil }
        (encoded, vectors) = ([], [])
    }
}
