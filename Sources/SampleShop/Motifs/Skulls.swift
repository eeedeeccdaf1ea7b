enum Skulls {
    static let group = MotifGroup(
        "skulls",
        [
            Motif("grinning skull", grinning), Motif("skull and crossbones", crossbones), Motif("pirate skull", pirate),
            Motif("sugar skull", sugar),
            Motif("skull in profile", profile), Motif("skull with a crown", crowned),
            Motif("skull in flames", flaming),
        ])

    private static func bone(_ r: inout Random) -> (main: Paint, shade: Paint) {
        r.pick([(.cream, .tan), (.light, .silver), (.silver, .grey), (.light, .pink), (.cream, .gold)])
    }

    private static let dome: [Double] = [
        0, -36, 22, -31, 34, -12, 32, 6, 22, 15, 20, 26, 17, 37, 0, 40, -17, 37, -20, 26, -22, 15, -32, 6, -34, -12, -22, -31,
    ]

    /// From the front, 68 wide and 76 high.
    private static func skull(
        _ p: Pen, _ x: Double, _ y: Double, _ s: Double, _ c: (main: Paint, shade: Paint), turn: Double = 0, eye: Double = 9.5
    ) {
        p.at(x, y, turn: turn, scale: s) {
            p.blob(dome, c.main)
            p.mirrored {
                p.ellipse(-14, -1, eye, eye + 1, .dark, turn: 12)
                p.polygon([0, 10, -5.5, 19, -1, 18.4], .dark)
                p.curve([-29, 2, -27, 8, -21, 12], 2, c.shade)
                p.line([-5, 26, -5, 38], 2, .dark)
                p.line([-11, 26, -11, 36.5], 2, .dark)
            }
            p.line([0, 26, 0, 38], 2, .dark)
            p.line([-16, 26, 16, 26], 2, .dark)
            p.curve([-24, -16, -18, -26, -8, -30], 2.6, .light)
        }
    }

    private static func crossed(_ p: Pen, _ y: Double, _ c: (main: Paint, shade: Paint)) {
        for turn in [-32.0, 32] {
            p.at(0, y, turn: turn) {
                for x in [-42.0, 42] { p.circle(x, -5.5, 7, c.shade); p.circle(x, 5.5, 7, c.shade) }
                p.rect(-41, -4.4, 82, 8.8, c.shade)
            }
        }
    }

    private static func grinning(_ p: Pen, _ r: inout Random) {
        let c = bone(&r), open = r.range(2, 8), glow = r.chance(0.4)
        p.blob([-22, 14, 22, 14, 22, 32 + open, 14, 43 + open * 0.6, -14, 43 + open * 0.6, -22, 32 + open], c.shade)
        p.blob([-17, 22, 17, 22, 17, 32 + open, 9, 37 + open * 0.6, -9, 37 + open * 0.6, -17, 32 + open], .dark)
        for i in -2...2 { p.rect(Double(i) * 6.2 - 2.6, 29 + open, 5.2, 6.5, c.main, round: 1.4) }
        p.blob([0, -48, 28, -41, 44, -16, 41, 8, 28, 20, 18, 25, 0, 24, -18, 25, -28, 20, -41, 8, -44, -16, -28, -41], c.main)
        p.mirrored {
            p.blob([-32, -14, -20, -15, -8, -6, -10, 8, -22, 11, -33, 3], .dark)
            p.polygon([0, 7, -6, 18, -1, 17], .dark)
        }
        if glow { p.mirrored { p.circle(-20, -1, 4, r.pick([Paint.red, .lime, .orange])) } }
        for i in -2...2 { p.rect(Double(i) * 6.6 - 2.8, 22, 5.6, 8, c.main, round: 1.4) }
        p.curve([-33, -20, -26, -33, -12, -39], 3, .light)
    }

    private static func crossbones(_ p: Pen, _ r: inout Random) {
        let c = bone(&r)
        crossed(p, 14, c)
        skull(p, 0, -12, r.range(0.84, 0.92), c, eye: r.range(8.5, 10.5))
    }

    private static func pirate(_ p: Pen, _ r: inout Random) {
        let c = bone(&r), hat = r.pick([Paint.dark, .navy, .crimson, .brown]), trim = r.pick([Paint.gold, .light, .lemon])
        skull(p, 0, 8, 0.96, c)
        p.line([-32, -12, 32, 4], 3.2, .dark)
        p.ellipse(14, 6, 12, 11, .dark)
        p.blob([-46, -8, -40, -26, -22, -40, 0, -47, 22, -40, 40, -26, 46, -8, 24, -16, 0, -19, -24, -16], hat)
        p.curve([-44, -10, -24, -18, 0, -21, 24, -18, 44, -10], 3.2, trim)
        p.star(0, -32, 5, 8, 3.6, trim)
    }

    private static func sugar(_ p: Pen, _ r: inout Random) {
        let c = (main: Paint.light, shade: Paint.pink), petals = r.pick([Paint.rose, .teal, .purple, .orange]),
            dots = r.pick([Paint.red, .blue, .green, .gold])
        skull(p, 0, 6, 1.14, c, eye: 8)
        p.mirrored {
            for i in 0..<8 {
                let spot = Point(-16, 5) + Point.direction(Double(i) * 45) * 10.5
                p.circle(spot.x, spot.y, 4.2, petals)
            }
            p.circle(-16, 5, 9, .dark)
            p.curve([-20, 26, -27, 24, -28, 17, -24, 19], 2.4, dots)
            p.curve([-24, -14, -30, -20, -26, -26], 2.4, dots)
        }
        p.star(0, -12, 8, 9, 4, .gold)
        p.circle(0, -12, 3, petals)
        for (x, y, s) in [(-26.0, -30.0, 1.0), (26, -30, 1), (0, -38, 1.25)] {
            p.at(x, y, turn: r.range(0, 60), scale: s) {
                for i in 0..<5 { let q = Point.direction(Double(i) * 72) * 6.5; p.circle(q.x, q.y, 5.5, dots) }
                p.circle(0, 0, 4, .lemon)
            }
        }
    }

    private static func profile(_ p: Pen, _ r: inout Random) {
        let c = bone(&r), jaw = r.range(4, 13)
        p.at(0, 0, flip: r.chance(0.5)) {
            p.at(8, 16, turn: jaw) {
                p.blob([-4, -4, 4, 2, 0, 14, -14, 18, -34, 18, -40, 26, -26, 30, 2, 27, 12, 16, 12, -2], c.shade)
            }
            p.blob(
                [-40, 16, -34, -6, -38, -16, -30, -36, -6, -47, 22, -44, 42, -26, 44, -2, 30, 16, 14, 20, 6, 26, -10, 27, -36, 27],
                c.main
            )
            p.blob([-29, -12, -18, -14, -10, -4, -16, 6, -27, 6, -32, -2], .dark)
            p.polygon([-40, 16, -34, 3, -30, 13, -33, 17], .dark)
            p.curve([-10, 10, 4, 9, 14, 2], 3, c.shade)
            for i in 0..<5 { p.line([-33 + Double(i) * 6, 19, -32 + Double(i) * 6, 28], 2, .dark) }
            p.curve([4, -40, 10, -30, 6, -24, 14, -18], 2.2, .dark)
        }
    }

    private static func crowned(_ p: Pen, _ r: inout Random) {
        let c = bone(&r), gem = r.pick([Paint.red, .blue, .green, .purple]), high = r.range(-48, -44)
        skull(p, 0, 10, 0.96, c)
        p.at(0, 0, turn: r.range(-5, 5)) {
            p.polygon([-30, -12, -36, high + 8, -18, -30, 0, high, 18, -30, 36, high + 8, 30, -12], .gold)
            p.rect(-31, -19, 62, 9, .orange, round: 3)
            for x in [-36.0, 0, 36] { p.circle(x, x == 0 ? high : high + 8, 4.4, gem) }
            for x in [-18.0, 0, 18] { p.circle(x, -14.5, 3, gem) }
        }
    }

    private static func flaming(_ p: Pen, _ r: inout Random) {
        let c = bone(&r), hot = r.pick([(Paint.red, Paint.orange), (.orange, .lemon), (.teal, .lime), (.blue, .sky)]),
            lean = r.range(-5, 5)
        p.blob(
            [
                -34, 30, -46, 10, -40, -12, -36, -2, -36, -24, -26, -38, -24, -24, -12, -34, lean, -50, 10, -34, 20, -28, 24, -44, 36,
                -28, 36, -6, 42, -16,
                46, 10, 34, 30, 0, 36,
            ], hot.0)
        p.blob([-28, 22, -36, 4, -28, -20, -18, -16, -8, -26, lean, -36, 8, -24, 20, -16, 26, -26, 34, 4, 28, 22], hot.1)
        skull(p, 0, 14, 0.8, c)
    }
}
