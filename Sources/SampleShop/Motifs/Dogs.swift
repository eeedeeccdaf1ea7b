enum Dogs {
    static let group = MotifGroup(
        "dogs",
        [
            Motif("dog face", face), Motif("dachshund", dachshund), Motif("sitting puppy", puppy), Motif("poodle", poodle),
            Motif("running dog", running), Motif("pug", pug),
        ])

    private static func coat(_ r: inout Random) -> (main: Paint, ear: Paint, light: Paint) {
        r.pick([
            (.tan, .brown, .cream), (.brown, .dark, .tan), (.light, .brown, .cream), (.grey, .dark, .light),
            (
                .gold,
                .orange, .cream
            ), (.dark, .dark, .tan),
        ])
    }

    private static func head(
        _ p: Pen, _ x: Double, _ y: Double, _ s: Double, _ c: (main: Paint, ear: Paint, light: Paint),
        tongue: Bool
    ) {
        p.at(x, y, scale: s) {
            p.blob([-17, -12, 0, -20, 17, -12, 18, 4, 11, 16, -11, 16, -18, 4], c.main)
            p.mirrored { p.blob([-10, -18, -20, -18, -27, -2, -23, 13, -17, 10, -15, -6], c.ear) }
            if tongue { p.blob([-4, 14, 4, 14, 5, 25, 0, 28, -5, 25], .rose) }
            p.ellipse(0, 9.5, 11, 8.5, c.light)
            p.ellipse(0, 4.5, 5, 3.6, .dark)
            p.line([0, 7, 0, 12], 1.5, .dark)
            p.arc(-3.5, 11, 3.5, 0, 150, 1.5, .dark)
            p.arc(3.5, 11, 3.5, 30, 180, 1.5, .dark)
            p.mirrored { p.circle(-7.5, -4, 2.5, c.main == .dark ? .light : .dark) }
        }
    }

    private static func face(_ p: Pen, _ r: inout Random) {
        let c = coat(&r)
        head(p, 0, -2, r.range(1.75, 1.95), c, tongue: r.chance(0.7))
        if r.chance(0.5) { p.ellipse(13, -10, 11, 13, c.ear); p.circle(14, -9, 4.6, c.ear == .dark ? .light : .dark) }
    }

    private static func dachshund(_ p: Pen, _ r: inout Random) {
        let c = coat(&r)
        p.limb([42, -2, 47, -12, 45, -24], 6, 2.5, c.main)
        for x in [-22.0, -12, 30, 40] { p.limb([x, 8, x, 18, x - 2, 27], 8, 7, x == -12 || x == 30 ? c.ear : c.main) }
        p.blob([-34, -8, -20, -8, 10, -6, 38, -9, 46, 3, 38, 15, 8, 12, -20, 16, -34, 8], c.main)
        p.limb([-28, 4, -31, -8, -33, -20], 15, 13, c.main)
        p.blob([-50, -18, -40, -22, -34, -30, -24, -28, -22, -16, -32, -10, -48, -12], c.main)
        p.blob([-30, -27, -22, -27, -17, -10, -21, -2, -27, -8], c.ear)
        p.ellipse(-49.5, -16.5, 2.8, 2.4, .dark)
        p.circle(-36, -21, 1.7, .dark)
        p.line([-37, -7, -24, -4], 3.4, r.pick([.red, .blue, .gold]))
        if r.chance(0.5) { p.blob([-18, -9, 28, -9, 26, 14, -16, 14], r.pick([.red, .teal, .gold])) }
    }

    private static func puppy(_ p: Pen, _ r: inout Random) {
        let c = coat(&r)
        p.limb([18, 36, 32, 34, 40, 22], 7, 4, c.main)
        p.blob([-12, -4, 12, -4, 22, 28, 18, 44, -18, 44, -22, 28], c.main)
        p.blob([-8, 0, 8, 0, 8, 16, 0, 22, -8, 16], c.light)
        p.mirrored {
            p.limb([-7, 12, -8, 28, -8, 42], 10, 8, c.main)
            p.ellipse(-9, 44, 7, 4.5, c.light)
            p.ellipse(-22, 42, 9, 5.5, c.main)
        }
        p.line([-11, 0, 11, 0], 4.5, .red)
        p.circle(0, 4, 3.4, .gold)
        p.at(0, -22, turn: r.range(-14, 14)) { head(p, 0, 0, 1.12, c, tongue: r.chance(0.5)) }
    }

    private static func poodle(_ p: Pen, _ r: inout Random) {
        let fur = r.pick([Paint.pink, .light, .silver, .dark, .tan])
        let skin: Paint = fur == .dark ? .grey : .cream
        func puff(_ x: Double, _ y: Double, _ s: Double) {
            for i in 0..<7 {
                let d = Point.direction(Double(i) * 51.4);
                p.circle(
                    x + d.x * s * 0.6, y + d.y * s * 0.6,
                    s * 0.52, fur)
            }
            p.circle(x, y, s * 0.6, fur)
        }
        p.limb([28, 4, 36, -10, 38, -20], 3.5, 3, skin)
        puff(39, -24, 8)
        for x in [-14.0, -4, 18, 28] { p.limb([x, 10, x, 24, x, 40], 6, 4, skin) }
        p.blob([-18, -4, 10, 0, 30, -2, 32, 14, 10, 16, -16, 18], skin)
        puff(-8, 5, 17)
        for x in [-14.0, -4, 20, 30] { puff(x, 37, 7.5) }
        p.limb([-16, -8, -20, -20, -22, -28], 9, 8, skin)
        p.blob([-44, -22, -32, -27, -20, -30, -16, -20, -28, -15, -42, -17], skin)
        puff(-21, -36, 11)
        p.blob([-18, -30, -10, -28, -7, -12, -13, -6, -19, -14], fur)
        p.ellipse(-44, -20.5, 2.6, 2.2, .dark)
        p.circle(-30, -24, 1.6, .dark)
        p.line([-22, -12, -12, -10], 3, r.pick([.red, .blue, .purple]))
    }

    private static func running(_ p: Pen, _ r: inout Random) {
        let c = coat(&r), leap = r.range(-4, 4)
        p.limb([34, -8, 42, -16, 48, -28], 6, 3, c.main)
        p.limb([28, 2, 40, 12, 49, 24 + leap], 11, 4.5, c.main)
        p.limb([24, 4, 32, 20, 40, 32 + leap], 11, 4.5, c.ear)
        p.limb([-16, 4, -32, 14, -46, 13 - leap], 10, 4.5, c.main)
        p.limb([-14, 6, -26, 22, -40, 27 - leap], 10, 4.5, c.ear)
        p.blob([-28, -12, -8, -14, 16, -14, 36, -12, 38, 2, 24, 8, 4, 6, -14, 14, -26, 6], c.main)
        p.limb([-20, -6, -28, -14, -31, -20], 15, 13, c.main)
        p.blob([-50, -20, -42, -26, -34, -34, -24, -30, -22, -20, -32, -14, -48, -14], c.main)
        p.blob([-28, -32, -18, -34, -8, -28, -14, -22, -24, -24], c.ear)
        p.ellipse(-49, -19, 2.8, 2.4, .dark)
        p.circle(-37, -25, 1.8, .dark)
        p.curve([-46, -14, -42, -8, -38, -9], 3, .rose)
        p.line([-33, -9, -21, -14], 3.4, .red)
        for y in [-4.0, 6, 16] { if r.chance(0.5) { p.line([-50, 36 + y * 0.5, -20 + y, 36 + y * 0.5], 1.8, .grey) } }
    }

    private static func pug(_ p: Pen, _ r: inout Random) {
        let main = r.pick([Paint.tan, .cream, .silver])
        p.blob([-30, 50, -26, 26, 0, 16, 26, 26, 30, 50], main)
        p.blob([-38, -18, -18, -38, 0, -40, 18, -38, 38, -18, 38, 12, 20, 32, -20, 32, -38, 12], main)
        p.mirrored { p.polygon([-20, -38, -42, -34, -44, -8, -32, -14], .dark) }
        p.blob([-22, 4, -10, -4, 10, -4, 22, 4, 22, 20, 0, 28, -22, 20], .dark)
        p.mirrored {
            p.circle(-17, -8, 8.5, .dark)
            p.circle(-17, -8, 6.4, .light)
            p.circle(-16, -8, 4, .dark)
            p.circle(-17.5, -10, 1.5, .light)
        }
        p.ellipse(0, 2, 6, 4, .brown)
        p.arc(-6, 9, 6, 0, 130, 1.8, .light)
        p.arc(6, 9, 6, 50, 180, 1.8, .light)
        if r.chance(0.6) { p.blob([-4, 16, 4, 16, 5, 28, 0, 31, -5, 28], .rose) }
        for y in [-26.0, -20] { p.curve([-9, y, 0, y + 4, 9, y], 2, .brown) }
        p.rect(-22, 34, 44, 6, r.pick([.red, .blue, .purple]), round: 3)
        p.circle(0, 42, 4, .gold)
    }
}
