enum Cats {
    static let group = MotifGroup(
        "cats",
        [
            Motif("sitting cat", sitting), Motif("sleeping cat", sleeping), Motif("cat face", face),
            Motif(
                "stretching cat",
                stretching),
            Motif("cat in a box", inBox), Motif("cat with a ball of wool", wool),
        ])

    private static func fur(_ r: inout Random) -> (main: Paint, light: Paint, mark: Paint) {
        r.pick([
            (.orange, .cream, .brown), (.grey, .light, .dark), (.dark, .grey, .light), (.cream, .light, .tan),
            (
                .brown,
                .tan, .dark
            ), (.light, .light, .grey),
        ])
    }

    /// A head of 36 units across with its ears.
    private static func head(
        _ p: Pen, _ x: Double, _ y: Double, _ s: Double, _ fur: (main: Paint, light: Paint, mark: Paint),
        asleep: Bool = false
    ) {
        p.at(x, y, scale: s) {
            p.mirrored {
                p.polygon([-17, -6, -18, -27, -3, -15], fur.main)
                p.polygon([-14.5, -11, -15.5, -22, -7.5, -15], .pink)
            }
            p.ellipse(0, 0, 20, 17, fur.main)
            p.mirrored {
                if asleep {
                    p.arc(-8, -2, 4, 20, 160, 2, fur.main == .dark ? .light : .dark)
                } else {
                    p.ellipse(-8, -2, 4.4, 5.2, fur.main == .lime ? .light : .lemon)
                    p.ellipse(-8, -2, 1.7, 4.6, .dark)
                }
                p.line([-9, 8, -23, 5], 1.1, fur.main == .dark ? .light : .dark)
                p.line([-9, 10, -22, 12], 1.1, fur.main == .dark ? .light : .dark)
            }
            p.ellipse(0, 8.5, 8, 5.5, fur.light)
            p.polygon([-3, 5, 3, 5, 0, 8.4], .rose)
            p.arc(-2.8, 8.5, 2.8, 0, 150, 1.3, .dark)
            p.arc(2.8, 8.5, 2.8, 30, 180, 1.3, .dark)
            for i in [-1.0, 0, 1] { p.line([i * 4, -16, i * 3, -10], 1.8, fur.mark) }
        }
    }

    private static func sitting(_ p: Pen, _ r: inout Random) {
        let c = fur(&r), lean = r.range(-4, 4)
        p.limb([14, 38, 34, 38, 40, 22, 33, r.range(4, 12), 39, r.range(-8, -2)], 8, 5, c.main)
        p.blob([-8 + lean, -18, 8 + lean, -18, 18, 10, 24, 36, 14, 45, -14, 45, -24, 36, -18, 10], c.main)
        p.blob([-7 + lean, -8, 7 + lean, -8, 8, 14, 0, 24, -8, 14], c.light)
        p.mirrored {
            p.line([-4, 24, -4, 44], 1.4, c.mark)
            p.ellipse(-8, 44, 7, 4.5, c.light)
            p.ellipse(-19, 42, 8, 5, c.main)
        }
        for y in [12.0, 20, 28] { p.line([20, y, 13, y + 2], 2, c.mark) }
        head(p, lean, -26, 1, c)
    }

    private static func sleeping(_ p: Pen, _ r: inout Random) {
        let c = fur(&r)
        p.ellipse(0, 31, 48, 8, r.pick([.teal, .purple, .navy, .crimson]))
        p.blob([-40, 14, -28, -8, 2, -18, 32, -8, 44, 14, 34, 29, 0, 33, -32, 29], c.main)
        for x in [4.0, 14, 24] { p.curve([x, -16 + (x - 4) * 0.25, x + 4, -8, x + 3, 0], 2.6, c.mark) }
        p.limb([41, 14, 38, 28, 14, 32, -8, 27, -14, 24], 9, 6, c.main)
        head(p, -22, 8, 0.92, c, asleep: true)
        for i in 0..<2 + r.int(2) {
            let s = 3.5 + Double(i) * 1.6, x = 6 + Double(i) * 11, y = -26 - Double(i) * 9
            p.line([x, y, x + s * 1.3, y, x, y + s * 1.5, x + s * 1.3, y + s * 1.5], 1.7, .dark)
        }
    }

    private static func face(_ p: Pen, _ r: inout Random) {
        let c = fur(&r)
        head(p, 0, 5, r.range(1.85, 2.05), c)
        if r.chance(0.35) {
            p.mirrored {
                p.ellipse(-15.5, 1.5, 13, 11, .dark); p.line([-27, 0, -37, -4], 3, .dark)
            }
            p.line([-4, 0, 4, 0], 3, .dark)
            p.mirrored { p.line([-20, -3, -13, 4], 2, .light) }
        }
    }

    private static func stretching(_ p: Pen, _ r: inout Random) {
        let c = fur(&r), lift = r.range(-4, 6)
        p.limb([34, -8, 42, -22 + lift, 36, -36 + lift, 42, -46 + lift], 7, 4.5, c.main)
        p.limb([33, 0, 40, 16, 34, 34], 14, 8, c.main)
        p.limb([24, 0, 27, 18, 22, 34], 14, 8, c.main)
        p.limb([-14, 14, -30, 27, -46, 33], 11, 7, c.main)
        p.limb([-6, 18, -18, 30, -34, 35], 11, 7, c.main)
        p.blob([-26, 14, -6, -2, 16, -18, 36, -16, 42, 0, 34, 12, 14, 12, -8, 24, -22, 24], c.main)
        for x in [6.0, 15, 24] { p.line([x, -10 - x * 0.2, x + 2, 0], 2.6, c.mark) }
        head(p, -27, 6, 0.74, c)
    }

    private static func inBox(_ p: Pen, _ r: inout Random) {
        let c = fur(&r)
        p.polygon([-40, 6, 40, 6, 34, -4, -34, -4], .brown)
        p.limb([24, 6, 30, -14, 24, -26, 31, -36], 7, 5, c.main)
        p.blob([-16, -10, 16, -10, 20, 20, -20, 20], c.main)
        head(p, r.range(-5, 5), -16, 1.05, c)
        p.polygon([-42, 5, 42, 5, 38, 45, -38, 45], .tan)
        p.polygon([-42, 5, -50, 17, -30, 17, -26, 5], .tan)
        p.polygon([42, 5, 50, 17, 30, 17, 26, 5], .tan)
        p.mirrored { p.ellipse(-11, 6, 6.5, 4.6, c.light) }
        p.rect(-6, 26, 12, 19, .cream)
        p.line([16, 32, 28, 32], 1.8, .brown)
        p.line([16, 37, 28, 37], 1.8, .brown)
    }

    private static func wool(_ p: Pen, _ r: inout Random) {
        let c = fur(&r), yarn = r.pick([Paint.red, .teal, .purple, .rose, .blue])
        p.limb([-24, 30, -42, 22, -44, 2, -36, -8], 7, 5, c.main)
        p.blob([-34, 40, -34, 14, -16, -6, 4, 0, 12, 22, 8, 40], c.main)
        p.limb([-2, 10, 10, 18, 22, 16], 10, 8, c.main)
        p.ellipse(-24, 40, 12, 5, c.light)
        head(p, -6, -16, 0.98, c)
        p.circle(29, 26, 17, yarn)
        p.within(.ellipse(29, 26, 16, 16)) {
            for i in 0..<3 {
                p.arc(29 - 14, 26 + 14, 12 + Double(i) * 7, -100, 10, 1.5, .light)
                p.arc(29 + 15, 26 + 12, 10 + Double(i) * 6, 170, 280, 1.5, .dark)
            }
        }
        p.curve([22, 41, 5, 47, -15, 44, -30, 48, -46, 44], 1.8, yarn)
    }
}
