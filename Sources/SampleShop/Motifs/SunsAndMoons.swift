enum SunsAndMoons {
    static let group = MotifGroup(
        "suns and moons",
        [
            Motif("sun with a face", sunFace), Motif("sleeping crescent moon", crescentFace), Motif("sun and moon in one", half),
            Motif("striped sunset", sunset), Motif("sun with sunglasses", cool), Motif("full moon behind clouds", fullMoon),
            Motif("moon hung with stars", mobile),
        ])

    private static func fire(_ r: inout Random) -> (disc: Paint, rays: Paint) {
        r.pick([(.gold, .orange), (.lemon, .gold), (.orange, .red), (.gold, .red), (.lemon, .orange)])
    }

    /// Opens to the right.
    private static func crescent(_ r: Double) -> Path {
        let inner = Path.arc(r * 0.6, 0, r * 0.8718, 263.4, 96.6)
        return Path(Path.arc(0, 0, r, 60, 300).steps + inner.steps.dropFirst() + [.close])
    }

    private static func rays(_ p: Pen, _ count: Int, _ inner: Double, _ outer: Double, _ paint: Paint, wavy: Bool = false) {
        for i in 0..<count {
            p.at(0, 0, turn: Double(i) * 360 / Double(count)) {
                if wavy, i % 2 == 1 {
                    p.blob([inner, -6, inner + 8, -2, outer - 8, -6, outer, 1, outer - 9, 1, inner + 7, 6, inner, 6], paint)
                } else {
                    p.polygon([inner, -5.6, outer, 0, inner, 5.6], paint)
                }
            }
        }
    }

    private static func sunFace(_ p: Pen, _ r: inout Random) {
        let c = fire(&r), smile = r.range(20, 40)
        p.at(0, 0, turn: r.range(0, 20)) { rays(p, 12 + 2 * r.int(3), 24, 47, c.rays, wavy: true) }
        p.circle(0, 0, 27, c.disc)
        p.mirrored {
            p.ellipse(-10, -5, 3.6, 4.6, .dark)
            p.arc(-10, -8, 7, 210, 330, 2.2, .brown)
            p.circle(-16, 7, 4.6, .rose)
        }
        p.curve([0, -4, -3.5, 5, 2.5, 5.5], 2.2, .brown)
        p.arc(0, 4, 11, smile, 180 - smile, 3, .crimson)
    }

    private static func crescentFace(_ p: Pen, _ r: inout Random) {
        let moon = r.pick([Paint.lemon, .silver, .gold, .cream]), cap = r.pick([Paint.blue, .purple, .crimson, .teal])
        p.at(8, 2, turn: r.range(-16, -6)) {
            p.fill(crescent(45), moon)
            p.blob([-14, -8, -7, -3, -2, 5, -8, 8, -14, 8], moon)
            p.arc(-22, -8, 6, 20, 160, 2.6, .dark)
            p.arc(-17, 14, 7, 50, 150, 2.6, .dark)
            p.circle(-29, 6, 5, .pink)
            p.blob([-42, -20, -30, -42, -6, -50, 24, -44, 36, -26, 30, -24, 18, -32, 2, -29, -12, -22, -30, -13], cap)
            p.limb([-42, -18, -28, -20, -10, -32], 8, 8, .light)
            p.circle(34, -22, 6.5, .light)
        }
        for (x, y, s) in [(26.0, 0.0, 8.0), (36, 20, 6), (20, 26, 5)] {
            p.star(x, y, 5, s, s * 0.45, .gold, turn: r.range(-110, -70))
        }
    }

    private static func half(_ p: Pen, _ r: inout Random) {
        let c = fire(&r), moon = r.pick([Paint.silver, .sky, .cream]), night = r.pick([Paint.navy, .purple, .blue])
        p.at(0, 0, turn: r.pick([0, 0, -20, 20])) {
            p.within(.rect(-50, -50, 50, 100)) { rays(p, 16, 26, 48, c.rays) }
            p.pie(0, 0, 30, 90, 270, c.disc)
            p.pie(0, 0, 47, -90, 90, night)
            p.pie(0, 0, 30, -90, 90, moon)
            for (x, y) in [(36.0, -16.0), (30, 26), (40, 8)] { p.star(x, y, 4, 6, 2, .lemon) }
            p.arc(-12, -6, 5, 180, 360, 2.4, .dark)
            p.arc(12, -8, 5, 0, 180, 2.4, .dark)
            p.curve([0, -8, -5, 5, 1, 7], 2.4, .dark)
            p.arc(0, 6, 11, 40, 140, 2.8, .crimson)
            p.circle(19, 4, 3.6, .grey)
            p.circle(-19, 4, 4, c.rays)
        }
    }

    private static func sunset(_ p: Pen, _ r: inout Random) {
        let top = r.pick([Paint.lemon, .gold, .pink]), low = r.pick([Paint.red, .rose, .purple, .crimson]), palm = r.sign()
        p.within(.ellipse(0, 0, 44, 44)) {
            for i in 0..<9 {
                let y = -45 + Double(i) * 10.4, gap = max(0, Double(i) - 3) * 1.1
                p.rect(-50, y, 100, 10.6 - gap, i < 3 ? top : i < 6 ? .orange : low)
            }
        }
        p.at(0, 0, flip: palm < 0) {
            p.limb([22, 46, 25, 20, 18, -6], 7, 4, .dark)
            for end in [(-10.0, -8.0), (0, -26), (22, -32), (42, -20), (44, 2)] {
                p.limb([18, -6, (18 + end.0) / 2, (-12 + end.1) / 2 - 7, end.0, end.1], 7, 2, .dark)
            }
            p.limb([-24, 45, 0, 39, 46, 44], 4, 9, .dark)
        }
    }

    private static func cool(_ p: Pen, _ r: inout Random) {
        let c = fire(&r), lens = r.pick([Paint.dark, .navy, .purple])
        for i in 0..<10 {
            p.at(0, 0, turn: Double(i) * 36 + 18) { p.limb([35, 0, 44, 0], 8, 7, c.rays) }
        }
        p.circle(0, 0, 31, c.disc)
        p.at(0, 0, turn: r.range(-8, 8)) {
            p.line([-31, -8, 31, -8], 4, lens)
            p.mirrored {
                p.blob([-26, -10, -4, -10, -4, 2, -12, 8, -22, 6], lens)
                p.line([-20, -5, -15, 2], 2, .light)
            }
            p.pie(0, 10, 13, 0, 180, .light)
            p.arc(0, 10, 13, 0, 180, 2.4, .crimson)
        }
    }

    private static func fullMoon(_ p: Pen, _ r: inout Random) {
        let moon = r.pick([Paint.lemon, .silver, .cream, .gold]), cloud = r.pick([Paint.grey, .sky, .purple, .navy]),
            crater = r.pick([Paint.tan, .grey])
        p.circle(0, -6, 40, moon)
        for (x, y, s) in [(-16.0, -24.0, 8.0), (14, -30, 5), (18, -8, 9), (-24, -2, 5), (0, -6, 4)] {
            p.circle(x + r.range(-2, 2), y, s, crater)
        }
        for (x, y, s) in [(-14.0, 28.0, 1.0), (24, 14, 0.7)] {
            p.at(x + r.range(-4, 4), y, scale: s) {
                p.blob([-32, 14, -34, 2, -20, -2, -12, -14, 6, -13, 14, -2, 28, 0, 32, 10, 26, 16, -24, 17], cloud)
                p.curve([-18, 6, -8, -4, 4, -3], 3, .light)
            }
        }
    }

    private static func mobile(_ p: Pen, _ r: inout Random) {
        let moon = r.pick([Paint.gold, .lemon, .silver]), star = r.pick([Paint.rose, .sky, .orange, .lemon])
        for (x, top, end) in [(-22.0, 0.0, 38.0), (-4, 10, 26), (14, 8, 40), (32, -16, 24)] {
            let y = end + r.range(-4, 4)
            p.line([x, top, x, y], 1.4, .grey)
            p.star(x, y, 5, 8.5, 3.8, star)
        }
        p.at(4, -12, turn: -58) { p.fill(crescent(36), moon) }
        p.at(4, -12, turn: -58) { for (x, y) in [(-25.0, 6.0), (-18, 20), (-24, -12)] { p.circle(x, y, 3.2, .orange) } }
    }
}
