import Foundation
import TestSupport
import Testing

@testable import Pictures

@Suite struct PictureDecoderTests {
    let folder = try! TemporaryFolder()

    @Test func netpbmPicturesKeepTheirPixels() throws {
        let picture = try PictureDecoder.decode(Array("P6 2 1 255\n".utf8) + [255, 0, 0, 0, 0, 255])
        #expect(picture == Raster(width: 2, height: 1, pixels: [255, 0, 0, 255, 0, 0, 255, 255]))
    }

    @Test func largePicturesAreReducedAndSmallOnesStay() throws {
        let bytes = Fixtures.bitmap(width: 60, height: 30) { x, _ in x < 30 ? (255, 0, 0) : (0, 0, 255) }
        let reduced = try PictureDecoder.decode(bytes, side: 20)
        #expect(reduced.width == 20 && reduced.height == 10)
        #expect(reduced.pixels[0] > 250 && reduced.pixels[4 * 19 + 2] > 250)
        #expect(try PictureDecoder.decode(bytes, side: 500).width == 60)
    }

    @Test func hostileFilesAreRefused() throws {
        #expect(throws: PictureError.empty) { try PictureDecoder.decode([]) }
        #expect(throws: PictureError.self) { try PictureDecoder.decode(Array("not a picture at all".utf8)) }
        #expect(throws: PictureError.self) { try PictureDecoder.decode(Array(Fixtures.jpeg.prefix(Fixtures.jpeg.count / 2))) }
        for seed in 0..<40 {
            var random = SeededGenerator(seed: UInt64(seed))
            var bytes = Fixtures.jpeg
            for _ in 0..<20 { bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random) }
            _ = try? PictureDecoder.decode(bytes, side: 64)
        }
    }

    @Test func giantPicturesAreRefusedBeforeTheyAreDecoded() {
        var header = Fixtures.bitmap(width: 1, height: 1) { _, _ in (0, 0, 0) }
        header.replaceSubrange(18..<26, with: [0x30, 0x75, 0, 0, 0x30, 0x75, 0, 0])
        #expect(throws: PictureError.tooManyPixels(width: 30_000, height: 30_000)) { try PictureDecoder.decode(header) }
    }

    /// Its loader would decode it, refused or not.
    @Test func giantWebPsAreRefusedByTheirHeader() {
        let header: [UInt8] = [0x2F, 0xFE, 0xFF, 0xFF, 0x0F]
        let bytes = Array("RIFF".utf8) + [40, 0, 0, 0] + Array("WEBPVP8L".utf8) + [20, 0, 0, 0] + header + [UInt8](repeating: 0, count: 20)
        #expect(throws: PictureError.tooManyPixels(width: 16383, height: 16384)) { try PictureDecoder.decode(bytes) }
    }

    @Test func onlyAJPEGThatDecodesIsHandedOut() throws {
        try folder.write(Array("root:x:0:0\n".utf8), to: "secret.jpg")
        #expect(try PictureDecoder.jpegBytes(file: folder.path("secret.jpg")) == nil)
        try folder.write([0xFF, 0xD8] + Array("secret".utf8), to: "false.jpg")
        #expect(throws: PictureError.self) { try PictureDecoder.jpegBytes(file: folder.path("false.jpg")) }
        try folder.write(Fixtures.jpeg, to: "true")
        #expect(try PictureDecoder.jpegBytes(file: folder.path("true")) == Fixtures.jpeg)
    }

    @Test func onlyRegularFilesAreRead() throws {
        #expect(throws: PictureError.notAFile) { try PictureDecoder.decode(file: folder.path("")) }
        let pipe = folder.path("pipe")
        #expect(mkfifo(pipe, 0o600) == 0)
        #expect(throws: PictureError.notAFile) { try PictureDecoder.decode(file: pipe) }
        #expect(throws: PictureError.self) { try PictureDecoder.decode(file: folder.path("missing")) }
    }
}
