enum Instruments {
    static let group = MotifGroup(
        "musical instruments",
        [
            Motif("acoustic guitar", guitar), Motif("electric guitar", electric), Motif("drum kit", drums), Motif("trumpet", trumpet),
            Motif("grand piano", piano), Motif("violin", violin), Motif("accordion", accordion), Motif("saxophone", saxophone),
        ])

    private static func note(_ p: Pen, _ x: Double, _ y: Double, _ s: Double = 1) {
        p.at(x, y, scale: s) {
            p.line([4, 0, 4, -17, 11, -12], 2.6, .dark)
            p.ellipse(0, 0, 5.4, 4, .dark, turn: -20)
        }
    }

    /// A straight neck upwards from (0, `from`) to (0, `to`) with its head and pegs.
    private static func neck(_ p: Pen, _ from: Double, _ to: Double, _ wood: Paint = .brown) {
        for i in 0..<3 { p.line([-8, to + 3 - Double(i) * 5, 8, to + 3 - Double(i) * 5], 3, .silver) }
        p.rect(-4, to, 8, from - to, wood)
        p.polygon([-4, to + 6, -6, to - 11, 6, to - 11, 4, to + 6], .dark)
    }

    private static func guitar(_ p: Pen, _ r: inout Random) {
        let wood = r.pick([Paint.orange, .tan, .brown, .gold])
        p.at(-7, 4, turn: r.range(28, 42), scale: 1.12) {
            p.blob([-13, -12, 13, -12, 18, -3, 14, 8, 24, 24, 17, 42, 0, 46, -17, 42, -24, 24, -14, 8, -18, -3], wood)
            neck(p, 6, -42)
            p.circle(0, 8, 8, .dark)
            p.rect(-11, 28, 22, 5, .dark)
            for x in [-2.0, 2] { p.line([x, -44, x, 29], 1.2, .light) }
        }
    }

    private static func electric(_ p: Pen, _ r: inout Random) {
        let body = r.pick([Paint.red, .teal, .purple, .orange, .blue])
        p.at(-7, 4, turn: r.range(30, 44), scale: 1.08) {
            p.blob([-10, 2, -22, -12, -21, 8, -17, 16, -25, 32, -14, 46, 0, 43, 16, 46, 25, 32, 16, 16, 20, 0, 17, -8, 9, 2], body)
            p.blob([-12, 6, -6, 30, 6, 40, 15, 36, 9, 14, 4, 4], .light)
            neck(p, 10, -42, .tan)
            for y in [16.0, 25, 34] { p.rect(-8, y, 16, 4.4, .dark, round: 2) }
            p.limb([8, -34, 2, -52], 6, 7, .dark)
        }
    }

    private static func drums(_ p: Pen, _ r: inout Random) {
        let shell = r.pick([Paint.red, .blue, .purple, .teal, .orange])
        p.mirrored {
            p.line([-38, -24, -38, 42], 2.4, .grey)
            p.ellipse(-36, -28, 15, 4.5, .gold, turn: -14)
            p.rect(-47, 10, 24, 22, shell)
            p.ellipse(-35, 10, 12, 4.4, .light)
            p.line([-44, 32, -46, 44], 2.4, .grey)
            p.rect(-21, -18, 19, 18, shell, round: 3)
            p.ellipse(-11.5, -18, 9.6, 4.4, .light)
        }
        p.circle(0, 19, 25, shell)
        p.circle(0, 19, 20, .light)
        p.star(0, 19, 5, 12, 5, shell)
        let lift = r.range(-4, 4)
        p.mirrored { p.line([-24, -46 + lift, -6, -25], 3, .tan) }
    }

    private static func trumpet(_ p: Pen, _ r: inout Random) {
        let brass = r.pick([Paint.orange, .tan, .orange, .gold])
        p.at(0, 4, turn: r.range(-22, -6)) {
            p.stroke(.rect(-24, -8, 44, 24, round: 12), 5.5, brass)
            p.limb([-46, -8, 10, -8], 5.5, 6, brass)
            p.blob([10, -12, 30, -14, 44, -27, 47, -8, 44, 11, 30, -2, 10, -5], brass)
            p.ellipse(45, -8, 4.4, 18, .brown)
            p.ellipse(-47, -8, 3, 6, brass)
            for x in [-12.0, -2, 8] {
                p.rect(x - 4, -18, 8, 38, brass, round: 3)
                p.rect(x - 1.5, -25, 3, 8, .grey)
                p.ellipse(x, -26, 4, 2.4, .light)
            }
        }
        note(p, -24, -26, 1.1)
        if r.chance(0.6) { note(p, 6, -32, 0.9) }
    }

    private static func piano(_ p: Pen, _ r: inout Random) {
        let wood = r.pick([Paint.dark, .brown, .crimson, .navy])
        p.polygon([-28, -4, -38, -40, 8, -46, 38, -24, 44, -4], wood)
        p.polygon([-22, -6, -30, -34, 6, -39, 30, -22, 36, -6], .gold)
        p.line([20, -2, 4, -30], 2.4, .dark)
        for x in [-34.0, 32] { p.polygon([x, 16, x + 8, 16, x + 6, 45, x + 2, 45], wood) }
        p.rect(-3, 16, 5, 26, wood)
        p.rect(-10, 40, 18, 4, .gold)
        p.rect(-46, -6, 92, 11, wood, round: 3)
        p.rect(-46, 5, 92, 13, .light)
        for i in 0..<11 {
            let x = -38 + Double(i) * 7.6
            p.line([x, 6, x, 17], 1, .dark)
            if i % 4 != 2 { p.rect(x - 2, 5, 4, 7.5, .dark) }
        }
        p.rect(-46, 18, 92, 5, wood)
        note(p, -43 + r.range(0, 4), -26, 0.8)
    }

    private static func violin(_ p: Pen, _ r: inout Random) {
        let wood = r.pick([Paint.brown, .orange, .crimson])
        let tilt = r.range(18, 32)
        p.at(-4, 2, turn: tilt, scale: 1.06) {
            p.blob(
                [0, -10, 15, -6, 17, 6, 9, 14, 12, 22, 21, 30, 17, 43, 0, 46, -17, 43, -21, 30, -12, 22, -9, 14, -17, 6, -15, -6],
                wood
            )
            neck(p, 20, -38, .dark)
            p.circle(0, -48, 5, .dark)
            p.polygon([-4, 30, 4, 30, 6, 43, -6, 43], .dark)
            p.rect(-8, 23, 16, 3, .cream)
            p.mirrored { p.curve([-11, 17, -8.5, 22, -12.5, 28, -9.5, 33], 2, .dark) }
        }
        p.at(6, 2, turn: tilt - 62) {
            p.line([-4, -46, 0, -20, 0, 30, -4, 46], 3, .tan)
            p.line([-5, -46, -5, 45], 1.4, .light)
        }
    }

    private static func accordion(_ p: Pen, _ r: inout Random) {
        let shell = r.pick([Paint.red, .crimson, .teal, .navy]), bend = r.range(8, 14)
        for i in -3...3 {
            let x = Double(i) * 7, dip = bend * (1 - abs(Double(i)) / 4)
            p.rect(x - 4, -30 + dip, 8, 62, i % 2 == 0 ? .dark : .cream)
        }
        p.at(-32, 0, turn: 8) {
            p.rect(-15, -34, 26, 68, shell, round: 5)
            p.rect(-12, -28, 10, 56, .light)
            for y in stride(from: -24.0, through: 22, by: 9) { p.rect(-12, y, 6, 4, .dark) }
        }
        p.at(32, 0, turn: -8) {
            p.rect(-11, -34, 26, 68, shell, round: 5)
            for i in 0..<10 { p.circle(-2 + Double(i % 2) * 9, -24 + Double(i / 2) * 12, 3, .gold) }
        }
    }

    private static func saxophone(_ p: Pen, _ r: inout Random) {
        let brass = r.pick([Paint.orange, .tan, .orange, .gold])
        p.at(2, 0, turn: r.range(-10, 10)) {
            p.limb([-38, -26, -30, -40, -16, -40, -10, -26], 4.5, 6, brass)
            p.line([-42, -22, -36, -30], 6, .dark)
            p.limb([-10, -28, -8, 0, -2, 26, 12, 36, 26, 26, 28, 8, 32, -6], 7, 20, brass)
            p.ellipse(33, -9, 15, 6, .brown, turn: 14)
            for i in 0..<4 { p.circle(-8 + Double(i) * 1.6, -14 + Double(i) * 11, 4.6, .light) }
            p.circle(13, 34, 4.6, .light)
        }
        note(p, 14, -28, 1.1)
    }
}
