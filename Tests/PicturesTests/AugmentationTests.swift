import TestSupport
import Testing

@testable import Pictures

@Suite struct AugmentationTests {
    private func picture(width: Int, height: Int) -> Raster {
        let pixels = (0..<width * height).flatMap { at -> [UInt8] in
            [UInt8(truncatingIfNeeded: 7 * at), UInt8(truncatingIfNeeded: at / width * 9), UInt8(truncatingIfNeeded: at % width * 5), 255]
        }
        return Raster(width: width, height: height, pixels: pixels)
    }

    @Test func nothingChangesNothingAndTwoFlipsUndoEachOther() {
        let picture = picture(width: 13, height: 8)
        #expect(Augmentation().apply(to: picture).pixels == picture.pixels)
        var flip = Augmentation()
        flip.flips = true
        let once = flip.apply(to: picture)
        #expect(once.pixels[0..<4] == picture.pixels[4 * 12..<4 * 13])
        #expect(flip.apply(to: once).pixels == picture.pixels)
    }

    @Test func whatComesInFromOutsideIsTheMirroredPicture() {
        // A picture of one colour stays one, however it is turned: nothing else comes in.
        let plain = Raster(width: 20, height: 10, pixels: [UInt8](repeating: 200, count: 800))
        var random = SeededGenerator(seed: 1)
        for _ in 0..<50 {
            var change = Augmentation(using: &random)
            (change.brightness, change.contrast) = (0.5, 1)
            #expect(change.apply(to: plain).pixels.allSatisfy { $0 == 200 })
        }
    }

    @Test func aQuarterTurnMovesTheCorners() {
        var turn = Augmentation()
        turn.angle = .pi / 2
        let picture = picture(width: 9, height: 9), turned = turn.apply(to: picture)
        let topRight = Array(picture.pixels[4 * 8..<4 * 9])
        #expect(Array(turned.pixels[0..<4]) == topRight || Array(turned.pixels[4 * 80..<4 * 81]) == topRight)
    }

    @Test func lightMovesGreysAndLeavesBlackAndWhite() {
        let greys = Raster(width: 3, height: 1, pixels: [0, 0, 0, 255, 128, 128, 128, 255, 255, 255, 255, 255])
        var change = Augmentation()
        change.brightness = 0.6
        let brighter = change.apply(to: greys).pixels
        #expect(brighter[0] < 4 && (148...158).contains(brighter[4]) && brighter[8] == 255 && brighter[3] == 255)
    }

    @Test func randomChangesStayInTheirRangesAndFollowTheSeed() {
        var random = SeededGenerator(seed: 3), again = SeededGenerator(seed: 3)
        var plain = 0
        for _ in 0..<400 {
            let change = Augmentation(using: &random)
            #expect(change == Augmentation(using: &again))
            #expect(abs(change.angle) <= 0.1746 && (1...1.1).contains(change.zoom) && abs(change.warp.x) <= 0.2 && abs(change.warp.y) <= 0.2)
            #expect((0.4...0.6).contains(change.brightness) && (0.8...1.25).contains(change.contrast))
            plain += change.angle == 0 ? 1 : 0
        }
        #expect((60...140).contains(plain))
        #expect(Augmentation(using: &random).apply(to: picture(width: 1, height: 1)).width == 1)
    }
}
