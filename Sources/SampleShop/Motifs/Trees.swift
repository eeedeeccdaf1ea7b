enum Trees {
    static let group = MotifGroup(
        "trees",
        [
            Motif("fir tree", fir), Motif("oak tree", oak), Motif("palm tree", palm), Motif("birch trees", birch),
            Motif(
                "cactus",
                cactus),
            Motif("bonsai", bonsai), Motif("willow", willow), Motif("bare tree", bare),
        ])

    private static func fir(_ p: Pen, _ r: inout Random) {
        func one(_ x: Double, _ base: Double, _ s: Double) {
            p.at(x, base, scale: s) {
                p.rect(-4, -12, 8, 12, .brown)
                for (y, w) in [(-10.0, 30.0), (-32, 24), (-52, 17)] {
                    p.polygon(
                        [-w, y, -w * 0.5, y - 4, 0, y - 36, w * 0.5, y - 4, w, y, w * 0.4, y + 3, 0, y, -w * 0.4, y + 3],
                        .forest)
                    p.polygon([0, y - 36, w * 0.5, y - 4, w, y, w * 0.3, y + 1], .green)
                }
            }
        }
        if r.chance(0.5) {
            one(-26, 44, 0.68)
            one(27, 46, 0.6)
            one(0, 48, 1.05)
        } else {
            one(0, 48, 1.08)
        }
        if r.chance(0.3) { p.star(0, -46, 5, 8, 3.5, .gold) }
    }

    private static func oak(_ p: Pen, _ r: inout Random) {
        let leaves = r.pick([Paint.green, .forest, .orange, .lime, .red])
        p.blob([-6, 0, 6, 0, 7, 30, 16, 47, -16, 47, -7, 30], .brown)
        p.limb([0, 16, 14, 4, 22, -8], 5, 3, .brown)
        p.limb([0, 12, -12, 2, -18, -8], 5, 3, .brown)
        let shift = r.range(-3, 3)
        p.blob(
            [
                -44, -8, -42, -24, -30, -30, -24, -42 + shift, -6, -47, 8, -45, 24, -42 - shift, 31, -30, 43, -24, 44, -8, 32,
                4, 16, 5, 0, 9, -16, 5, -32, 4,
            ], leaves)
        for (x, y) in [(-24.0, -18.0), (4, -30), (24, -14), (-4, -8), (-30, -6)] { p.arc(x, y, 6, 190, 330, 2, .dark) }
        if r.chance(0.3) { for (x, y) in [(-16.0, -28.0), (14, -20), (30, -6), (-30, -10), (0, -2)] { p.circle(x, y, 3.4, .red) } }
    }

    private static func palm(_ p: Pen, _ r: inout Random) {
        if r.chance(0.55) { p.circle(r.range(-12, 12), -8, 30, r.pick([.orange, .gold, .rose])) }
        let lean = r.range(8, 18)
        p.blob([-38, 48, -20, 40, 10, 38, 36, 48], .tan)
        p.limb([-lean, 44, -lean * 0.5, 20, lean * 0.4, 0, lean * 0.6, -18], 8, 5, .brown)
        for t in [-160.0, -125, -92, -60, -22, 12, 168] {
            p.at(lean * 0.6, -18, turn: t) {
                let up = t > -90 && t < 90 ? 1.0 : -1
                p.blob([0, 0, 14, -9 * up, 30, -2 * up, 38, 12 * up, 26, 5 * up, 14, 1 * up], t < -60 && t > -130 ? .lime : .green)
            }
        }
        p.circle(lean * 0.6 - 3, -14, 3.4, .brown)
        p.circle(lean * 0.6 + 4, -13, 3.4, .brown)
    }

    private static func birch(_ p: Pen, _ r: inout Random) {
        let leaves = r.pick([Paint.gold, .lime, .orange])
        for (x, w) in [(-28.0, 9.0), (-2, 11), (26, 8)] {
            for _ in 0..<9 { p.ellipse(x + r.range(-14, 14), r.range(-46, -14), r.range(7, 11), r.range(5, 8), leaves) }
            p.rect(x - w / 2, -30, w, 76, .light)
            p.line([x, -16, x + 12, -28], 2.4, .light)
            for y in stride(from: -22.0, through: 40, by: 9) {
                let left = r.chance(0.5)
                p.line([left ? x - w / 2 : x, y, left ? x + 1 : x + w / 2, y + 1], 2, .dark)
            }
            p.line([x - w / 2, -30, x - w / 2, 46], 1.2, .dark)
            p.line([x + w / 2, -30, x + w / 2, 46], 1.2, .dark)
        }
        p.line([-46, 46, 46, 46], 3, .green)
    }

    private static func cactus(_ p: Pen, _ r: inout Random) {
        let green = r.pick([Paint.green, .forest, .teal]), high = r.range(-14, -4)
        if r.chance(0.5) { p.circle(20, -24, 17, r.pick([.gold, .orange])) }
        p.ellipse(0, 45, 40, 5, .tan)
        p.limb([-4, 22, -26, 20, -28, 4, -28, high], 11, 11, green)
        p.limb([4, 12, 26, 8, 27, -8, 27, high - 12], 11, 11, green)
        p.rect(-11, -46, 22, 92, green, round: 11)
        for x in [-4.5, 0, 4.5] { p.line([x, -36, x, 40], 1.4, .lime) }
        for (x, y) in [(-9.0, -24.0), (9, -6), (-9, 14), (9, 30), (-28, 8), (27, -4)] {
            p.line([x - 2.5, y - 2.5, x + 2.5, y + 2.5], 1.2, .cream)
            p.line([x + 2.5, y - 2.5, x - 2.5, y + 2.5], 1.2, .cream)
        }
        if r.chance(0.6) { for x in [-5.0, 5, 0] { p.circle(x, -46 - (x == 0 ? 3 : 0), 4, .rose) } }
    }

    private static func bonsai(_ p: Pen, _ r: inout Random) {
        let leaves = r.pick([Paint.green, .forest, .pink])
        p.limb([4, 30, 12, 14, -4, 2, -10, -12, 2, -26], 12, 4, .brown)
        p.limb([4, 10, 20, 4, 30, -2], 6, 3, .brown)
        p.limb([-6, 0, -22, -4, -32, -2], 6, 3, .brown)
        for (x, y, w) in [(-28.0, -8.0, 18.0), (30, -8, 17), (2, -30, 25)] {
            p.blob(
                [
                    x - w, y + 4, x - w * 0.7, y - 6, x - w * 0.1, y - 11, x + w * 0.6, y - 7, x + w, y + 3, x + w * 0.4,
                    y + 6, x - w * 0.4, y + 6,
                ], leaves)
            p.arc(x - w * 0.3, y, 5, 190, 340, 1.6, .light)
        }
        p.polygon([-30, 31, 30, 31, 24, 44, -24, 44], r.pick([.blue, .crimson, .teal, .navy]))
        p.rect(-33, 28, 66, 5, .dark, round: 2)
        p.mirrored { p.rect(-22, 44, 8, 4, .dark) }
    }

    private static func willow(_ p: Pen, _ r: inout Random) {
        let green = r.pick([Paint.lime, .green, .teal])
        p.blob([-5, -14, 5, -14, 5, 20, 13, 47, -13, 47, -5, 20], .brown)
        p.blob([-38, -4, -34, -28, -12, -44, 12, -44, 34, -28, 38, -4, 20, -8, 0, -12, -20, -8], green)
        for (i, x) in stride(from: -40.0, through: 40, by: 8).enumerated() {
            let start = -30 + abs(x) * 0.55
            p.limb(
                [x * 0.86, start, x, start + 24, x * 1.05 + r.range(-2, 2), 30 + Double(i * 5 % 9) - abs(x) * 0.1], 7, 3,
                i % 2 == 0 ? green : .forest)
        }
        p.line([-46, 47, 46, 47], 2.6, .forest)
    }

    private static func bare(_ p: Pen, _ r: inout Random) {
        let ink = r.pick([Paint.dark, .brown, .navy])
        if r.chance(0.6) { p.circle(r.range(-14, 14), -14, 27, r.pick([.lemon, .orange, .silver])) }
        func branch(_ from: Point, _ angle: Double, _ length: Double, _ width: Double, _ depth: Int) {
            let end = from + Point.direction(angle) * length
            let bend = (from + end) / 2 + Point.direction(angle + 90) * r.range(-2, 2)
            p.limb([from.x, from.y, bend.x, bend.y, end.x, end.y], width, width * 0.62, ink)
            guard depth > 0 else { return }
            for spread in [-r.range(18, 42), r.range(18, 42)] {
                branch(
                    end, angle + spread, length * r.range(0.66, 0.8),
                    width * 0.62, depth - 1)
            }
        }
        p.blob([-16, 48, -5, 36, -4, 16, 4, 16, 5, 36, 16, 48], ink)
        branch(Point(0, 20), -90 + r.range(-6, 6), 24, 8, 4)
    }
}
