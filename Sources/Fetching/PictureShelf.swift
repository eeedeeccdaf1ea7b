import Basics
import Catalog
import Foundation
import Synchronization
import Web

/// Stores pictures on the thread on which they come, so that a kill takes none that has arrived; while the catalog moves to its place they are
/// handed on as bytes.
final class PictureShelf: Sendable {
    /// What became of a picture.
    enum Arrival: Sendable {
        /// The name of its file.
        case stored(String)
        case bytes(Data)
    }

    private let pictures = Mutex<ShopPictures?>(nil)

    /// Where pictures go from now on; nil: they are handed on. Whatever is being stored is waited for.
    func use(_ pictures: ShopPictures?) { self.pictures.withLock { $0 = pictures } }

    /// Takes an answer. Any thread.
    func take(_ response: WebResponse, of address: String) throws -> Arrival {
        guard response.isSuccess else { throw PlainError("the host answers with status \(response.status)") }
        let bytes = Data(response.body)
        return try pictures.withLock { pictures in
            guard let pictures else { return .bytes(bytes) }
            return .stored(try Self.store(bytes, of: address, in: pictures))
        }
    }

    /// - Throws: `CatalogError` where it cannot be written, `PlainError` for what is no picture.
    static func store(_ bytes: Data, of address: String, in pictures: ShopPictures) throws -> String {
        guard let name = try pictures.store(bytes, of: address) else { throw PlainError("what came is no picture of a format that is read") }
        return name
    }
}
