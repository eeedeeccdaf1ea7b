import Basics
import Catalog
import Encoders
import Foundation
import Pictures
import Shops

/// From a picture's address to its item.
extension ShopVisit {
    /// Pictures that are on their way at a time; how many of them a host is asked for at once is the client's business.
    private static let window = 512
    private static let batch = 256
    /// Bytes of pictures that wait to be stored.
    private static let mostBytes = 64 << 20

    /// Asks for as many pictures as may be on their way; those that are there already are taken from there.
    func fetchMore(_ writer: ShopWriter) throws {
        while fetching.count < Self.window, ready.count < 4 * Self.batch, mailbox.bytes < Self.mostBytes, let offer = waiting.popFirst() {
            let address = offer.offer.pictures[0]
            if let name = writer.pictures.stored(address) {
                add([offer], picture: name)
            } else if fetching[ExactText(address)] != nil {
                fetching[ExactText(address)]?.append(offer)
            } else {
                fetching[ExactText(address)] = [offer]
                web.beginPicture(address) { [mailbox, shelf] answer in
                    let arrival = answer.mapError { $0 as any Error }.flatMap { response in Result { try shelf.take(response, of: address) } }
                    mailbox.send(.picture(address: address, arrival))
                }
            }
        }
    }

    func add(_ offers: [PicturedOffer], picture: String) {
        for var offer in offers {
            offer.picture = picture
            ready.append(offer)
        }
    }

    func giveUp(_ offer: PicturedOffer, _ error: any Error, _ writer: ShopWriter) throws {
        progress.done += 1
        hasMissed = true
        let address = offer.offer.pictures[0]
        add(ShopProblem("\(offer.id), \(address)", ShopProblem.reason(error, of: address)))
        try writer.giveUp(offer)
    }

    /// Whether what is ready should be encoded now: a few pictures at a time keep one processor waiting for the other, but nobody should wait
    /// for others for long.
    var shouldEncode: Bool {
        !ready.isEmpty && (ready.count >= Self.batch / 4 || ContinuousClock.now - lastEncoding > .milliseconds(250) || isPictured)
    }

    /// Whether no picture is on its way.
    private var isPictured: Bool { fetching.isEmpty && waiting.isEmpty && reading != nil }

    func encode(_ writer: ShopWriter, _ encoder: any Encoder) throws {
        let batch = Array(ready.prefix(Self.batch)), colors = MeanColors(count: batch.count), side = encoder.preferredSide
        ready.removeFirst(batch.count)
        defer { lastEncoding = .now }
        let files = batch.map { writer.pictures.file($0.picture) }
        try EncodePipeline(encoder, workers: ProcessInfo.processInfo.activeProcessorCount).run(count: batch.count) { index in
            let raster = try PictureReference.file(path: files[index]).decode(side: side)
            colors.set(raster.meanColor(), at: index)
            return raster
        } deliver: { chunk in
            for index in chunk.indices {
                var offer = batch[index]
                offer.color = colors[index]
                encoded.append(offer)
            }
            vectors += chunk.vectors
            progress.done += chunk.indices.count
            for failure in chunk.failures {
                // It is asked for again next time.
                writer.pictures.remove(batch[failure.index].picture)
                try giveUp(batch[failure.index], failure.error, writer)
            }
        }
    }

    func commit(_ writer: ShopWriter) throws {
        try writer.commit(encoded, vectors: vectors)
        report.added += encoded.count { $0.row == nil }
        report.changed += encoded.count { $0.row != nil }
        (encoded, vectors) = ([], [])
    }
}
