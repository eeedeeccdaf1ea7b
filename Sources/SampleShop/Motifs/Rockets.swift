enum Rockets {
    static let group = MotifGroup(
        "rockets",
        [
            Motif("rocket lifting off", liftOff), Motif("rocket among stars", flying), Motif("space shuttle", shuttle),
            Motif("rocket on the moon", landed),
            Motif("rocket round a planet", orbit), Motif("tall launch rocket", tall),
        ])

    private static func paint(_ r: inout Random) -> (hull: Paint, fins: Paint, glass: Paint) {
        r.pick([
            (.light, .red, .sky), (.red, .gold, .sky), (.silver, .orange, .blue), (.light, .blue, .gold), (.orange, .navy, .light),
        ])
    }

    /// Points up; 44 wide, from -44 to 30 without its flame.
    private static func rocket(
        _ p: Pen, _ c: (hull: Paint, fins: Paint, glass: Paint), flame: Double = 0, portholes: Int = 1, plump: Double = 0
    ) {
        if flame > 0 {
            p.blob([-10, 26, 10, 26, 11, 28 + flame * 0.4, 0, 28 + flame, -11, 28 + flame * 0.4], .orange)
            p.blob([-5, 26, 5, 26, 5, 28 + flame * 0.3, 0, 28 + flame * 0.65, -5, 28 + flame * 0.3], .lemon)
        }
        p.mirrored { p.polygon([-10, 0, -24 - plump, 18, -24 - plump, 34, -10, 24], c.fins) }
        let hull = Path.smooth([
            0, -46, 10, -32, 15 + plump, -10, 14 + plump, 10, 9, 26, -9, 26, -14 - plump, 10, -15 - plump, -10, -10, -32,
        ])
        p.fill(hull, c.hull)
        p.within(hull) {
            p.rect(-30, -50, 60, 23, c.fins); p.rect(-30, 16, 60, 5, c.fins)
        }
        for i in 0..<portholes {
            let y = -11 + Double(i) * 17
            p.circle(0, y, portholes == 1 ? 8.5 : 7, .dark)
            p.circle(0, y, portholes == 1 ? 6 : 4.8, c.glass)
        }
        p.limb([0, 10, 0, 32], 5, 5, c.fins)
    }

    private static func liftOff(_ p: Pen, _ r: inout Random) {
        let c = paint(&r), puff = r.pick([Paint.silver, .cream, .pink, .grey])
        p.at(0, -6, scale: 0.92) { rocket(p, c, flame: r.range(16, 22), portholes: r.int(1...2), plump: r.range(0, 5)) }
        p.mirrored { for (x, y, s) in [(-38.0, 38.0, 9.0), (-24, 35, 10), (-10, 39, 10)] { p.circle(x, y, s, puff) } }
        p.rect(-42, 38, 84, 9, puff, round: 4)
    }

    private static func flying(_ p: Pen, _ r: inout Random) {
        let c = paint(&r), star = r.pick([Paint.gold, .lemon, .silver])
        p.at(5, -5, turn: r.range(36, 50)) {
            for x in [-17.0, 17] { p.line([x, 40, x, 54], 3.4, star) }
            rocket(p, c, flame: r.range(20, 28), plump: 3)
        }
        for (x, y, s) in [(-32.0, -28.0, 10.0), (-12, -42, 6), (36, 32, 9), (-43, -4, 5), (18, 42, 5)] {
            p.star(x, y, 5, s, s * 0.44, star, turn: r.range(-110, -70))
        }
    }

    private static func shuttle(_ p: Pen, _ r: inout Random) {
        let tank = r.pick([Paint.orange, .red, .gold, .brown]), body = r.pick([Paint.light, .cream, .silver])
        p.at(0, -4, turn: r.range(-6, 14)) {
            p.mirrored {
                p.blob([-26, 34, -14, 34, -16, 44, -20, 53, -24, 44], .orange)
                p.limb([-20, -24, -20, 30], 10, 10, body)
                p.polygon([-26, 26, -14, 26, -12, 37, -28, 37], .grey)
                p.rect(-25, -16, 10, 4, .grey)
            }
            p.blob([0, -46, 10, -34, 12, -10, 12, 30, -12, 30, -12, -10, -10, -34], tank)
            p.polygon([-7, 0, -31, 28, -31, 35, 31, 35, 31, 28, 7, 0], .grey)
            p.polygon([-7, 0, -27, 27, 27, 27, 7, 0], body)
            p.blob([0, -28, 8, -16, 9, 8, 9, 34, -9, 34, -9, 8, -8, -16], body)
            p.polygon([-5, -16, 5, -16, 6, -9, -6, -9], .dark)
            p.line([0, 12, 0, 34], 3.4, .grey)
            for x in [-6.0, 0, 6] { p.polygon([x - 3, 35, x + 3, 35, x + 4, 41, x - 4, 41], .dark) }
            p.blob([-6, 42, 6, 42, 5, 48, 0, 56, -5, 48], .lemon)
        }
    }

    private static func landed(_ p: Pen, _ r: inout Random) {
        let c = paint(&r), moon = r.pick([Paint.silver, .grey, .lemon, .tan]), lean = r.range(-7, 7)
        p.circle(r.sign() * 36, -34, 10, .sky)
        p.at(0, -2, turn: lean, scale: 0.9) {
            p.mirrored {
                p.line([-10, 14, -28, 24, -30, 42], 5, c.fins)
                p.ellipse(-30, 42, 8, 3.6, .dark)
            }
            p.polygon([-7, 24, 7, 24, 10, 35, -10, 35], .dark)
            rocket(p, c, portholes: 2, plump: 5)
        }
        p.within(.rect(-47, 20, 94, 27)) { p.circle(0, 92, 66, moon) }
        p.within(.ellipse(0, 92, 66, 66)) {
            for (x, y, s) in [(-24.0, 41.0, 7.0), (8, 35, 5), (30, 44, 6)] { p.ellipse(x, y, s, s * 0.5, .dark) }
        }
        p.line([36, 40, 36, 12], 2.4, .dark)
        p.polygon([36, 12, 50, 12, 50, 22, 36, 22], c.fins)
    }

    private static func orbit(_ p: Pen, _ r: inout Random) {
        let c = paint(&r), world = r.pick([Paint.teal, .purple, .orange, .blue, .rose]),
            band = r.pick([Paint.gold, .lime, .cream, .pink])
        p.circle(-6, 8, 33, world)
        p.within(.ellipse(-6, 8, 33, 33)) {
            p.at(-6, 8, turn: r.range(-30, -10)) {
                p.limb([-36, -14, 0, -10, 36, -14], 7, 7, band)
                p.limb([-36, 8, 0, 12, 36, 8], 10, 8, band)
            }
        }
        p.limb([-34, 42, 2, 44, 30, 30, 38, 4, 34, -10], 2, 11, .silver)
        p.at(29, -26, turn: r.range(-24, -12), scale: 0.52) { rocket(p, c, flame: 18, plump: 5) }
        for (x, y) in [(-38.0, -34.0), (-8, -41), (44, 40)] { p.star(x, y, 4, 7, 2.4, .gold) }
    }

    private static func tall(_ p: Pen, _ r: inout Random) {
        let c = paint(&r), puff = r.pick([Paint.silver, .cream, .grey]), boosters = r.chance(0.6)
        p.at(-27, 0) {
            p.line([-6, 42, -6, -34], 3, .dark)
            p.line([6, 42, 6, -34], 3, .dark)
            for i in 0..<5 { let y = 36 - Double(i) * 14; p.line([-6, y, 6, y - 14, -6, y - 14], 2.2, .dark) }
            for y in [-20.0, 6] { p.line([6, y, 20, y], 3.4, .red) }
        }
        p.blob([-4, 30, 20, 30, 18, 40, 8, 48, -2, 40], .orange)
        p.polygon([8, -50, 2, -38, -1, -26, 17, -26, 14, -38], c.fins)
        p.rect(-3, -26, 22, 58, c.hull)
        p.rect(-3, -8, 22, 6, c.fins)
        p.rect(8, -2, 11, 16, .dark)
        if boosters {
            for x in [-8.0, 24] {
                p.limb([x, 2, x, 28], 9, 9, c.fins)
                p.polygon([x - 4, 30, x + 4, 30, x + 6, 36, x - 6, 36], .dark)
            }
        } else {
            p.polygon([-3, 12, -13, 30, -3, 30], c.fins)
            p.polygon([19, 12, 29, 30, 19, 30], c.fins)
        }
        p.polygon([0, 32, 16, 32, 19, 38, -3, 38], .dark)
        for (x, s) in [(-38.0, 7.0), (-22, 9), (-6, 8), (22, 9), (36, 8)] { p.circle(x, 40 + r.range(-2, 2), s, puff) }
        p.rect(-44, 40, 88, 8, puff, round: 4)
    }
}
