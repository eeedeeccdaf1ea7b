enum Birds {
    static let group = MotifGroup(
        "birds",
        [
            Motif("owl", owl), Motif("flamingo", flamingo), Motif("penguin", penguin), Motif("toucan", toucan),
            Motif(
                "swallow",
                swallow),
            Motif("rooster", rooster), Motif("eagle head", eagle),
        ])

    private static func owl(_ p: Pen, _ r: inout Random) {
        let (main, light) = r.pick([(Paint.brown, Paint.tan), (.purple, .pink), (.teal, .cream), (.grey, .light), (.navy, .sky)])
        p.limb([-46, 42, 0, 38, 46, 43], 6, 5, .brown)
        p.blob([-28, -30, -34, -46, -14, -36, 14, -36, 34, -46, 28, -30, 30, 10, 18, 36, -18, 36, -30, 10], main)
        p.blob([-16, 4, 0, -4, 16, 4, 16, 22, 0, 35, -16, 22], light)
        for (row, y) in [8.0, 17, 26].enumerated() {
            for i in 0..<(3 - row % 2) { p.arc(Double(i * 9) - (row % 2 == 0 ? 9 : 4.5), y, 4, 0, 180, 1.7, main) }
        }
        p.mirrored {
            p.blob([-26, -8, -34, 10, -28, 30, -17, 22, -17, 2], main == .navy ? .blue : .dark)
            p.circle(-12.5, -18, 13, light)
            p.circle(-12.5, -18, 9.5, .lemon)
            p.circle(-12, -18, 5.2, .dark)
            p.circle(-14, -20, 1.7, .light)
            for x in [-11.0, -6] { p.ellipse(x, 37, 2.2, 4, .orange) }
        }
        p.polygon([-4.5, -12, 4.5, -12, 0, -1], .orange)
    }

    private static func flamingo(_ p: Pen, _ r: inout Random) {
        let pink = r.pick([Paint.pink, .rose])
        if r.chance(0.4) { p.circle(0, -6, 38, r.pick([.gold, .teal, .sky])) }
        p.line([2, 14, 4, 30, 3, 47, -4, 48], 2.6, .rose)
        if r.chance(0.7) { p.line([8, 14, 20, 26, 5, 31], 2.6, .rose) } else { p.line([10, 14, 12, 30, 12, 47, 5, 48], 2.6, .rose) }
        p.blob([-18, 4, -8, -8, 12, -8, 36, 8, 42, 16, 22, 17, 2, 19, -14, 14], pink)
        p.blob([-2, -2, 14, -3, 32, 10, 14, 12, 0, 8], .rose)
        p.limb([-12, 6, -25, -4, -20, -20, -6, -29, -8, -42, -20, -42], 9, 6, pink)
        p.circle(-19, -40, 7.5, pink)
        p.blob([-24, -44, -34, -38, -36, -24, -31, -25, -29, -33, -23, -35], .cream)
        p.blob([-34, -33, -36, -23, -31, -24, -30, -31], .dark)
        p.circle(-19, -42, 1.6, .dark)
    }

    private static func penguin(_ p: Pen, _ r: inout Random) {
        let coat = r.pick([Paint.dark, .navy, .grey])
        p.mirrored { p.ellipse(-12, 44, 11, 5, .orange) }
        p.limb([-22, -4, -33, 10, -36, 24], 12, 5, coat)
        p.limb([22, -4, 34, 4 + r.range(-18, 8), 40, 12 + r.range(-22, 8)], 12, 5, coat)
        p.blob([0, -46, 18, -40, 23, -16, 28, 14, 22, 40, 0, 45, -22, 40, -28, 14, -23, -16, -18, -40], coat)
        p.blob([0, -8, 14, -8, 20, 14, 15, 36, 0, 41, -15, 36, -20, 14, -14, -8], .light)
        p.mirrored { p.ellipse(-7.5, -24, 8.5, 11, .light) }
        p.mirrored { p.circle(-7, -26, 2.6, .dark) }
        p.polygon([-6, -20, 6, -20, 0, -11], .orange)
        switch r.int(3) {
        case 0:
            p.rect(-23, -9, 46, 8, .red, round: 3)
            p.rect(8, -5, 9, 24, .red, round: 2)
        case 1:
            p.mirrored { p.polygon([0, -4, -12, -10, -12, 2], .red) }
            p.circle(0, -4, 3, .crimson)
        default: break
        }
    }

    private static func toucan(_ p: Pen, _ r: inout Random) {
        p.limb([-46, 34, 0, 29, 46, 35], 6, 4.5, .brown)
        p.blob([40, 22, 30, 30, 50, 42, 44, 48, 34, 40, 36, 48, 30, 46, 18, 28], .navy)
        p.blob([4, 20, 12, -4, 22, -14, 32, 8, 30, 26, 14, 32], .dark)
        p.blob([-8, -30, 8, -36, 22, -28, 34, 0, 32, 24, 16, 31, 2, 20, -4, -2], .dark)
        p.blob([-6, -20, 6, -14, 10, 2, 5, 12, 0, 4, -6, -8], r.pick([.lemon, .light, .gold]))
        p.blob([-4, -34, -24, -37, -43, -26, -49, -10, -40, -16, -24, -18, -6, -16], .orange)
        p.blob([-41, -25, -48, -18, -49, -8, -40, -14], .dark)
        p.curve([-6, -23, -24, -25, -42, -19], 1.8, .red)
        p.circle(4, -25, 5.4, .sky)
        p.circle(4, -25, 2.8, .dark)
        for x in [6.0, 14] { p.ellipse(x, 30, 2.6, 4, .sky) }
        for (x, t) in [(-34.0, 30.0), (-24, 150)] { p.at(x, 34, turn: t) { p.blob([0, 0, 8, -5, 18, 0, 8, 5], .green) } }
    }

    private static func swallow(_ p: Pen, _ r: inout Random) {
        let blue = r.pick([Paint.navy, .blue, .dark, .teal])
        func one() {
            p.blob([10, 4, 30, 10, 47, 26, 30, 20, 36, 40, 20, 22, 4, 12], blue)
            p.blob([-4, -8, -4, -30, 14, -47, 36, -46, 18, -32, 14, -8, 8, 4], blue)
            p.blob([-10, -2, -26, 14, -28, 38, -18, 46, -10, 26, 4, 12], blue)
            p.blob([-34, -14, -24, -22, -8, -14, 14, 2, 22, 14, 4, 12, -18, 2], blue)
            p.blob([-32, -11, -18, -8, 0, 6, -12, 4, -24, -2], .cream)
            p.blob([-34, -13, -27, -14, -22, -8, -28, -6], .red)
            p.polygon([-33, -17, -45, -16, -33, -12], .gold)
            p.circle(-27, -17, 1.8, .light)
            p.curve([4, -34, 16, -42, 28, -44], 1.6, .sky)
        }
        if r.chance(0.35) {
            p.at(18, -18, scale: 0.55) { one() }
            p.at(-14, 14, scale: 0.66) { one() }
        } else {
            one()
        }
    }

    private static func rooster(_ p: Pen, _ r: inout Random) {
        let main = r.pick([Paint.orange, .light, .brown, .gold])
        for (i, paint) in [Paint.forest, .teal, .navy, .crimson].enumerated() {
            let k = Double(i) * 7
            p.limb([16, 12 - k * 0.3, 34 + k * 0.2, -8 - k, 46, -14 - k * 0.4, 47, 6 - k * 1.1], 10, 4, paint)
        }
        p.mirrored { p.line([-6, 30, -7, 46], 2.8, .gold) }
        p.line([-13, 47, -2, 47], 2.8, .gold)
        p.line([2, 47, 13, 47], 2.8, .gold)
        p.blob([-24, -22, -10, -22, 0, 2, 22, 6, 28, 16, 14, 33, -10, 34, -26, 18], main)
        p.blob([-6, 8, 8, 6, 20, 14, 8, 24, -4, 20], .crimson)
        p.blob([-27, -36, -28, -46, -20, -42, -15, -49, -11, -41, -4, -43, -8, -32, -18, -30], .red)
        p.circle(-17, -27, 10, main)
        p.polygon([-26, -29, -38, -24, -26, -22], .gold)
        p.blob([-24, -20, -19, -20, -20, -7, -25, -6], .red)
        p.circle(-20, -29, 2, .dark)
        for x in [-20.0, -12, -4] { p.curve([x, -12, x + 2, -5, x + 7, -2], 1.8, .brown) }
    }

    private static func eagle(_ p: Pen, _ r: inout Random) {
        p.polygon([-6, 47, 2, 30, 10, 46, 18, 32, 26, 44, 32, 28, 44, 34, 38, 10, 20, 0, -10, 16], .brown)
        p.blob(
            [
                -24, -22, -4, -38, 24, -32, 38, -8, 40, 10, 34, 22, 28, 16, 22, 30, 14, 20, 6, 34, -2, 22, -8, 26, -8, 8, -22,
                -2,
            ], .light)
        p.blob([-14, -22, -32, -26, -46, -14, -48, 8, -42, 4, -38, -4, -28, -4, -16, -4], .gold)
        p.curve([-42, -5, -28, -9, -16, -8], 1.8, .brown)
        p.line([-24, -23, -2, -17], 4, .dark)
        p.circle(-9, -15, 3.6, .gold)
        p.circle(-9.5, -15, 2, .dark)
        for (x, y) in [(8.0, -12.0), (18, -2), (6, 4), (22, -18)] { p.curve([x, y, x + 6, y + 5, x + 12, y + 5], 1.8, .silver) }
    }
}
