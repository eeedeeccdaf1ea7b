enum Flowers {
    static let group = MotifGroup(
        "flowers",
        [
            Motif("sunflower", sunflower), Motif("tulip", tulip), Motif("rose", rose), Motif("daisy", daisy),
            Motif("flower in a pot", potted),
            Motif("bouquet", bouquet), Motif("dandelion", dandelion), Motif("lotus", lotus),
        ])

    private static func petals(
        _ p: Pen, _ x: Double, _ y: Double, _ count: Int, length: Double, width: Double, _ paint: Paint, turn: Double = 0
    ) {
        for i in 0..<count {
            p.at(x, y, turn: turn + 360 * Double(i) / Double(count)) {
                p.blob([2, 0, length * 0.5, -width / 2, length, 0, length * 0.5, width / 2], paint)
            }
        }
    }

    private static func leaf(_ p: Pen, _ x: Double, _ y: Double, turn: Double, length: Double, _ paint: Paint = .green) {
        p.at(x, y, turn: turn) {
            p.blob([0, 0, length * 0.45, -length * 0.24, length, 0, length * 0.45, length * 0.24], paint)
            p.line([2, 0, length * 0.8, 0], 1.2, .forest)
        }
    }

    private static func sunflower(_ p: Pen, _ r: inout Random) {
        let count = r.int(12...16)
        p.limb([0, 10, 2, 30, 0, 50], 5, 6, .green)
        leaf(p, 1, 40, turn: -25, length: 28)
        leaf(p, 1, 44, turn: 205, length: 28)
        petals(p, 0, -12, count, length: 37, width: 15, .gold)
        petals(p, 0, -12, count, length: 31, width: 12, .lemon, turn: 180 / Double(count))
        p.circle(0, -12, 16, .brown)
        for i in 0..<40 {
            let t = Double(i), d = Point.direction(t * 137.5) * (t.squareRoot() * 2.2)
            p.circle(d.x, -12 + d.y, 1.1, i % 3 == 0 ? .gold : .dark)
        }
    }

    private static func tulip(_ p: Pen, _ r: inout Random) {
        let paint = r.pick([Paint.red, .rose, .purple, .gold, .orange])
        func one(_ x: Double, _ lean: Double, _ s: Double, _ paint: Paint) {
            p.limb([x, 48, x + lean * 0.4, 20, x + lean, -6], 4.5, 4, .green)
            p.at(x + lean, -16, turn: lean, scale: s) {
                p.blob([-9, 6, -12, -18, 0, -28, 12, -18, 9, 6], .crimson)
                p.blob([0, 14, -18, 8, -19, -10, -17, -26, -6, -12, 0, 2], paint)
                p.blob([0, 14, 18, 8, 19, -10, 17, -26, 6, -12, 0, 2], paint)
                p.blob([-8, 10, -9, -6, 0, -16, 9, -6, 8, 10, 0, 15], paint)
            }
        }
        if r.chance(0.4) {
            one(-6, -22, 0.7, .gold)
            one(6, 22, 0.7, .pink)
        }
        one(0, r.range(-3, 3), 1.1, paint)
        leaf(p, 0, 48, turn: -64, length: 42)
        leaf(p, 0, 48, turn: 244, length: 38, .forest)
    }

    private static func rose(_ p: Pen, _ r: inout Random) {
        let (main, dark) = r.pick([
            (Paint.red, Paint.crimson), (.rose, .crimson), (.pink, .rose), (.gold, .orange),
            (
                .purple,
                .navy
            ),
        ])
        p.limb([0, 8, 3, 28, -2, 50], 4, 4.5, .forest)
        leaf(p, 2, 26, turn: -28, length: 26)
        leaf(p, 1, 34, turn: 208, length: 28)
        p.mirrored { leaf(p, -3, 9, turn: 150, length: 20, .forest) }
        p.blob([-30, -18, -22, -38, 0, -46, 22, -38, 30, -18, 22, 6, 0, 14, -22, 6], main)
        p.blob([-18, -30, -4, -42, 16, -36, 20, -22, 8, -10, -12, -12], dark)
        p.blob([-12, -28, -2, -36, 11, -31, 13, -20, 4, -13, -8, -16], main)
        p.curve([-5, -24, 1, -29, 7, -24, 2, -19, -3, -22], 2.4, dark)
        p.blob([-30, -20, -16, -14, 0, 2, 0, 13, -20, 7], main)
        p.blob([31, -20, 18, -14, 4, 0, 0, 13, 21, 7], main)
        p.curve([-28, -18, -14, -12, 0, 3, 16, -12, 28, -18], 2.2, dark)
    }

    private static func daisy(_ p: Pen, _ r: inout Random) {
        let paint = r.pick([Paint.light, .pink, .lemon, .sky, .light]), center = paint == .lemon ? Paint.brown : .gold
        func one(_ x: Double, _ y: Double, _ s: Double, _ turn: Double) {
            petals(p, x, y, 11, length: 33 * s, width: 13 * s, paint, turn: turn)
            p.circle(x, y, 10 * s, center)
            p.arc(x, y, 6 * s, 160, 260, 1.5, .orange)
        }
        switch r.int(3) {
        case 0: one(0, 0, 1.4, 4)
        case 1:
            p.limb([0, 0, -3, 25, 3, 50], 4, 4, .green)
            leaf(p, 0, 34, turn: -30, length: 26)
            one(0, -16, 1, 8)
        default:
            for (x, y, s) in [(-20.0, -16.0, 0.86), (22, -6, 0.74), (-6, 25, 0.7)] { one(x, y, s, x) }
        }
    }

    private static func potted(_ p: Pen, _ r: inout Random) {
        let paint = r.pick([Paint.rose, .orange, .purple, .blue, .red])
        for (x, y) in [(-20.0, -14.0), (20, -18), (0, -32)] {
            p.curve([0, 16, x * 0.3, 0, x, y], 3, .green)
        }
        leaf(p, 0, 12, turn: -40, length: 24)
        leaf(p, 0, 12, turn: 220, length: 24)
        for (x, y) in [(-20.0, -14.0), (20, -18), (0, -33)] {
            for i in 0..<6 { let d = Point.direction(Double(i) * 60 + x) * 8; p.circle(x + d.x, y + d.y, 6, paint) }
            p.circle(x, y, 5, .lemon)
        }
        let pot = r.pick([Paint.orange, .tan, .teal, .brown])
        p.polygon([-22, 20, 22, 20, 16, 48, -16, 48], pot)
        p.rect(-26, 14, 52, 10, pot, round: 2)
        if r.chance(0.5) { p.line([-18, 34, -9, 40, 0, 34, 9, 40, 18, 34], 2.4, .cream) }
    }

    private static func bouquet(_ p: Pen, _ r: inout Random) {
        let paints: [Paint] = [.rose, .gold, .purple, .red, .sky, .orange, .pink]
        for x in [-26.0, -13, 0, 13, 26] { p.curve([x, -16, x * 0.3, 16, -x * 0.25, 48], 2.4, .green) }
        for (x, t) in [(-32.0, 205.0), (32, -25), (-18, 240), (18, -60)] { leaf(p, x * 0.5, 2, turn: t, length: 28, .forest) }
        for (i, (x, y)) in [(-28.0, -14.0), (28, -14), (-14, -32), (14, -32), (0, -14), (-15, 0), (15, 0)].enumerated() {
            petals(p, x, y, 7, length: 13, width: 9, paints[(i + r.int(2)) % 7], turn: x)
            p.circle(x, y, 4, .lemon)
        }
        let ribbon = r.pick([Paint.red, .blue, .rose])
        p.rect(-8, 18, 16, 6, ribbon, round: 2)
        p.mirrored { p.polygon([0, 21, -16, 14, -16, 28], ribbon) }
    }

    private static func dandelion(_ p: Pen, _ r: inout Random) {
        p.curve([-12, 50, -8, 24, -12, -10], 3, .green)
        for i in 0..<22 {
            let d = Point.direction(Double(i) * 16.4), l = 20 + Double(i * 7 % 5)
            p.line([-12, -10, -12 + d.x * l, -10 + d.y * l], 1.3, .grey)
            p.circle(-12 + d.x * l, -10 + d.y * l, 2.4, .silver)
        }
        p.circle(-12, -10, 5, .brown)
        for _ in 0..<5 {
            p.at(r.range(16, 44), r.range(-44, 4), turn: r.range(20, 70)) {
                p.line([0, 0, 0, 10], 1.3, .brown)
                p.ellipse(0, 11, 1.2, 2.6, .brown)
                for x in [-5.0, 0, 5] { p.line([0, 0, x, -6], 1.2, .grey) }
            }
        }
        leaf(p, -11, 48, turn: -20, length: 30)
        leaf(p, -11, 48, turn: 205, length: 28)
    }

    private static func lotus(_ p: Pen, _ r: inout Random) {
        let (main, light) = r.pick([(Paint.rose, Paint.pink), (.purple, .pink), (.pink, .light), (.teal, .sky)])
        p.ellipse(0, 28, 44, 8, .green)
        for t in [62.0, 40, 20] {
            p.mirrored { p.at(0, 24, turn: -t) { p.blob([0, 2, -11, -24, 0, -50, 11, -24], t == 40 ? light : main) } }
        }
        p.blob([0, 28, -13, -4, 0, -34, 13, -4], light)
        p.mirrored { p.blob([0, 28, -22, 22, -36, 4, -16, 10], main) }
        for _ in 0..<3 { let y = r.range(38, 46); p.line([r.range(-40, -10), y, r.range(0, 40), y], 2, .sky) }
    }
}
