enum Bicycles {
    static let group = MotifGroup(
        "bicycles",
        [
            Motif("city bicycle", city), Motif("penny-farthing", penny), Motif("tandem", tandem), Motif("racing cyclist", racer),
            Motif("bicycle with a flower basket", basket), Motif("cargo bicycle", cargo),
        ])

    private static func enamel(_ r: inout Random) -> (frame: Paint, seat: Paint, spoke: Paint) {
        r.pick([
            (.red, .dark, .grey), (.teal, .brown, .grey), (.blue, .brown, .silver), (.green, .brown, .grey),
            (.rose, .dark, .silver),
        ])
    }

    private static func wheel(_ p: Pen, _ x: Double, _ y: Double, _ s: Double, _ spoke: Paint, tire: Double = 4, turn: Double = 0) {
        for i in 0..<(s > 12 ? 6 : 4) {
            let d = Point.direction(turn + Double(i) * (s > 12 ? 30 : 45)) * s
            p.line([x - d.x, y - d.y, x + d.x, y + d.y], 1.2, spoke)
        }
        p.arc(x, y, s, 0, 360, tire, .dark)
        p.circle(x, y, 3, .dark)
    }

    private static func crank(_ p: Pen, _ x: Double, _ y: Double, _ turn: Double) {
        let d = Point.direction(turn) * 9
        p.line([x - d.x - 3, y - d.y, x - d.x, y - d.y, x + d.x, y + d.y, x + d.x + 3, y + d.y], 3, .dark)
        p.circle(x, y, 5, .grey)
    }

    private static func saddle(_ p: Pen, _ x: Double, _ y: Double, _ paint: Paint) {
        p.blob([x - 9, y - 3, x, y - 2, x + 10, y - 1, x + 2, y + 2, x - 8, y + 3], paint)
    }

    private static func city(_ p: Pen, _ r: inout Random) {
        let c = enamel(&r), a = r.range(0, 180)
        p.at(0, 4, flip: r.chance(0.5)) {
            wheel(p, -29, 18, 18, c.spoke, turn: a)
            wheel(p, 29, 18, 18, c.spoke, turn: a)
            p.line([-29, 18, -14, -12, 17, -14], 4.4, c.frame)
            p.line([-29, 18, -4, 20, 18, -8], 4.4, c.frame)
            p.line([-16, -18, -4, 20], 4.4, c.frame)
            p.line([29, 18, 15, -28], 4.4, c.frame)
            p.curve([24, -34, 12, -33, 6, -24], 3.6, .dark)
            p.arc(-29, 18, 22, 215, 310, 3, c.frame)
            p.circle(21, -18, 4.4, .lemon)
            saddle(p, -17, -21, c.seat)
            crank(p, -4, 20, a)
        }
    }

    private static func penny(_ p: Pen, _ r: inout Random) {
        let c = enamel(&r), a = r.range(0, 180)
        p.at(0, 0, flip: r.chance(0.5)) {
            wheel(p, 10, 12, 33, c.spoke, tire: 4, turn: a)
            wheel(p, -36, 36, 10, c.spoke, tire: 3.4)
            p.limb([-36, 36, -32, 14, -20, -12, 6, -30], 4, 5, c.frame)
            p.line([10, 12, 8, -40], 4.4, c.frame)
            p.curve([-2, -34, 6, -41, 18, -38], 3.6, .dark)
            p.ellipse(-6, -31, 10, 4, c.seat, turn: -14)
            crank(p, 10, 12, a)
        }
    }

    private static func tandem(_ p: Pen, _ r: inout Random) {
        let c = enamel(&r), a = r.range(0, 180)
        p.at(0, 4, flip: r.chance(0.5)) {
            wheel(p, -34, 16, 14.5, c.spoke, turn: a)
            wheel(p, 34, 16, 14.5, c.spoke, turn: a)
            p.line([-34, 16, -25, -12, 26, -12], 4, c.frame)
            p.line([-34, 16, 12, 17, 26, -8], 4, c.frame)
            p.line([-27, -18, -15, 17, 2, -12], 4, c.frame)
            p.line([2, -18, 12, 17], 4, c.frame)
            p.line([34, 16, 24, -24], 4, c.frame)
            p.line([-4, -12, -6, -24], 3.4, c.frame)
            p.curve([-1, -28, -8, -27, -13, -21], 3.4, .dark)
            p.curve([32, -29, 22, -28, 16, -21], 3.4, .dark)
            saddle(p, -28, -20, c.seat)
            saddle(p, 2, -20, c.seat)
            crank(p, -15, 17, a)
            crank(p, 12, 17, a + 40)
        }
    }

    private static func racer(_ p: Pen, _ r: inout Random) {
        let c = enamel(&r), skin = r.pick([Paint.skin, .brown, .tan]), helmet = r.pick([Paint.lemon, .light, .orange, .blue]),
            a = r.range(-30, 60)
        p.at(0, 2, flip: r.chance(0.5)) {
            wheel(p, -29, 27, 17, c.spoke, turn: a)
            wheel(p, 29, 27, 17, c.spoke, turn: a)
            p.line([-29, 27, -13, 2, 16, 2], 4, c.frame)
            p.line([-29, 27, -2, 27, 17, 4], 4, c.frame)
            p.line([-15, -3, -2, 27], 4, c.frame)
            p.line([29, 27, 16, -3], 4, c.frame)
            p.curve([16, -4, 27, -5, 28, 3, 21, 6], 3.4, .dark)
            crank(p, -2, 27, 90)
            p.limb([-16, -12, 6, 4, -2, 34], 12, 6, skin)
            p.limb([-18, -12, -4, -4, 4, 2], 14, 11, .dark)
            p.limb([-16, -13, -6, -28, 12, -32], 16, 13, c.frame)
            p.limb([12, -30, 15, -14, 24, -6], 7, 5.5, skin)
            p.circle(22, -36, 8, skin)
            p.blob([10, -38, 16, -47, 28, -46, 33, -38, 22, -39], helmet)
            saddle(p, -17, -5, c.seat)
        }
    }

    private static func basket(_ p: Pen, _ r: inout Random) {
        let c = enamel(&r), bloom = r.pick([Paint.rose, .lemon, .pink, .orange])
        p.at(0, 4, flip: r.chance(0.5)) {
            wheel(p, -30, 22, 16.5, c.spoke)
            wheel(p, 27, 22, 16.5, c.spoke)
            p.curve([-30, 22, -18, 14, -6, 22], 4.2, c.frame)
            p.curve([-6, 22, -2, 12, 10, 6, 15, -14], 4.6, c.frame)
            p.line([-18, -14, -6, 22], 4.2, c.frame)
            p.line([27, 22, 13, -22], 4.2, c.frame)
            p.curve([16, -27, 10, -27, 0, -20], 3.6, .dark)
            saddle(p, -19, -17, c.seat)
            crank(p, -6, 22, r.range(0, 180))
            for (i, spot) in [(18.0, -20.0), (30, -26), (42, -19), (24, -33), (38, -33)].enumerated() {
                p.circle(spot.0, spot.1, 7.4, i % 2 == 0 ? bloom : .light)
                p.circle(spot.0, spot.1, 2.8, i % 2 == 0 ? .light : .gold)
            }
            p.limb([16, -14, 30, -12, 46, -14], 6, 6, .green)
            p.polygon([15, -14, 47, -14, 42, 6, 20, 6], .tan)
            p.line([17, -5, 45, -5], 2, .brown)
            for x in [25.0, 31, 37] { p.line([x, -13, x, 5], 1.8, .brown) }
            p.polygon([-45, -4, -20, -4, -22, 6, -43, 6], r.pick([Paint.brown, .tan, .navy]))
        }
    }

    private static func cargo(_ p: Pen, _ r: inout Random) {
        let c = enamel(&r), box = r.pick([Paint.tan, .lemon, .sky, .cream])
        p.at(0, 4, flip: r.chance(0.5)) {
            wheel(p, -34, 20, 15, c.spoke)
            wheel(p, 38, 25, 10, c.spoke)
            p.line([-34, 20, -22, -8, -2, 0], 4.2, c.frame)
            p.line([-34, 20, -14, 22, 0, 2], 4.2, c.frame)
            p.line([-24, -15, -14, 22], 4.2, c.frame)
            p.line([-6, -28, 2, 12, 14, 24, 38, 25], 4.6, c.frame)
            p.curve([-2, -31, -8, -29, -14, -23], 3.6, .dark)
            saddle(p, -25, -18, c.seat)
            crank(p, -14, 22, r.range(0, 180))
            for (x, y) in [(16.0, -12.0), (28, -14), (38, -11), (22, -22), (33, -22)] {
                p.circle(x, y, 7, r.pick([Paint.red, .orange, .lime]))
            }
            p.polygon([5, -9, 49, -9, 45, 18, 12, 18], box)
            p.line([9, 4, 46, 4], 2.2, .brown)
        }
    }
}
