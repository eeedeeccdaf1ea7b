enum Hearts {
    static let group = MotifGroup(
        "hearts",
        [
            Motif("heart with an arrow", arrow), Motif("broken heart", broken), Motif("winged heart", winged),
            Motif("heart with a banner", banner),
            Motif("padlock heart", padlock), Motif("burning heart", burning), Motif("patched heart", patched),
            Motif("heart balloons", balloons),
        ])

    private static func love(_ r: inout Random) -> (main: Paint, shine: Paint, line: Paint) {
        r.pick([
            (.red, .pink, .crimson), (.crimson, .rose, .dark), (.rose, .pink, .crimson), (.purple, .pink, .navy),
        ])
    }

    /// 90 wide and high.
    private static let outline = Path([
        .move(Point(0, 44)), .curve(Point(-14, 30), Point(-46, 10), Point(-46, -17)),
        .curve(Point(-46, -45), Point(-10, -50), Point(0, -23)),
        .curve(Point(10, -50), Point(46, -45), Point(46, -17)), .curve(Point(46, 10), Point(14, 30), Point(0, 44)), .close,
    ])

    private static func heart(
        _ p: Pen, _ x: Double, _ y: Double, _ scale: Double, _ c: (main: Paint, shine: Paint, line: Paint), turn: Double = 0
    ) {
        p.at(x, y, turn: turn, scale: scale) {
            p.fill(outline, c.main)
            p.limb([-35, -11, -33, -24, -23, -30], 4, 7, c.shine)
        }
    }

    private static func arrow(_ p: Pen, _ r: inout Random) {
        let c = love(&r), feather = r.pick([Paint.gold, .teal, .light, .sky])
        heart(p, 0, 0, 0.88, c, turn: r.range(-8, 8))
        p.at(0, 0, turn: r.range(-40, -28)) {
            p.line([-48, 0, -14, 0], 4.5, .brown)
            p.line([16, 0, 42, 0], 4.5, .brown)
            p.arc(-14, 0, 4, -90, 90, 2, c.line)
            p.polygon([52, 0, 34, -9, 38, 0, 34, 9], .grey)
            for x in [-52.0, -44, -36] { p.line([x, -8, x + 7, 0, x, 8], 3, feather) }
        }
    }

    private static func broken(_ p: Pen, _ r: inout Random) {
        let c = love(&r), gap = r.range(4, 8)
        let crack = [0.0, -60, 0, -23, -7, -12, 6, -1, -7, 11, 5, 22, 0, 34, 0, 60]
        for side in [-1.0, 1] {
            p.at(side * gap, 0, turn: side * gap * 1.3) {
                p.within(.polygon(crack + [side * 60, 60, side * 60, -60])) { p.at(0, 0, scale: 0.9) { p.fill(outline, c.main) } }
                p.line(Array(crack[2..<14]).enumerated().map { $0 % 2 == 0 ? $1 * 0.9 : $1 * 0.9 }, 2.2, c.line)
                if side < 0 { p.limb([-31, -10, -29, -21, -20, -27], 4, 6, c.shine) }
            }
        }
        p.at(0, 0, scale: 0.95) { for i in 0..<r.int(1...3) { p.circle(Double(i) * 6 - 6, 40 + Double(i % 2) * 5, 2.4, c.main) } }
    }

    private static func winged(_ p: Pen, _ r: inout Random) {
        let c = love(&r), wing = r.pick([Paint.light, .cream, .sky, .gold]), lift = r.range(-6, 6)
        p.mirrored {
            for (i, end) in [(-48.0, -28.0), (-47, -13), (-42, 1), (-34, 12)].enumerated() {
                p.limb([-10, 4, (end.0 - 14) / 2, end.1 - 1 + Double(i) * 3, end.0, end.1 - lift], 13, 8, wing)
            }
            p.limb([-10, 8, -24, -14, -38, -26 - lift * 0.6], 10, 9, wing)
        }
        heart(p, 0, 6, 0.6, c)
        if r.chance(0.6) {
            p.fill(Path.ellipse(0, -33, 15, 5) + Path.ellipse(0, -33, 10, 2), .gold)
            p.ellipse(0, -33, 10, 2.2, .paper)
        }
    }

    private static func banner(_ p: Pen, _ r: inout Random) {
        let c = love(&r), band = r.pick([Paint.gold, .cream, .sky, .light])
        heart(p, 0, -2, 0.95, c)
        p.at(0, 2, turn: r.range(-10, 4)) {
            p.polygon([-36, 2, -50, 4, -44, 12, -50, 22, -32, 20], .tan)
            p.polygon([36, -6, 50, -10, 45, -1, 51, 8, 32, 12], .tan)
            p.blob([-42, -6, -20, -13, 0, -8, 20, -6, 42, -14, 42, 4, 20, 12, 0, 10, -20, 5, -42, 12], band)
            p.curve([-30, 0, -22, -4, -14, -2, -8, 2], 2.6, .dark)
            p.curve([-2, 2, 8, 0, 16, 3, 26, -2, 32, -5], 2.6, .dark)
        }
    }

    private static func padlock(_ p: Pen, _ r: inout Random) {
        let c = love(&r), metal = r.pick([Paint.silver, .gold, .grey]), open = r.chance(0.5)
        p.at(0, 0, turn: open ? -6 : 0) {
            p.line([-17, -18, -17, -28], 8, metal)
            p.arc(0, -28, 17, 180, 360, 8, metal)
            p.line([17, -28, 17, open ? -26 : -18], 8, metal)
        }
        heart(p, 0, 12, 0.78, c)
        p.circle(0, 4, 6.5, .dark)
        p.polygon([-3, 6, 3, 6, 5, 22, -5, 22], .dark)
        p.mirrored { p.circle(-25, -2, 2.4, metal) }
    }

    private static func burning(_ p: Pen, _ r: inout Random) {
        let c = love(&r), sway = r.range(-4, 4)
        p.blob(
            [
                -20, -6, -24, -24, -14, -34, -12, -24, -4, -36, sway, -50, 8, -36, 13, -26, 18, -36, 24, -22, 20, -6, 0, 2,
            ], .orange)
        p.blob([-11, -8, -12, -20, -4, -26, sway * 0.6, -38, 5, -24, 11, -18, 11, -8, 0, -4], .lemon)
        heart(p, 0, 16, 0.68, c)
        p.mirrored {
            for (angle, size) in [(-20.0, 13.0), (10, 11), (40, 9)] {
                let a = Point(0, 14) + Point.direction(angle) * 34, b = Point(0, 14) + Point.direction(angle) * (34 + size)
                p.line([a.x, a.y, b.x, b.y], 3.4, .gold)
            }
        }
        if r.chance(0.5) { p.curve([-28, 12, -12, 20, 4, 14, 27, 20], 3, .green) }
    }

    private static func patched(_ p: Pen, _ r: inout Random) {
        let c = love(&r), patch = r.pick([Paint.teal, .gold, .blue, .lime]), strip = r.pick([Paint.skin, .tan, .cream])
        heart(p, 0, 0, 1, c)
        p.at(20, -10, turn: r.range(6, 20)) {
            p.rect(-13, -12, 26, 25, patch, round: 2)
            for i in -2...2 {
                let d = Double(i) * 5.4
                for side in [-1.0, 1] {
                    p.line([d, side * 10, d, side * 15], 2, .dark)
                    p.line([side * 10.5, d, side * 15.5, d], 2, .dark)
                }
            }
        }
        p.at(-12, 10, turn: r.range(25, 55)) {
            p.rect(-19, -6.5, 38, 13, strip, round: 6)
            p.rect(-6, -6.5, 12, 13, .light)
            for x in [-13.0, 13] { p.circle(x, -2, 1.2, .brown); p.circle(x, 2.4, 1.2, .brown) }
        }
    }

    private static func balloons(_ p: Pen, _ r: inout Random) {
        for (x, y, s, turn) in [(-25.0, -14.0, 0.42, -14.0), (25, -8, 0.4, 16), (0, -26, 0.5, 0)] {
            let c = love(&r)
            p.curve([x, y + 40 * s, x * 0.5, 26, r.range(-3, 3), 48], 1.8, .dark)
            heart(p, x, y, s, c, turn: turn)
            p.at(x, y, turn: turn) { p.polygon([-4, 44 * s + 5, 0, 44 * s - 3, 4, 44 * s + 5], c.main) }
        }
        p.polygon([-10, 30, 0, 35, 10, 30, 10, 42, 0, 37, -10, 42], r.pick([Paint.gold, .teal, .blue]))
    }
}
