enum People {
    static let group = MotifGroup(
        "people",
        [
            Motif("woman's face", woman), Motif("bearded man", beard), Motif("surfer", surfer), Motif("meditating person", meditating),
            Motif("skateboarder", skater), Motif("dancing couple", couple),
        ])

    private static func tones(_ r: inout Random) -> (skin: Paint, hair: Paint) {
        (r.pick([.skin, .tan, .brown, .cream]), r.pick([.dark, .crimson, .gold, .orange, .navy]))
    }

    private static func woman(_ p: Pen, _ r: inout Random) {
        let t = tones(&r), curly = r.chance(0.4)
        if curly {
            for i in 0..<12 { let d = Point.direction(Double(i) * 30); p.circle(d.x * 27, -8 + d.y * 27, 12, t.hair) }
        } else {
            p.blob([-30, 38, -32, -8, -22, -40, 0, -47, 22, -40, 32, -8, 30, 38, 14, 30, -14, 30], t.hair)
        }
        p.polygon([-8, 16, 8, 16, 9, 36, -9, 36], t.skin)
        p.blob([-38, 50, -32, 38, -9, 33, 0, 38, 9, 33, 32, 38, 38, 50], r.pick([.red, .teal, .gold, .purple]))
        p.blob([-19, -12, 0, -27, 19, -12, 17, 10, 0, 25, -17, 10], t.skin)
        p.blob([-22, -6, -20, -30, 2, -38, 21, -28, 22, -6, 15, -18, -2, -22, -14, -18], t.hair)
        if r.chance(0.4) {
            p.mirrored { p.circle(-9, -2, 7.5, .dark) }
            p.line([-4, -3, 4, -3], 2, .dark)
        } else {
            p.mirrored {
                p.ellipse(-8.5, -2, 3.8, 2.5, .light)
                p.circle(-8.5, -2, 2, .dark)
                p.arc(-8.5, -5, 6, 205, 330, 1.7, t.hair)
            }
        }
        p.line([0, 1, -2, 8, 1, 8.5], 1.3, .brown)
        p.blob([-7, 14, -2, 12, 0, 13, 2, 12, 7, 14, 0, 18], .red)
        p.mirrored { p.circle(-20, 12, 3, .gold) }
    }

    private static func beard(_ p: Pen, _ r: inout Random) {
        let t = tones(&r)
        p.blob([-25, -8, -22, -38, 0, -45, 22, -38, 25, -8], t.hair)
        p.mirrored { p.ellipse(-24, -4, 4.5, 7, t.skin) }
        p.blob([-22, -20, 0, -32, 22, -20, 22, 8, 0, 22, -22, 8], t.skin)
        p.blob([-24, 0, -15, 6, 0, 4, 15, 6, 24, 0, 23, 24, r.range(4, 12), 46, 0, 48, -12, 42, -23, 24], t.hair)
        p.blob([-16, 12, -7, 5, 0, 8, 7, 5, 16, 12, 6, 13, 0, 11, -6, 13], t.hair == .dark ? .brown : .dark)
        p.ellipse(0, 17, 5, 2.6, .rose)
        p.blob([-5, 4, -3, -6, 0, -12, 3, -6, 5, 4, 0, 7], t.skin)
        p.mirrored {
            p.circle(-9, -8, 2.4, .dark)
            p.line([-14, -15, -5, -14], 2.8, t.hair)
            if r.chance(0.5) { p.arc(-9, -8, 7, 0, 360, 1.8, .dark) }
        }
        if r.chance(0.6) {
            p.blob([-27, -20, -24, -42, 0, -50, 24, -42, 27, -20, 0, -26], r.pick([.red, .teal, .gold]))
            p.rect(-28, -28, 56, 9, .light, round: 4)
        }
    }

    private static func surfer(_ p: Pen, _ r: inout Random) {
        let t = tones(&r)
        p.blob([-50, 34, -30, 20, 0, 30, 24, 18, 50, 26, 48, 46, 0, 49, -48, 46], .blue)
        p.curve([-46, 38, -28, 29, 0, 38, 26, 28, 46, 36], 2.4, .light)
        p.at(0, 24, turn: r.range(-16, -6)) {
            p.ellipse(0, 0, 42, 5.5, r.pick([.gold, .red, .light]));
            p.line(
                [-38, 0, 38, 0],
                1.4, .dark)
        }
        p.limb([-3, 2, -17, 8, -14, 21], 9, 6, t.skin)
        p.limb([3, 2, 16, 6, 17, 17], 9, 6, t.skin)
        p.blob([-9, 8, -5, -1, 7, -1, 12, 8, 2, 10], .red)
        p.limb([0, 2, 2, -10, 6, -21], 13, 15, t.skin)
        p.limb([5, -19, -12, -22, -27, -14], 6, 4.5, t.skin)
        p.limb([7, -19, 22, -24, 34, -33], 6, 4.5, t.skin)
        p.circle(8, -34, 8, t.skin)
        p.blob([-1, -34, 0, -43, 10, -45, 18, -38, 15, -31, 10, -38], t.hair)
    }

    private static func meditating(_ p: Pen, _ r: inout Random) {
        let t = tones(&r), shirt = r.pick([Paint.purple, .teal, .orange, .rose])
        if r.chance(0.7) { p.circle(0, -14, 35, r.pick([.gold, .lemon, .sky])) }
        p.ellipse(0, 42, 46, 6, .teal)
        p.mirrored { p.limb([-8, 30, -34, 27, -42, 37, -20, 41, 8, 40], 13, 9, .navy) }
        p.blob([-14, -8, 14, -8, 15, 30, -15, 30], shirt)
        p.mirrored { p.limb([-12, -5, -24, 10, -35, 25], 8, 5, t.skin) }
        p.mirrored { p.circle(-36, 25, 4, t.skin) }
        p.rect(-4, -14, 8, 8, t.skin)
        p.ellipse(0, -24, 11, 13, t.skin)
        p.blob([-12, -22, -10, -38, 10, -38, 12, -22, 6, -31, -6, -31], t.hair)
        p.circle(0, -41, 6, t.hair)
        p.mirrored { p.arc(-4.5, -24, 2.8, 20, 160, 1.3, .dark) }
        p.arc(0, -20, 3.4, 30, 150, 1.3, .dark)
    }

    private static func skater(_ p: Pen, _ r: inout Random) {
        let t = tones(&r)
        p.at(2, 38, turn: r.range(-14, 8)) {
            p.curve([-32, -6, -25, 0, 25, 0, 32, -6], 5, r.pick([.red, .gold, .teal]))
            p.mirrored {
                p.circle(-19, 6, 4.8, .dark); p.circle(-19, 6, 1.8, .light)
            }
        }
        p.limb([-4, 4, -18, 16, -13, 34], 12, 8, .navy)
        p.limb([4, 4, 19, 14, 16, 32], 12, 8, .navy)
        p.mirrored { p.ellipse(-16, 34, 7, 3.6, .light) }
        p.blob([-9, -20, 11, -20, 12, 8, -10, 8], r.pick([.red, .orange, .lime, .teal]))
        p.limb([-6, -17, -22, -10, -33, -22], 8, 5, t.skin)
        p.limb([9, -17, 24, -14, 36, -8], 8, 5, t.skin)
        p.circle(2, -31, 10, t.skin)
        p.pie(2, -33, 11, 180, 360, .crimson)
        p.line([2, -33, 19, -33], 3.4, .crimson)
        p.circle(6, -29, 1.4, .dark)
        p.arc(5, -27, 4, 20, 120, 1.3, .dark)
    }

    private static func couple(_ p: Pen, _ r: inout Random) {
        let a = tones(&r), b = tones(&r)
        p.limb([-14, 4, -19, 22, -26, 42], 9, 6, .navy)
        p.limb([-12, 4, -7, 24, -8, 43], 9, 6, .navy)
        p.limb([22, 14, 24, 30, 33, 42], 7, 4, b.skin)
        p.limb([14, 14, 12, 30, 8, 43], 7, 4, b.skin)
        p.blob([12, -16, 20, -17, 24, 2, 41, 22, 20, 28, 2, 21, 12, 2], r.pick([.red, .rose, .gold, .purple]))
        p.blob([-20, -20, -6, -20, -5, 8, -20, 8], .dark)
        p.limb([-8, -17, 4, -25, 8, -40], 6, 4.5, .dark)
        p.limb([14, -14, 10, -28, 8, -41], 5, 4, b.skin)
        p.limb([-9, -10, 4, -2, 14, -2], 6, 4.5, .dark)
        p.limb([19, -12, 2, -10, -7, -15], 4.6, 4, b.skin)
        p.circle(-13, -30, 8.5, a.skin)
        p.pie(-14, -32, 9, 150, 350, a.hair)
        p.circle(18, -26, 8, b.skin)
        p.blob([12, -30, 18, -37, 27, -32, 34, -14, 26, -10, 25, -26], b.hair)
    }
}
