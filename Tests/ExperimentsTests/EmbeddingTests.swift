import Basics
import Encoders
import Experiments
import Foundation
import TestSupport
import Testing
import Vectors

@Suite struct EmbeddingTests {
    let folder = try! TemporaryFolder()

    @Test func aRowForEachPicture() throws {
        let paths = try (0..<3).map { shade in
            try folder.write(Fixtures.bitmap(width: 8, height: 8) { x, y in (UInt8(shade * 90), UInt8(x * 30), UInt8(y * 30)) }, to: "\(shade).bmp")
        }
        let output = folder.url.appendingPathComponent("v.npy"), input = folder.url.appendingPathComponent("i.npy")
        let embedding = try Embedding(paths, by: "descriptor", wishes: EncoderWishes())
        try embedding.write(to: output, input: nil, replacing: false)
        let table = try VectorTable(contentsOf: output)
        #expect(table.rows == 3 && table.dimensions == DescriptorEncoder().identity.dimensions)
        #expect(table.vector(at: 0) != table.vector(at: 2))
        #expect(throws: FileError.self, "what is there stays") { try embedding.write(to: output, input: nil, replacing: false) }
        #expect { try embedding.write(to: output, input: input, replacing: true) } throws: { "\($0)".contains("descriptor has no network input") }
    }

    @Test func aPictureThatCannotBeDecodedIsNamed() throws {
        let path = try folder.write(Array("text".utf8), to: "text.jpg")
        #expect { try Embedding([path], by: "descriptor", wishes: EncoderWishes()) } throws: { "\($0)".hasPrefix(path + ": ") }
    }
}
