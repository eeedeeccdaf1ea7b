enum Boats {
    static let group = MotifGroup(
        "boats",
        [
            Motif("sailing boat", sailing), Motif("rowing boat", rowing), Motif("steamer", steamer), Motif("submarine", submarine),
            Motif("paper boat", paper), Motif("pirate ship", pirate), Motif("viking longship", longship),
        ])

    /// Waves across the bottom, their crests at about `y`.
    private static func sea(_ p: Pen, _ r: inout Random, _ y: Double) {
        let water = r.pick([Paint.blue, .teal, .navy])
        let shift = r.range(-6, 6)
        for i in -2...2 { p.ellipse(Double(i) * 20 + shift * 0.3, y + 8, 12, 7, water) }
        p.rect(-48, y + 6, 96, 8, water, round: 4)
        for i in -1...1 {
            let x = Double(i) * 28 + shift
            p.curve([x - 8, y + 9, x - 3, y + 6, x + 2, y + 9, x + 7, y + 6], 2, .light)
        }
    }

    private static func sailing(_ p: Pen, _ r: inout Random) {
        let sail = r.pick([Paint.light, .cream, .red, .lemon]), hull = r.pick([Paint.red, .blue, .brown, .teal])
        p.at(0, 34, turn: r.range(-7, 7)) {
            p.line([0, -2, 0, -80], 3, .brown)
            p.polygon([4, -76, 42, -18, 4, -18], sail)
            p.polygon([-4, -70, -4, -18, -34, -18], r.pick([.orange, .gold, .silver]))
            p.polygon([0, -82, 0, -74, -14, -78], .red)
            p.polygon([-46, -12, 46, -12, 32, 8, -30, 8], hull)
            p.line([-42, -7, 42, -7], 2.4, .light)
        }
        sea(p, &r, 33)
    }

    private static func rowing(_ p: Pen, _ r: inout Random) {
        let shirt = r.pick([Paint.red, .blue, .purple, .green]), lean = r.range(-8, 4)
        p.blob([-14 + lean, -14, 4 + lean, -14, 10, 16, -14, 16], shirt)
        p.circle(-5 + lean, -27, 11, .skin)
        p.pie(-5 + lean, -29, 12, 180, 360, .brown)
        p.limb([-4 + lean, -8, 8 + lean, 2, 20 + lean, -4], 8, 6, shirt)
        p.blob([-48, 2, -40, 10, 0, 14, 40, 10, 48, 2, 40, 28, 24, 36, -24, 36, -40, 28], r.pick([.brown, .crimson, .forest]))
        p.curve([-42, 17, 0, 22, 42, 17], 3, .tan)
        p.line([22 + lean, -8, -14, 34], 3.4, .tan)
        p.ellipse(-18, 39, 5, 10, .tan, turn: 42)
        sea(p, &r, 34)
    }

    private static func steamer(_ p: Pen, _ r: inout Random) {
        let funnel = r.pick([Paint.red, .orange, .gold]), hull = r.pick([Paint.navy, .dark, .crimson])
        for (i, x) in [-12.0, 0, 14].enumerated() {
            p.circle(x + r.range(-2, 2), -36 - Double(i % 2) * 5, 8 + Double(i) * 1.5, .silver)
        }
        for x in [-20.0, 6] {
            p.rect(x, -28, 14, 26, funnel)
            p.rect(x, -28, 14, 7, .dark)
        }
        p.rect(-32, -6, 62, 12, .light)
        p.rect(-38, 4, 76, 10, .cream)
        for x in stride(from: -26.0, through: 26, by: 13) { p.circle(x, 0, 2.6, .blue) }
        p.polygon([-48, 12, 48, 8, 38, 38, -38, 38], hull)
        for x in stride(from: -28.0, through: 30, by: 14) { p.circle(x, 22, 3.4, .gold) }
        sea(p, &r, 32)
    }

    private static func submarine(_ p: Pen, _ r: inout Random) {
        let hull = r.pick([Paint.lemon, .orange, .teal, .red]), trim = r.pick([Paint.dark, .navy, .crimson])
        p.line([4, -20, 4, -42, 18, -42], 5, trim)
        p.polygon([-20, -10, -14, -28, 14, -28, 20, -10], hull)
        p.polygon([-34, 8, -48, -12, -48, 36, -34, 16], trim)
        p.ellipse(2, 12, 44, 25, hull)
        p.within(.ellipse(2, 12, 43, 24)) { p.rect(-48, 26, 100, 14, trim) }
        for x in [-18.0, 4, 26] {
            p.circle(x, 10, 8, trim)
            p.circle(x, 10, 5.4, .sky)
        }
        for i in 0..<3 { p.circle(34 + r.range(-4, 8), -24 - Double(i) * 9, 2.5 + Double(i), .sky) }
    }

    private static func paper(_ p: Pen, _ r: inout Random) {
        let sheet = r.pick([Paint.light, .lemon, .pink, .sky])
        p.at(0, 4, turn: r.range(-9, 9)) {
            p.polygon([0, -42, 26, 12, -26, 12], sheet)
            p.polygon([0, -42, 26, 12, 0, 12], .silver)
            p.polygon([-48, -10, 0, 8, 48, -10, 30, 34, -30, 34], sheet)
            p.polygon([-48, -10, 0, 8, -30, 34], .silver)
            p.line([-48, -10, 0, 8, 48, -10, 30, 34, -30, 34, -48, -10], 2, .grey)
            p.line([-22, 0, 0, -42, 22, 0], 2, .grey)
        }
        sea(p, &r, 33)
    }

    private static func pirate(_ p: Pen, _ r: inout Random) {
        let sail = r.pick([Paint.dark, .crimson, .cream]), mark: Paint = sail == .cream ? .dark : .light
        for x in [-20.0, 14] { p.line([x, 10, x, -46], 3.4, .brown) }
        p.line([34, 6, 49, -8], 3.4, .brown)
        p.polygon([14, -49, 32, -44, 14, -39], .red)
        p.blob([-34, -30, -8, -30, -4, -14, -8, 4, -34, 4, -30, -14], sail)
        p.blob([0, -36, 30, -36, 36, -16, 30, 6, 0, 6, 5, -16], sail)
        p.circle(19, -18, 7.5, mark)
        p.rect(15, -13, 8, 7, mark, round: 2)
        for x in [16.4, 21.8] { p.circle(x, -18, 1.9, sail) }
        p.polygon([-46, -10, -32, -10, -30, 8, 44, 8, 32, 38, -34, 38, -44, 12], .brown)
        p.line([-42, 16, 38, 16], 3, .gold)
        for x in [-24.0, -4, 16] { p.rect(x, 21, 8, 7, .dark) }
        sea(p, &r, 33)
    }

    private static func longship(_ p: Pen, _ r: inout Random) {
        let stripe = r.pick([Paint.red, .crimson, .blue, .forest])
        p.line([0, 14, 0, -46], 3.4, .brown)
        let sail = Path.smooth([-26, -38, 0, -40, 26, -38, 30, -16, 27, 6, 0, 3, -27, 6, -30, -16])
        p.fill(sail, .cream)
        p.within(sail) {
            for x in [-27.0, -5, 17] { p.rect(x, -44, 10, 56, stripe) }
        }
        p.line([-30, -39, 30, -39], 3, .brown)
        p.limb([34, 26, 44, 6, 40, -12, 47, -17], 14, 6, .brown)
        p.limb([-34, 26, -45, 6, -42, -10, -36, -8], 13, 4, .brown)
        p.blob([-46, 12, -26, 17, 26, 17, 45, 12, 36, 34, 20, 40, -20, 40, -36, 34], .brown)
        for (i, x) in [-24.0, -8, 8, 24].enumerated() {
            p.circle(x, 20, 7.4, i % 2 == 0 ? stripe : .gold)
            p.circle(x, 20, 2.4, .silver)
        }
        sea(p, &r, 34)
    }
}
