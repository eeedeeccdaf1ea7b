enum Robots {
    static let group = MotifGroup(
        "robots",
        [
            Motif("tin robot", tin), Motif("robot head", head), Motif("robot on tracks", tracked), Motif("hovering ball robot", ball),
            Motif("giant battle robot", giant), Motif("dancing one-eyed robot", dancing),
        ])

    private static func metal(_ r: inout Random) -> (main: Paint, part: Paint, glow: Paint) {
        r.pick([
            (.silver, .grey, .red), (.sky, .blue, .lemon), (.orange, .brown, .sky), (.lime, .forest, .orange),
            (.teal, .navy, .gold),
        ])
    }

    private static func eye(_ p: Pen, _ x: Double, _ y: Double, _ s: Double, _ glow: Paint) {
        p.circle(x, y, s, .light)
        p.circle(x, y, s * 0.62, glow)
        p.circle(x, y, s * 0.28, .dark)
    }

    private static func antenna(_ p: Pen, _ x: Double, _ y: Double, _ height: Double, _ lean: Double, _ glow: Paint) {
        p.line([x, y, x + lean, y - height], 2.6, .dark)
        p.circle(x + lean, y - height, 4, glow)
    }

    private static func tin(_ p: Pen, _ r: inout Random) {
        let c = metal(&r), wave = r.range(-30, -12), side = r.chance(0.5)
        p.at(0, 0, flip: side) {
            p.limb([22, -2, 38, -2 + wave * 0.3, 42, wave], 8, 8, c.part)
            p.limb([-22, -2, -38, 8, -40, 22], 8, 8, c.part)
            p.arc(43, wave - 6, 6, -50, 230, 4.5, .dark)
            p.arc(-40, 28, 6, 130, 410, 4.5, .dark)
        }
        p.mirrored {
            p.rect(-17, 26, 11, 16, c.part)
            p.rect(-23, 39, 20, 8, .dark, round: 3)
        }
        antenna(p, 0, -38, 8, r.range(-4, 4), c.glow)
        p.rect(-6, -14, 12, 8, c.part)
        p.rect(-23, -9, 46, 38, c.main, round: 4)
        p.rect(-20, -40, 40, 28, c.main, round: 4)
        p.mirrored {
            eye(p, -9, -29, 6, c.glow); p.rect(-24, -31, 5, 11, c.part)
        }
        p.rect(-10, -20, 20, 4.4, .dark)
        p.rect(-15, -3, 30, 15, .light, round: 2)
        p.curve([-11, 7, -5, 0, 0, 8, 5, 2, 11, 5], 2.2, c.glow)
        for x in [-10.0, 0, 10] { p.circle(x, 20, 3.2, x == 0 ? c.glow : .dark) }
    }

    private static func head(_ p: Pen, _ r: inout Random) {
        let c = metal(&r), round = r.range(5, 18), mouth = r.int(3)
        p.mirrored {
            antenna(p, -20, -24, 18, -6, c.glow)
            p.rect(-47, -8, 12, 24, c.part, round: 4)
        }
        p.rect(-18, 30, 36, 16, c.part)
        for y in [36.0, 42] { p.line([-18, y, 18, y], 2, .dark) }
        p.rect(-38, -28, 76, 64, c.main, round: round)
        p.rect(-32, -20, 64, 26, .dark, round: 12)
        p.mirrored { eye(p, -15, -7, 10, c.glow) }
        p.rect(-22, 14, 44, 13, mouth == 0 ? .dark : .light, round: 4)
        if mouth == 0 {
            p.curve([-18, 21, -10, 16, -4, 25, 4, 16, 10, 25, 18, 20], 2.4, c.glow)
        } else {
            for x in [-11.0, 0, 11] { p.line([x, 14, x, 27], 2.4, .dark) }
            if mouth == 1 { p.line([-22, 20.5, 22, 20.5], 2, .dark) }
        }
    }

    private static func tracked(_ p: Pen, _ r: inout Random) {
        let c = metal(&r), tilt = r.range(-12, 12)
        p.rect(-44, 24, 88, 22, .dark, round: 11)
        for x in [-33.0, -11, 11, 33] { p.circle(x, 35, 7, c.part); p.circle(x, 35, 2.6, .light) }
        p.limb([-22, -4, -40, 2, -42, 14], 7, 6, c.part)
        p.limb([22, -4, 38, -8, 44, -20], 7, 6, c.part)
        p.polygon([39, -22, 36, -34, 42, -29, 48, -29, 50, -34, 48, -20], .dark)
        p.polygon([-46, 12, -48, 23, -43, 20, -39, 20, -36, 23, -38, 12], .dark)
        p.rect(-28, -10, 56, 38, c.main, round: 5)
        p.rect(-21, -3, 42, 8, c.part, round: 3)
        for x in [-13.0, 0, 13] { p.line([x, 12, x, 22], 3.4, .dark) }
        p.rect(-4, -24, 8, 16, c.part)
        p.at(0, -32, turn: tilt) {
            p.mirrored {
                p.blob([-1, -8, -16, -13, -28, -7, -27, 8, -14, 12, -1, 6], c.main)
                p.circle(-14, 0, 9.5, .dark)
                eye(p, -14, 0, 7, c.glow)
            }
        }
    }

    private static func ball(_ p: Pen, _ r: inout Random) {
        let c = metal(&r), lift = r.range(-3, 3), look = r.range(-8, 8)
        p.ellipse(0, 44, 24 - lift, 4, .grey)
        p.polygon([-9, 26 + lift, 9, 26 + lift, 5, 40 + lift, 0, 34 + lift, -5, 40 + lift], .orange)
        p.at(0, -4 + lift) {
            antenna(p, 0, -32, 10, look * 0.7, c.glow)
            p.mirrored {
                p.blob([-30, -6, -48, -16, -50, -2, -46, 12, -32, 10], c.part)
                p.polygon([-46, 10, -50, 22, -42, 16, -38, 10], .dark)
            }
            p.circle(0, 0, 34, c.main)
            p.within(.ellipse(0, 0, 33, 33)) {
                p.rect(-40, 16, 80, 6, c.part); p.pie(0, 0, 34, 45, 135, c.part)
            }
            p.ellipse(0, -5, 26, 17, .dark)
            p.circle(look, -5, 12, c.glow)
            p.circle(look, -5, 5.5, .dark)
            p.circle(look - 4, -9, 3, .light)
        }
    }

    private static func giant(_ p: Pen, _ r: inout Random) {
        let c = metal(&r), crest = r.range(6, 12), fist = r.range(10, 20)
        p.mirrored {
            p.polygon([-4, 14, -20, 12, -24, 34, -30, 47, -6, 47, -8, 30], c.part)
            p.polygon([-24, 30, -32, 47, -5, 47, -8, 30], c.main)
            p.polygon([-34, -14, -46, -8, -46, fist, -34, fist], c.part)
            p.rect(-50, fist - 4, 19, 17, .dark, round: 4)
            p.polygon([-20, -26, -40, -34, -50, -20, -46, -4, -26, -6], c.main)
            p.line([-45, -20, -28, -26], 3, c.glow)
            p.polygon([-2, -36, -12, -36 - crest, -9, -28], c.glow)
        }
        p.polygon([-26, -26, 26, -26, 20, 6, 12, 18, -12, 18, -20, 6], c.main)
        p.polygon([-14, 6, 14, 6, 8, 24, -8, 24], c.part)
        p.polygon([-20, -20, -3, -20, -3, -6, -14, -6], c.glow)
        p.polygon([20, -20, 3, -20, 3, -6, 14, -6], c.glow)
        p.polygon([-9, -42, 9, -42, 11, -28, 5, -21, -5, -21, -11, -28], c.part)
        p.rect(-8, -36, 16, 6, .lemon)
    }

    private static func dancing(_ p: Pen, _ r: inout Random) {
        let c = metal(&r), sway = r.range(4, 10)
        p.at(0, 0, flip: r.chance(0.5)) {
            p.limb([-14, 4, -34, 6, -36, -12, -44, -24], 6, 6, .dark)
            p.limb([16, 0, 36, -8, 34, 12, 44, 20], 6, 6, .dark)
            p.limb([-8, 20, -20, 30, -16, 42], 7, 7, .dark)
            p.limb([8, 20, 24, 22, 30, 34], 7, 7, .dark)
            p.ellipse(-21, 44, 11, 5, c.part)
            p.ellipse(35, 36, 11, 5, c.part, turn: -25)
            p.circle(-44, -27, 6.5, c.part)
            p.circle(45, 22, 6.5, c.part)
            p.at(0, 0, turn: sway) {
                p.blob([-16, -8, 16, -8, 20, 10, 12, 27, -12, 27, -20, 10], c.main)
                p.circle(0, 10, 7, c.glow)
                antenna(p, 0, -38, 7, -3, c.glow)
                p.pie(0, -12, 25, 180, 360, c.main)
                p.rect(-25, -13, 50, 6, c.part, round: 3)
                eye(p, 0, -22, 9.5, c.glow)
            }
        }
    }
}
