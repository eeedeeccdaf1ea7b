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
    /// Pictures that wait to be encoded.
    private static let mostReady = 1024
    /// Bytes of pictures that wait to be stored.
    private static let mostBytes = 64 << 20

    /// Asks for as many pictures as may be on their way; those that are there already are taken from there.
    func fetchMore(_ writer: ShopWriter) throws {
        while fetching.count < Self.window, ready.count < Self.mostReady, mailbox.bytes < Self.mostBytes, let offer = waiting.popFirst() {
            let address = offer.offer.pictures[0]
            if let name = writer.storedPicture(address) {
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
}
