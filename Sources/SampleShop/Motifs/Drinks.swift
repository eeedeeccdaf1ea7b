enum Drinks {
    static let group = MotifGroup(
        "drinks",
        [
            Motif("cup of coffee", coffee), Motif("pint of beer", beer), Motif("cocktail", cocktail), Motif("teapot", teapot),
            Motif("glass of wine", wine), Motif("milkshake", milkshake), Motif("can of pop", can), Motif("coconut drink", coconut),
        ])

    private static func steam(_ p: Pen, _ x: Double, _ y: Double, _ r: inout Random) {
        let s = r.sign() * 4
        p.curve([x, y, x + s, y - 6, x - s, y - 13, x + s * 0.5, y - 20], 3.6, .silver)
    }

    private static func coffee(_ p: Pen, _ r: inout Random) {
        let cup = r.pick([Paint.red, .teal, .light, .gold, .blue])
        for x in [-20.0, -4, 12] { steam(p, x, -22, &r) }
        p.ellipse(-2, 38, 44, 8, cup == .light ? .silver : .light)
        p.arc(32, 4, 12, -110, 120, 6.5, cup)
        p.blob([-38, -12, 32, -12, 30, 14, 16, 34, -3, 37, -22, 34, -36, 14], cup)
        p.ellipse(-3, -12, 35, 9, cup)
        p.ellipse(-3, -11, 30, 6.4, .brown)
        p.star(-3, 14, 5, 8, 4, cup == .light ? .brown : .light)
    }

    private static func beer(_ p: Pen, _ r: inout Random) {
        let ale = r.pick([Paint.tan, .orange, .brown])
        p.stroke(.rect(14, -8, 30, 36, round: 10), 7, .grey)
        p.polygon([-34, -22, 24, -22, 22, 45, -32, 45], ale)
        for x in [-22.0, -5, 12] { p.rect(x - 4, -8, 7, 44, .lemon, round: 3.5) }
        for (x, y, s) in [(-28.0, -26.0, 12.0), (-12, -34, 13), (6, -34, 13), (20, -25, 12), (-4, -24, 14)] {
            p.circle(x, y, s, .light)
        }
        p.limb([-28, -20, -29, -6, -28, r.range(0, 14)], 13, 9, .light)
        p.rect(-35, 40, 60, 7, .silver, round: 3)
    }

    private static func cocktail(_ p: Pen, _ r: inout Random) {
        let drink = r.pick([Paint.lime, .rose, .orange, .sky]), shade = r.pick([Paint.red, .purple, .teal])
        p.line([8, 0, 30, -42], 2.6, .brown)
        p.polygon([-42, -30, 42, -30, 0, 14], .silver)
        p.polygon([-34, -22, 34, -22, 0, 13], drink)
        p.line([0, 10, 0, 42], 5, .grey)
        p.ellipse(0, 44, 23, 4.4, .grey)
        p.line([-24, -34, 4, -2], 2, .brown)
        p.circle(-10, -17, 7, .green)
        p.circle(-14, -20, 2.6, .red)
        p.at(26, -32, turn: 28 + r.range(-8, 8)) {
            p.pie(0, 0, 22, 180, 360, shade)
            p.pie(0, 0, 22, 210, 245, .lemon)
            p.pie(0, 0, 22, 290, 325, .lemon)
        }
    }

    private static func teapot(_ p: Pen, _ r: inout Random) {
        let pot = r.pick([Paint.sky, .rose, .light, .green, .lemon]), deco = r.pick([Paint.crimson, .navy, .purple])
        steam(p, -40, -20, &r)
        p.arc(32, 6, 14, -130, 110, 6.5, pot)
        p.limb([-22, 24, -34, 14, -36, -2, -45, -12], 17, 7, pot)
        p.blob([-34, 10, -22, -16, 0, -22, 22, -16, 34, 10, 26, 32, 0, 38, -26, 32], pot)
        p.ellipse(0, 40, 20, 4.5, deco)
        p.pie(0, -17, 19, 180, 360, deco)
        p.circle(0, -39, 5.4, pot)
        for i in 0..<5 {
            let d = Point.direction(Double(i) * 72 - 90) * 8
            p.circle(d.x, 10 + d.y, 5.6, deco)
        }
        p.circle(0, 10, 4.6, .gold)
    }

    private static func wine(_ p: Pen, _ r: inout Random) {
        let drink = r.pick([Paint.crimson, .crimson, .gold, .rose]), glass = r.pick([Paint.forest, .dark, .brown])
        p.blob([8, 46, 8, 0, 18, -14, 19, -42, 29, -42, 30, -14, 41, 0, 41, 46, 24, 47], glass)
        p.rect(18, -49, 12, 13, .red, round: 2)
        p.rect(10, 8, 30, 22, .cream)
        p.circle(26, 19, 6, .purple)
        p.blob([-40, -32, -42, -10, -32, 8, -20, 12, -8, 8, 2, -10, 0, -32], .silver)
        p.blob([-41, -14, -39, -4, -31, 7, -20, 10, -9, 7, -1, -4, 1, -14, -20, -12], drink)
        p.line([-20, 12, -20, 42], 4.6, .grey)
        p.ellipse(-20, 44, 17, 4, .grey)
    }

    private static func milkshake(_ p: Pen, _ r: inout Random) {
        let shake = r.pick([Paint.rose, .brown, .green, .orange]), straw = r.pick([Paint.red, .blue, .purple])
        p.line([8, 0, 22, -48], 5, straw)
        p.polygon([-28, -12, 28, -12, 16, 36, -16, 36], shake)
        p.line([-13, -2, -7, 26], 4.5, .light)
        p.rect(-5, 34, 10, 8, .grey)
        p.ellipse(0, 44, 21, 4.6, .grey)
        p.rect(-32, -17, 64, 9, .grey, round: 4)
        for (x, y, s) in [(-18.0, -22.0, 12.0), (17, -22, 12), (0, -24, 14), (0, -34, 10)] { p.circle(x, y, s, .light) }
        p.circle(r.range(-6, 0), -43, 6, .red)
    }

    private static func can(_ p: Pen, _ r: inout Random) {
        let (tin, band) = r.pick([(Paint.red, Paint.light), (.blue, .light), (.green, .lemon), (.orange, .purple)])
        p.at(0, 0, turn: r.range(-16, 16)) {
            p.line([6, -38, 16, -52], 5, band)
            p.polygon([-26, -34, -21, -42, 21, -42, 26, -34], .silver)
            p.ellipse(0, -41, 21, 4.6, .grey)
            p.polygon([-26, 38, -21, 46, 21, 46, 26, 38], .silver)
            let body = Path.rect(-27, -35, 54, 74, round: 4)
            p.fill(body, tin)
            p.within(body) {
                p.blob([-30, 8, -12, -8, 6, 4, 34, -16, 34, 4, 10, 22, -8, 12, -30, 28], band)
                p.rect(-21, -33, 5, 70, .light)
            }
            for (x, y, s) in [(-6.0, -22.0, 4.0), (10, -14, 5.5), (0, 28, 3.5)] { p.circle(x, y, s, band) }
        }
    }

    private static func coconut(_ p: Pen, _ r: inout Random) {
        let flower = r.pick([Paint.pink, .red, .lemon, .purple]), straw = r.pick([Paint.red, .teal, .orange])
        p.line([4, 0, 16, -34, 30, -40], 5.4, straw)
        p.blob([-38, -6, -40, 14, -26, 38, 0, 46, 26, 38, 40, 14, 38, -6, 0, -2], .brown)
        p.ellipse(0, -5, 38, 13, .light)
        p.ellipse(0, -4, 31, 9, .sky)
        p.line([4, -2, 9, -15], 5.4, straw)
        for (x, y) in [(-20.0, 18.0), (-6, 30), (12, 20), (24, 26), (0, 14)] { p.line([x, y, x + 3, y + 5], 2.2, .tan) }
        p.at(-26, -14, turn: r.range(0, 60)) {
            for i in 0..<5 {
                let d = Point.direction(Double(i) * 72) * 10
                p.circle(d.x, d.y, 8.4, flower)
            }
            p.circle(0, 0, 5, .gold)
        }
    }
}
