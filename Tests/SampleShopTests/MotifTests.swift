import Testing

@testable import SampleShop

@Suite struct MotifTests {
    private let cloth = Ink(0x8fa3b8)

    private func layer(_ motif: Motif, _ style: PrintStyle, seed: UInt64 = 3, size: Int = 40) -> [UInt32] {
        style.render(size: size, on: cloth, seed: seed) { pen in
            var random = Random(seed, 14)
            pen.at(0, 0, scale: 0.96) { motif.draw(pen, &random) }
        }.withPixels { Array($0) }
    }

    @Test func groupsAreManyAndTheirNamesUnique() {
        let groups = MotifGroup.all
        #expect(groups.count >= 24)
        #expect(groups.allSatisfy { $0.motifs.count >= 5 })
        #expect(Set(groups.map(\.name)).count == groups.count)
        let motifs = groups.flatMap(\.motifs).map(\.name) + Words.all
        #expect(Set(motifs).count == motifs.count)
    }

    @Test(arguments: PrintStyle.allCases)
    func everyMotifDrawsSomething(style: PrintStyle) {
        for motif in MotifGroup.all.flatMap(\.motifs) {
            let pixels = layer(motif, style)
            let covered = pixels.reduce(0.0) { $0 + Double($1 >> 24) / 255 } / Double(pixels.count)
            #expect((0.03...0.97).contains(covered), "\(motif.name), \(style.rawValue): \(covered)")
        }
    }

    @Test func noTwoMotifsLookTheSame() {
        let motifs = MotifGroup.all.flatMap(\.motifs)
        let looks = motifs.map { layer($0, .flat, size: 24).flatMap { [Int($0 >> 24), Int($0 >> 8 & 255)] } }
        for i in looks.indices {
            for j in looks.indices where j > i {
                // The sum stops as soon as the two are far enough apart.
                var difference = 0
                for k in looks[i].indices where difference < 255 * 8 { difference += abs(looks[i][k] - looks[j][k]) }
                #expect(difference > 255 * 4, "\(motifs[i].name) and \(motifs[j].name)")
            }
        }
    }

    @Test func aMotifVariesWithItsSeed() {
        for motif in MotifGroup.all.flatMap(\.motifs) {
            let looks = Set((0..<4).map { layer(motif, .flat, seed: $0) })
            #expect(looks.count > 1, "\(motif.name)")
        }
    }

    @Test func everyWordHasItsLetters() {
        for word in Words.all {
            let canvas = Canvas(width: 60, height: 60)
            canvas.transformed(x: 30, y: 30, scaleX: 0.6, scaleY: 0.6) {
                Lettering.draw(word, Pen(canvas, .gray), width: 92, height: 30, .dark)
            }
            #expect(canvas.withPixels { $0.contains { $0 != 0 } })
            #expect(word.allSatisfy { $0 == " " || Lettering.glyphs[$0] != nil }, "\(word)")
        }
    }

    @Test func inksShowOnEveryCloth() {
        for dye in GarmentColor.all {
            for seed in 0..<20 as Range<UInt64> {
                var random = Random(seed)
                let palette = Palette.picked(on: dye.color, outlined: false, &random)
                let inks = Paint.allCases.compactMap { palette[$0] }
                #expect(inks.contains { $0.difference(dye.color) > 0.2 }, "\(dye.name), \(seed)")
                #expect(Palette.ink(Ink(0x2a2a30), on: dye.color).difference(dye.color) > 0.3, "\(dye.name)")
            }
        }
    }
}
