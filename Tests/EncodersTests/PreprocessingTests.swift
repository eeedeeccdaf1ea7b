import Foundation
import Pictures
import Testing

@testable import Encoders

@Suite struct PreprocessingTests {
    @Test func channelsScaleMeansAndDeviations() {
        let picture = Samples.plain(5, 7, 255, 51, 0)
        var preprocessing = Preprocessing(size: 2, means: [0.5, 0.1, 0], deviations: [0.5, 0.2, 1])
        #expect(close(preprocessing.tensor(of: [picture]), [1, 1, 1, 1, 0.5, 0.5, 0.5, 0.5, 0, 0, 0, 0]))
        #expect(close(preprocessing.tensor(of: [picture], layout: .interleaved), [1, 0.5, 0, 1, 0.5, 0, 1, 0.5, 0, 1, 0.5, 0]))
        preprocessing = Preprocessing(size: 1, channels: .bgr, range: .bytes, means: [1, 2, 3])
        #expect(close(preprocessing.tensor(of: [picture, picture]), [-1, 49, 252, -1, 49, 252]))
    }

    @Test func aPictureOfTheRightSizePassesUnchanged() {
        let picture = Samples.noise(9, 9, seed: 1)
        let expected = (0..<3).flatMap { channel in (0..<81).map { Float(picture.pixels[4 * $0 + channel]) } }
        for resize in Preprocessing.Resize.allCases {
            #expect(close(Preprocessing(size: 9, resize: resize, range: .bytes).tensor(of: [picture]), expected))
        }
    }

    @Test func cropTakesTheMiddle() {
        // Columns 0...11 hold their own number; the middle 4 of 12 are 4...7.
        let picture = Samples.draw(12, 4) { x, _ in (UInt8(x), 0, 0, 255) }
        let tensor = Preprocessing(size: 4, resize: .crop, range: .bytes).tensor(of: [picture])
        #expect(close(Array(tensor.prefix(4)), [4, 5, 6, 7]))
    }

    @Test func padIsWhiteAroundThePicture() {
        let picture = Samples.plain(8, 2, 0, 0, 0)
        let tensor = Preprocessing(size: 4, resize: .pad, range: .bytes).tensor(of: [picture])
        #expect(close(Array(tensor.prefix(16)), [255, 255, 255, 255, 0, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255]))
    }

    @Test(arguments: [(1, 1), (1, 4000), (3000, 1), (2, 3)], Preprocessing.Resize.allCases)
    func extremeProportionsWork(size: (Int, Int), resize: Preprocessing.Resize) {
        let tensor = Preprocessing(size: 8, resize: resize, shorterSide: 9).tensor(of: [Samples.plain(size.0, size.1, 9, 9, 9)])
        #expect(tensor.count == 192)
        #expect(tensor.allSatisfy { $0.isFinite })
    }

    @Test func sizeKeepsTheProportionOfTheCrop() {
        var preprocessing = EncoderPreset.resnet50.preprocessing
        preprocessing.setSize(112)
        #expect(preprocessing.shorterSide == 128)
    }

    @Test func presetsAreValidAndReadBack() throws {
        for preset in EncoderPreset.allCases {
            try preset.preprocessing.validate()
            let data = try JSONEncoder().encode(preset.preprocessing)
            #expect(try JSONDecoder().decode(Preprocessing.self, from: data) == preset.preprocessing)
            #expect(!preset.summary.isEmpty)
        }
    }

    @Test func nonsenseIsRefused() {
        for bad in [
            Preprocessing(size: 0), Preprocessing(size: 5000), Preprocessing(size: 10, shorterSide: 9), Preprocessing(means: [1]),
            Preprocessing(means: [.nan, 0, 0]), Preprocessing(deviations: [0, 1, 1]), Preprocessing(deviations: [-1, 1, 1]),
        ] {
            #expect(throws: EncoderError.self) { try bad.validate() }
        }
    }
}

func close(_ a: [Float], _ b: [Float], within tolerance: Float = 1e-3) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { abs($0 - $1) <= tolerance }
}
