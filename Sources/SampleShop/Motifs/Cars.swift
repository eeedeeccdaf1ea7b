enum Cars {
    static let group = MotifGroup(
        "cars",
        [
            Motif("little round car", round), Motif("vintage roadster", vintage), Motif("racing car", racing),
            Motif("camper van", camper), Motif("car from the front", front), Motif("monster truck", monster),
        ])

    private static func lacquer(_ r: inout Random) -> (body: Paint, trim: Paint, glass: Paint) {
        r.pick([
            (.red, .cream, .sky), (.teal, .light, .sky), (.orange, .lemon, .sky), (.blue, .silver, .light), (.lime, .light, .sky),
            (.gold, .dark, .sky),
        ])
    }

    private static func wheel(_ p: Pen, _ x: Double, _ y: Double, _ s: Double, _ hub: Paint = .silver) {
        p.circle(x, y, s, .dark)
        p.circle(x, y, s * 0.56, hub)
        p.circle(x, y, s * 0.22, .dark)
    }

    private static func round(_ p: Pen, _ r: inout Random) {
        let c = lacquer(&r), rack = r.chance(0.5)
        p.at(0, 2, flip: r.chance(0.5)) {
            p.blob([-48, 24, -47, 8, -34, -3, -26, -6, -18, -26, 2, -35, 22, -27, 33, -6, 45, 6, 48, 24, 0, 27], c.body)
            p.blob([-19, -6, -13, -22, -2, -27, -2, -6], c.glass)
            p.blob([4, -6, 4, -27, 16, -22, 24, -6], c.glass)
            p.line([1, -2, 1, 22], 2, .dark)
            p.line([5, 4, 11, 4], 2.6, .dark)
            p.mirrored { p.pie(-28, 24, 19, 180, 360, c.trim) }
            p.rect(-50, 20, 100, 6, c.trim, round: 3)
            wheel(p, -28, 25, 13)
            wheel(p, 28, 25, 13)
            p.circle(-44, 9, 4.6, .lemon)
            if rack {
                p.rect(-13, -46, 28, 10, .brown, round: 2)
                p.line([-16, -36, 18, -36], 2.6, .dark)
            }
        }
    }

    private static func vintage(_ p: Pen, _ r: inout Random) {
        let c = lacquer(&r), roof = r.chance(0.5)
        p.at(0, 2, flip: r.chance(0.5)) {
            if roof { p.blob([2, -24, 12, -37, 34, -36, 42, -22, 42, -8, 34, -8, 32, -22], .brown) }
            p.line([0, -4, -5, -28], 3, .dark)
            p.polygon([-44, -6, -2, -8, 6, 4, 40, 0, 46, 20, 40, 26, -44, 24], c.body)
            p.blob([14, 2, 16, -14, 26, -16, 28, 2], .brown)
            p.rect(-48, -10, 8, 34, .gold, round: 3)
            for x in [-32.0, -25, -18, -11] { p.line([x, -1, x, 14], 2.4, .dark) }
            p.circle(-46, -12, 6, .lemon)
            p.limb([-50, 18, -42, 8, -26, 4, -12, 20, 14, 26, 22, 10, 36, 6, 49, 18], 5, 5, c.trim)
            p.circle(8, 8, 9, .dark)
            p.circle(8, 8, 4, c.trim)
            for x in [-31.0, 33] {
                p.circle(x, 25, 17, .dark)
                p.circle(x, 25, 12.5, .cream)
                for i in 0..<4 {
                    let d = Point.direction(Double(i) * 45) * 12
                    p.line([x - d.x, 25 - d.y, x + d.x, 25 + d.y], 1.6, .dark)
                }
                p.circle(x, 25, 4, .gold)
            }
        }
    }

    private static func racing(_ p: Pen, _ r: inout Random) {
        let c = lacquer(&r), helmet = r.pick([Paint.lemon, .light, .orange, .blue])
        p.at(0, 0, turn: r.range(-8, 2)) {
            p.at(0, 0, flip: r.chance(0.5)) {
                p.polygon([32, -24, 50, -24, 50, -15, 34, -16], c.trim)
                p.line([40, -16, 38, 4], 4, .dark)
                p.circle(4, -12, 10, helmet)
                p.polygon([-7, -14, 6, -14, 6, -8, -6, -8], .dark)
                p.blob([8, -6, 14, -20, 24, -14, 44, 2, 34, 8, 10, 6], c.body)
                p.blob([-50, 14, -34, 2, -10, -6, 8, -4, 40, 0, 46, 16, 0, 20], c.body)
                p.rect(-50, 16, 94, 5, c.trim, round: 2)
                p.polygon([-50, 10, -36, 12, -36, 20, -50, 20], c.trim)
                p.circle(8, 7, 9, .light)
                p.line([6, 4, 9, 2, 9, 12], 2.4, .dark)
                wheel(p, -26, 14, 13.5, c.trim)
                wheel(p, 32, 12, 17, c.trim)
            }
        }
    }

    private static func camper(_ p: Pen, _ r: inout Random) {
        let c = lacquer(&r), board = r.pick([Paint.lemon, .rose, .teal, .orange]), topped = r.chance(0.7)
        p.at(0, 2, flip: r.chance(0.5)) {
            if topped {
                p.line([-22, -32, -22, -40], 3, .dark)
                p.line([22, -32, 22, -40], 3, .dark)
                p.ellipse(0, -42, 42, 4.6, board)
            }
            p.rect(-46, -34, 92, 62, c.body, round: 12)
            p.within(.rect(-46, -34, 92, 62, round: 12)) {
                p.rect(-50, -40, 100, 40, c.trim == .dark ? .cream : c.trim)
                p.rect(-50, -3, 100, 5, .dark)
            }
            p.polygon([-45, -6, -42, -26, -26, -26, -26, -6], c.glass)
            for x in [-20.0, 2, 24] { p.rect(x, -26, 17, 19, c.glass, round: 3) }
            p.line([-23, -4, -23, 24], 2, .dark)
            p.line([-18, 7, -12, 7], 2.6, .dark)
            p.circle(-41, 9, 5, .lemon)
            p.rect(-49, 22, 98, 6, .silver, round: 3)
            wheel(p, -26, 28, 12.5)
            wheel(p, 27, 28, 12.5)
            if r.chance(0.5) {
                for i in 0..<6 { let q = Point(12, 11) + Point.direction(Double(i) * 60) * 5; p.circle(q.x, q.y, 3.6, .light) }
                p.circle(12, 11, 3.4, .gold)
            }
        }
    }

    private static func front(_ p: Pen, _ r: inout Random) {
        let c = lacquer(&r), wide = r.range(-3, 3)
        p.mirrored {
            p.rect(-41, 22, 17, 24, .dark, round: 5)
            p.ellipse(-44, -8, 6, 5, c.body)
        }
        p.blob([-33, -6, -26 - wide, -34, -16, -42, 16, -42, 26 + wide, -34, 33, -6], c.body)
        p.polygon([-27, -8, -20 - wide * 0.6, -32, 20 + wide * 0.6, -32, 27, -8], c.glass)
        p.line([-14, -12, -6, -28], 3, .light)
        p.blob([-45, 32, -47, 10, -36, -6, 0, -10, 36, -6, 47, 10, 45, 32, 0, 36], c.body)
        p.mirrored {
            p.circle(-31, 8, 10.5, .light); p.circle(-31, 8, 7, .lemon)
        }
        p.pie(0, 8, r.range(12, 17), 0, 180, .dark)
        p.rect(-48, 26, 96, 9, c.trim == .dark ? .silver : c.trim, round: 4)
        p.rect(-12, 25, 24, 10, .cream, round: 1)
        p.line([-7, 30, 7, 30], 2.6, .dark)
    }

    private static func monster(_ p: Pen, _ r: inout Random) {
        let c = lacquer(&r)
        p.at(0, 0, turn: r.range(-16, 2)) {
            p.line([-26, 22, -12, 2], 5, .grey)
            p.line([26, 22, 12, 2], 5, .grey)
            p.polygon([-18, -16, -12, -38, 12, -38, 22, -16], c.body)
            p.polygon([-11, -17, -7, -32, 1, -32, 1, -17], c.glass)
            p.polygon([5, -17, 5, -32, 10, -32, 15, -17], c.glass)
            p.blob([-46, 4, -46, -12, -20, -17, 44, -17, 47, 4, 0, 7], c.body)
            p.polygon([-44, 2, -20, -10, -14, -3, 8, -12, 14, -5, 44, -12, 44, 3], r.pick([Paint.orange, .lemon, .red, .purple]))
            p.circle(-43, -7, 4, .lemon)
            for x in [-27.0, 27] {
                p.star(x, 23, 16, 24, 20.5, .dark)
                p.circle(x, 23, 11, c.trim == .dark ? .silver : c.trim)
                p.circle(x, 23, 4.5, .dark)
            }
        }
    }
}
