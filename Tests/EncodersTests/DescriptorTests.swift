import Pictures
import Testing

@testable import Encoders

@Suite struct DescriptorTests {
    private let encoder = DescriptorEncoder()

    private func part(_ name: String, of picture: Raster) throws -> ArraySlice<Float> {
        let part = try #require(encoder.identity.parts.first { $0.name == name })
        return encoder.encode([picture])[part.from..<part.to]
    }

    @Test func partsCoverTheVector() {
        #expect(encoder.identity.dimensions == 704)
        #expect(encoder.identity.parts.map(\.from) == [0, 192])
        #expect(encoder.identity.parts.map(\.to) == [192, 704])
        #expect(encoder.encode([]).isEmpty)
    }

    @Test(arguments: [(1, 1), (1, 300), (300, 1), (28, 28), (64, 64), (250, 180), (3, 700)])
    func anySizeGivesFiniteValues(size: (Int, Int)) {
        let values = encoder.encode([Samples.noise(size.0, size.1, seed: 1)])
        #expect(values.count == 704)
        #expect(values.allSatisfy { $0.isFinite })
    }

    @Test func batchesDoNotMix() {
        let pictures = [Samples.noise(30, 40, seed: 2), Samples.shirt(50, 200, 0, 0), Samples.plain(5, 5, 0, 0, 0)]
        let single = pictures.flatMap { encoder.encode([$0]) }
        #expect(encoder.encode(pictures) == single)
    }

    @Test func sameBitsOnEveryMachine() {
        let bits = encoder.encode([Samples.noise(61, 47, seed: 3), Samples.shirt(90, 180, 40, 60)]).map(\.bitPattern)
        let hash = bits.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        #expect(hash == 7_122_630_567_711_412_814, "got \(hash)")
    }

    @Test func colourTellsColoursApart() throws {
        let red = try part("colour", of: Samples.shirt(100, 200, 30, 30))
        let darkerRed = try part("colour", of: Samples.shirt(100, 170, 20, 20))
        let blue = try part("colour", of: Samples.shirt(100, 30, 30, 200))
        #expect(distance(red, darkerRed) < 0.3 * distance(red, blue))
    }

    @Test func shapeTellsOutlinesApartWhateverTheColour() throws {
        let narrow = try part("shape", of: Samples.shirt(100, 200, 30, 30, width: 0.4))
        let narrowBlue = try part("shape", of: Samples.shirt(100, 30, 30, 200, width: 0.4))
        let wide = try part("shape", of: Samples.shirt(100, 200, 30, 30, width: 0.8))
        #expect(distance(narrow, narrowBlue) < 0.3 * distance(narrow, wide))
    }

    @Test func aBlankPictureHasNoShape() throws {
        #expect(try part("shape", of: Samples.plain(80, 80, 90, 120, 30)).allSatisfy { abs($0) < 1e-6 })
    }

    @Test func sizeHardlyMatters() {
        let small = encoder.encode([Samples.shirt(96, 20, 120, 60)])
        let large = encoder.encode([Samples.shirt(384, 20, 120, 60)])
        let other = encoder.encode([Samples.shirt(96, 120, 20, 60)])
        #expect(distance(small[...], large[...]) < 0.2 * distance(small[...], other[...]))
    }

    @Test(arguments: [
        (0, 0, 0, 0.0, 0.0, 0.0), (255, 255, 255, 100, 0, 0), (255, 0, 0, 53.24, 80.09, 67.20), (0, 0, 255, 32.30, 79.19, -107.86),
    ])
    func labIsTheStandardOne(color: (Int, Int, Int, Double, Double, Double)) {
        let linear = SIMD3(LabColor.linear[color.0], LabColor.linear[color.1], LabColor.linear[color.2])
        let lab = LabColor.lab(linear: linear)
        #expect(abs(Double(lab.x) - color.3) < 0.05)
        #expect(abs(Double(lab.y) - color.4) < 0.05)
        #expect(abs(Double(lab.z) - color.5) < 0.05)
    }

    @Test func rootsAreRoots() {
        for step in 1...2000 {
            let value = Double(step) / 1000
            let (third, fifth) = (PortableMath.cubeRoot(value), PortableMath.fifthRoot(value))
            #expect(abs(third * third * third - value) < 1e-12)
            #expect(abs(fifth * fifth * fifth * fifth * fifth - value) < 1e-12)
        }
    }
}
