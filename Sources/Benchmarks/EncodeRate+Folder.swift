import Basics
import Encoders
import Foundation
import Pictures
import SampleShop

extension EncodeRate {
    /// Measures an encoder over a folder's pictures.
    ///
    /// - Parameters:
    ///   - count: pictures in each round; those of the folder are taken again where there are fewer.
    ///   - folder: nil: T-shirts of the sample shop are drawn.
    /// - Throws: `PlainError` for a folder without pictures.
    package static func measure(_ encoder: any Encoder, pictures count: Int, of folder: URL?) throws -> EncodeRate {
        let draft = try DraftFolder.temporary("benchmark")
        defer { withExtendedLifetime(draft) {} }
        if folder == nil { try SampleShop(items: min(count, 256), seed: 1).draw(into: draft.folder) }
        let path = (folder ?? draft.folder).path
        let files = try FileManager.default.contentsOfDirectory(atPath: path).filter { name in
            PictureFormats.fileExtensions.contains((name as NSString).pathExtension.lowercased())
        }.sorted().map { path + "/" + $0 }
        guard !files.isEmpty else { throw PlainError("\(path): there are no pictures in it") }
        let side = encoder.preferredSide
        return try measure(encoder, pictures: count) { try PictureDecoder.decode(file: files[$0 % files.count], side: side) }
    }

    /// The rates in one line.
    package var line: String {
        "\(sanitized(encoder.name)): \(fixed(endToEnd, decimals: 1)) pictures a second from file to vector, \(fixed(alone, decimals: 1)) by the network alone (\(Int((efficiency * 100).rounded()))%)"
    }
}
