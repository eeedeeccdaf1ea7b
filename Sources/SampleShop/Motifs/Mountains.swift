enum Mountains {
    static let group = MotifGroup(
        "mountains",
        [
            Motif("snowy peaks", peaks), Motif("volcano", volcano), Motif("mountain lake", lake), Motif("camp in the mountains", camp),
            Motif("layered hills", hills), Motif("winding road", road),
        ])

    private static func snowyPeak(_ p: Pen, _ x: Double, _ y: Double, _ w: Double, _ base: Double, _ rock: Paint) {
        let h = base - y
        p.polygon([x - w, base, x - w * 0.3, y + h * 0.28, x, y, x + w * 0.26, y + h * 0.3, x + w, base], rock)
        p.polygon(
            [
                x, y, x + w * 0.26, y + h * 0.3, x + w * 0.4, y + h * 0.43, x + w * 0.18, y + h * 0.36, x + w * 0.05, y + h * 0.5,
                x - w * 0.1, y + h * 0.34,
                x - w * 0.24, y + h * 0.46, x - w * 0.3, y + h * 0.28,
            ], .light)
        p.polygon([x, y, x + w * 0.26, y + h * 0.3, x + w, base, x + w * 0.34, base, x + w * 0.1, y + h * 0.6], .dark)
        p.polygon(
            [
                x, y, x + w * 0.26, y + h * 0.3, x + w * 0.4, y + h * 0.43, x + w * 0.18, y + h * 0.36, x + w * 0.09,
                y + h * 0.42,
            ], .silver)
    }

    private static func trees(_ p: Pen, _ r: inout Random, y: Double, from: Double, to: Double, step: Double = 9) {
        for x in stride(from: from, through: to, by: step) {
            let h = r.range(10, 17)
            p.polygon([x - 4.6, y, x, y - h, x + 4.6, y], .forest)
        }
    }

    private static func peaks(_ p: Pen, _ r: inout Random) {
        if r.chance(0.6) { p.circle(r.range(-24, 24), -28, 14, r.pick([.gold, .orange, .red])) }
        let rock = r.pick([Paint.blue, .grey, .navy, .purple, .teal])
        snowyPeak(p, -24, -10, 25, 36, rock)
        snowyPeak(p, 26, -16, 24, 36, rock)
        snowyPeak(p, r.range(-4, 4), -40, 34, 36, rock)
        trees(p, &r, y: 40, from: -40, to: 40)
        p.rect(-46, 38, 92, 4, .forest, round: 2)
    }

    private static func volcano(_ p: Pen, _ r: inout Random) {
        for (x, y, s) in [(-8.0, -36.0, 11.0), (8, -40, 12), (20, -32, 8), (-20, -28, 7), (2, -28, 10)] {
            p.circle(
                x, y, s,
                r.chance(0.5) ? .grey : .silver)
        }
        for _ in 0..<4 { p.circle(r.range(-22, 22), r.range(-30, -14), 2.4, .orange) }
        p.blob([-46, 44, -28, 20, -14, -12, 0, -16, 14, -12, 28, 20, 46, 44, 0, 47], .brown)
        p.blob([-14, -12, 0, -16, 14, -12, 12, 2, 16, 16, 9, 12, 6, 34, 0, 18, -5, 28, -8, 6, -12, 8], .red)
        p.blob([-9, -11, 0, -13, 9, -11, 6, 0, 4, 16, 0, 6, -5, 4], .gold)
        p.curve([-30, 40, -20, 22, -18, 14], 2, .dark)
        p.curve([32, 40, 26, 26, 20, 22], 2, .dark)
    }

    private static func lake(_ p: Pen, _ r: inout Random) {
        let disc = Path.ellipse(0, 0, 47, 47)
        p.fill(disc, r.pick([.sky, .cream, .pink]))
        p.within(disc) {
            p.circle(r.range(-20, 20), -22, 9, r.pick([.gold, .light]))
            snowyPeak(p, -18, -24, 30, 12, .grey)
            snowyPeak(p, 20, -16, 32, 12, .navy)
            p.rect(-50, 12, 100, 40, .blue)
            p.polygon([-46, 12, -18, 40, 10, 12], .teal)
            for y in [19.0, 27, 35] { let x = r.range(-30, 0); p.line([x, y, x + r.range(18, 36), y], 2, .light) }
            trees(p, &r, y: 14, from: -50, to: -22, step: 8)
            trees(p, &r, y: 14, from: 22, to: 50, step: 8)
        }
    }

    private static func camp(_ p: Pen, _ r: inout Random) {
        p.pie(22, -30, 11, 60, 250, .lemon)
        snowyPeak(p, -14, -34, 32, 30, .purple)
        snowyPeak(p, 22, -14, 26, 30, .navy)
        trees(p, &r, y: 33, from: -44, to: -26, step: 8)
        trees(p, &r, y: 33, from: 34, to: 44, step: 8)
        p.ellipse(0, 37, 48, 8, .green)
        let cloth = r.pick([Paint.orange, .red, .gold])
        p.polygon([-26, 38, -6, 6, 14, 38], cloth)
        p.polygon([-12, 38, -6, 14, 0, 38], .dark)
        p.line([-6, 6, -6, 2], 2, .dark)
        p.line([20, 40, 32, 36], 2.6, .brown)
        p.line([20, 36, 32, 40], 2.6, .brown)
        p.blob([22, 36, 20, 28, 25, 24, 26, 18, 31, 26, 31, 33, 28, 36], .red)
        p.blob([24, 36, 25, 29, 27, 26, 29, 32, 28, 36], .gold)
    }

    private static func hills(_ p: Pen, _ r: inout Random) {
        let frame = r.chance(0.5) ? Path.rect(-44, -44, 88, 88, round: 6) : Path.ellipse(0, 0, 46, 46)
        let tones = r.pick([
            [Paint.cream, .pink, .rose, .crimson, .navy], [.cream, .sky, .blue, .navy, .dark],
            [
                .lemon, .lime,
                .green, .forest, .dark,
            ], [.cream, .gold, .orange, .crimson, .dark],
        ])
        p.fill(frame, tones[0])
        p.within(frame) {
            p.circle(r.range(-16, 16), -16, 12, tones[0] == .lemon ? .orange : .red)
            for i in 1..<5 {
                let y = -26 + Double(i) * 15, s = r.range(0, 8)
                p.polygon(
                    [
                        -52, 52, -52, y + 6, -34, y - 8 + s, -18, y + 4, -2, y - 14 + s, 14, y + 2, 28, y - 9 + s, 42,
                        y + 3, 52, y - 4, 52, 52,
                    ], tones[i])
            }
        }
    }

    private static func road(_ p: Pen, _ r: inout Random) {
        p.pie(0, -10, 24, 180, 360, r.pick([.orange, .gold, .red]))
        snowyPeak(p, -28, -34, 26, 4, .grey)
        snowyPeak(p, 28, -28, 26, 4, .blue)
        p.polygon([-48, -2, 48, -2, 44, 46, -44, 46], .lime)
        p.blob([-3, -2, 3, -2, 14, 8, 4, 18, -2, 26, 22, 46, -22, 46, -20, 26, -2, 14, 4, 8], .dark)
        p.curve([1, 2, 8, 8, -4, 18, -10, 26, -2, 40], 1.8, .lemon)
        trees(p, &r, y: 14, from: -42, to: -24)
        trees(p, &r, y: 20, from: 26, to: 42)
    }
}
