enum Bears {
    static let group = MotifGroup(
        "bears",
        [
            Motif("bear face", face), Motif("teddy bear", teddy), Motif("polar bear on ice", polar), Motif("panda with bamboo", panda),
            Motif("bear with honey", honey), Motif("walking bear", walking),
        ])

    private static func fur(_ r: inout Random) -> (main: Paint, light: Paint) {
        r.pick([(.brown, .tan), (.tan, .cream), (.dark, .tan), (.crimson, .cream), (.grey, .light)])
    }

    /// A head of about 44 units across with round ears.
    private static func head(
        _ p: Pen, _ x: Double, _ y: Double, _ s: Double, _ main: Paint, _ light: Paint, ears: Paint,
        patches: Bool = false
    ) {
        p.at(x, y, scale: s) {
            p.mirrored {
                p.circle(-16, -15, 8, ears)
                p.circle(-16, -15, 4.2, patches ? .dark : light)
            }
            p.ellipse(0, 0, 22, 19.5, main)
            p.ellipse(0, 7.5, 10, 8, light)
            p.mirrored {
                if patches { p.ellipse(-9, -3, 5.2, 6.5, .dark, turn: 25) }
                p.circle(-8.5, -3, 2.4, patches ? .light : main == .dark ? .light : .dark)
            }
            p.ellipse(0, 3.6, 4.2, 3, .dark)
            p.line([0, 6, 0, 10], 1.5, .dark)
            p.arc(0, 7, 4.2, 30, 150, 1.5, .dark)
        }
    }

    private static func face(_ p: Pen, _ r: inout Random) {
        let c = fur(&r)
        head(p, 0, 4, r.range(1.85, 2.0), c.main, c.light, ears: c.main)
        switch r.int(3) {
        case 0:
            p.rect(-24, -34, 48, 8, .red, round: 3)
            p.rect(-17, -47, 34, 15, .red, round: 5)
        case 1:
            p.polygon([0, 45, -17, 38, -17, 52, 0, 45, 17, 38, 17, 52], .red)
            p.circle(0, 45, 4, .gold)
        default: break
        }
    }

    private static func teddy(_ p: Pen, _ r: inout Random) {
        let c = fur(&r), wave = r.range(-26, 6)
        p.limb([16, 2, 29, 2 + wave * 0.4, 37, -4 + wave], 12, 11, c.main)
        p.limb([-16, 2, -29, 10, -36, 20], 12, 11, c.main)
        p.ellipse(0, 20, 21, 24, c.main)
        p.ellipse(0, 21, 12.5, 15, c.light)
        p.mirrored {
            p.ellipse(-18, 40, 11, 9.5, c.main)
            p.ellipse(-19, 41, 6, 5.4, c.light)
        }
        head(p, 0, -20, 1, c.main, c.light, ears: c.main)
        let bow = r.pick([Paint.red, .blue, .rose, .teal])
        p.mirrored { p.polygon([0, 1, -11, -4.5, -11, 6.5], bow) }
        p.circle(0, 1, 3, bow)
        for y in [14.0, 23, 32] { p.line([-2, y, 2, y + 2], 1.4, .brown) }
    }

    private static func polar(_ p: Pen, _ r: inout Random) {
        p.polygon([-48, 30, 46, 26, 36, 46, -30, 47], .sky)
        p.polygon([-48, 30, 46, 26, 40, 34, -42, 37], .light)
        for (x, shade) in [(-22.0, Paint.silver), (26, .silver), (-10, .light), (36, .light)] {
            p.limb([x * 0.9, 4, x, 18, x - 1, 30], 15, 11, shade)
        }
        p.blob([-40, -12, -28, -20, 0, -22, 28, -18, 43, -4, 42, 14, 24, 20, -14, 18, -30, 10], .light)
        p.at(-34, -14, turn: r.range(-14, 10)) {
            p.circle(0, -11, 4, .light)
            p.blob([-16, 2, -11, -8, 2, -12, 12, -5, 11, 8, -2, 10, -14, 8], .light)
            p.ellipse(-14.5, 1.5, 3, 2.4, .dark)
            p.circle(-5, -4, 1.6, .dark)
            p.line([-12, 6, -6, 6], 1.3, .dark)
        }
        p.circle(43, -4, 3.5, .light)
        for i in 0..<6 { p.circle(Double(i * 17 - 42), -38 + Double(i * 13 % 17), 1.8, .sky) }
    }

    private static func panda(_ p: Pen, _ r: inout Random) {
        p.ellipse(0, 22, 25, 25, .light)
        p.mirrored { p.limb([-20, 8, -27, 20, -14, 26], 13, 11, .dark) }
        p.mirrored {
            p.ellipse(-19, 41, 12, 9, .dark)
            p.ellipse(-20, 42, 6, 4.6, .silver)
        }
        head(p, 0, -18, 1.12, .light, .light, ears: .dark, patches: true)
        p.at(12, 22, turn: r.range(16, 40)) {
            p.rect(-2.4, -34, 4.8, 58, .green, round: 2)
            for y in [-18.0, -2, 12] { p.line([-3, y, 3, y], 1.4, .forest) }
            for (y, s) in [(-28.0, 1.0), (-20, -1), (-34, -1)] { p.blob([0, y, s * 9, y - 7, s * 18, y - 5, s * 9, y - 1], .lime) }
        }
        p.circle(15, 25, 6.5, .dark)
    }

    private static func honey(_ p: Pen, _ r: inout Random) {
        let c = fur(&r)
        p.blob([-40, 46, -40, 18, -26, 0, 0, 0, 10, 18, 12, 46], c.main)
        p.blob([-30, 46, -30, 24, -16, 14, -4, 24, -4, 46], c.light)
        head(p, -14, -20, 1, c.main, c.light, ears: c.main)
        p.blob([8, 16, 42, 16, 47, 32, 38, 47, 12, 47, 3, 32], .orange)
        p.rect(6, 10, 38, 8, .brown, round: 3)
        p.blob([10, 15, 40, 15, 39, 26, 34, 22, 30, 32, 25, 23, 19, 27, 14, 21], .gold)
        p.limb([-4, 12, 6, 20, 14, 28], 12, 11, c.main)
        for _ in 0..<2 {
            let x = r.range(12, 40), y = r.range(-36, -8)
            p.ellipse(x, y, 4.5, 3.2, .lemon)
            p.line([x - 0.5, y - 3, x - 0.5, y + 3], 1.6, .dark)
            p.ellipse(x - 1, y - 4.6, 2, 3.2, .silver, turn: -25)
        }
    }

    private static func walking(_ p: Pen, _ r: inout Random) {
        let c = fur(&r), step = r.range(-4, 4)
        for (x, s) in [(-20.0, 1.0), (24, -1)] { p.limb([x, 8, x + step * s, 24, x - 2 + step * s, 41], 15, 11, c.main) }
        p.blob([-38, -6, -24, -22, -4, -20, 20, -24, 40, -10, 43, 12, 30, 22, 0, 16, -26, 18], c.main)
        for (x, s) in [(-27.0, -1.0), (34, 1)] { p.limb([x, 8, x + step * s, 26, x - 3 + step * s, 42], 15, 12, c.main) }
        p.circle(-30, -25, 5, c.main)
        p.blob([-50, -5, -44, -18, -32, -24, -21, -17, -21, -3, -33, 3, -46, 2], c.main)
        p.blob([-50, -6, -44, -10, -38, -4, -42, 2, -49, 1], c.light)
        p.ellipse(-49, -5, 3, 2.3, .dark)
        p.circle(-36, -13, 1.7, c.main == .dark ? .light : .dark)
        if r.chance(0.6) {
            for x in stride(from: -44.0, through: 44, by: 11) { p.polygon([x - 3, 46, x, 38, x + 3, 46], .green) }
            p.line([-48, 46, 48, 46], 2.4, .green)
        }
    }
}
