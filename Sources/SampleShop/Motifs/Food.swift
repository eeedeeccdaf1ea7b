enum Food {
    static let group = MotifGroup(
        "food",
        [
            Motif("hamburger", burger), Motif("slice of pizza", pizza), Motif("taco", taco), Motif("sushi", sushi),
            Motif("doughnut", doughnut), Motif("hot dog", hotDog), Motif("fried egg", egg), Motif("ice cream", iceCream),
            Motif("bowl of noodles", noodles),
        ])

    private static func burger(_ p: Pen, _ r: inout Random) {
        p.rect(-40, 22, 80, 20, .orange, round: 10)
        p.rect(-44, 10, 88, 15, .brown, round: 7)
        p.polygon([-42, 8, 42, 8, 30, 12, 14 + r.range(-6, 6), 24, 0, 12], .gold)
        if r.chance(0.6) { p.rect(-40, -2, 80, 9, .red, round: 4) }
        for i in -4...4 { p.ellipse(Double(i) * 10, 0, 8, 5, .green) }
        p.blob([-43, -2, -41, -24, -22, -40, 0, -43, 22, -40, 41, -24, 43, -2, 0, -1], .orange)
        for (x, y) in [(-22.0, -22.0), (-8, -33), (4, -20), (16, -32), (26, -18), (-32, -12), (-10, -12)] {
            p.ellipse(x, y, 3.2, 2, .cream, turn: r.range(-40, 40))
        }
    }

    private static func pizza(_ p: Pen, _ r: inout Random) {
        let top = r.pick([Paint.red, .crimson]), extra = r.pick([Paint.green, .dark, .purple])
        p.at(0, 0, turn: r.range(-16, 16)) {
            p.polygon([-40, -30, 40, -30, 0, 46], .gold)
            for (x, l) in [(-22.0, 20.0), (14, 26)] { p.limb([x, -14, x, l], 10, 7, .gold) }
            p.blob([-48, -28, -40, -40, -20, -46, 0, -47, 20, -46, 40, -40, 48, -28, 40, -24, 0, -33, -40, -24], .tan)
            for (x, y) in [(-17.0, -17.0), (15, -14), (-2, 12)] { p.circle(x, y, 9, top) }
            for (x, y) in [(0.0, -24.0), (-10, 2), (9, 4), (0, 28)] { p.circle(x, y, 3, extra) }
        }
    }

    private static func taco(_ p: Pen, _ r: inout Random) {
        let shell = r.pick([Paint.gold, .orange, .tan])
        p.at(0, 12, turn: r.range(-10, 10)) {
            p.pie(4, 20, 44, 180, 360, .tan)
            for i in 0..<9 {
                let d = Point.direction(188 + Double(i) * 20) * 42
                p.circle(d.x, 18 + d.y, 9, i % 3 == 2 ? .lime : .green)
            }
            for i in 0..<4 {
                let d = Point.direction(208 + Double(i) * 40) * 41
                p.circle(d.x, 18 + d.y, 7.5, i % 2 == 0 ? .red : .brown)
            }
            p.pie(-2, 22, 41, 180, 360, shell)
            for i in 0..<8 { p.circle(-24 + Double(i) * 7, 12 - Double(i * 5 % 4) * 6, 1.7, .brown) }
        }
    }

    private static func sushi(_ p: Pen, _ r: inout Random) {
        let fish = r.pick([Paint.orange, .red, .rose])
        p.at(0, -18, turn: r.range(-6, 6)) {
            p.rect(-34, -2, 68, 20, .light, round: 10)
            p.blob([-42, 2, -34, -16, 0, -23, 34, -16, 42, 2, 20, -1, 0, -2, -20, -1], fish)
            for x in [-22.0, -6, 10, 26] { p.line([x - 5, -17, x + 3, -4], 2.6, .light) }
            p.rect(-8, -22, 16, 41, .dark)
        }
        for x in [-24.0, 24] {
            p.rect(x - 19, 16, 38, 28, .dark, round: 8)
            p.ellipse(x, 17, 19, 11, .dark)
            p.ellipse(x, 17, 15.5, 8.2, .light)
            p.circle(x, 17, 4.6, x < 0 ? fish : r.pick([.green, .lemon]))
        }
    }

    private static func doughnut(_ p: Pen, _ r: inout Random) {
        let icing = r.pick([Paint.pink, .brown, .sky, .light])
        p.circle(0, 0, 45, .tan)
        let edge: [Double] = (0..<16).flatMap { i -> [Double] in
            let d = Point.direction(Double(i) * 22.5) * (i % 2 == 0 ? 40 : 35)
            return [d.x, d.y]
        }
        p.blob(edge, icing)
        p.circle(0, 0, 16, .tan)
        p.circle(0, 0, 12.5, .paper)
        for i in 0..<16 {
            let d = Point.direction(Double(i) * 22.5 + r.range(-6, 6)) * (i % 2 == 0 ? 22 : 31)
            let way = Point.direction(r.range(0, 180)) * 2.6
            p.line([d.x - way.x, d.y - way.y, d.x + way.x, d.y + way.y], 2.8, [.lemon, .red, .blue, .green][i % 4])
        }
    }

    private static func hotDog(_ p: Pen, _ r: inout Random) {
        let sauce = r.pick([Paint.lemon, .gold, .red])
        p.at(0, 0, turn: r.range(-32, -14)) {
            p.blob([-44, 2, -40, -14, -24, -23, 0, -25, 24, -23, 40, -14, 44, 2], .orange)
            p.rect(-50, -9, 100, 18, sauce == .red ? .brown : .crimson, round: 9)
            p.blob([-44, 5, -20, 7, 20, 7, 44, 5, 38, 20, 22, 27, 0, 28, -22, 27, -38, 20], .tan)
            p.curve([-40, 2, -32, -5, -24, 3, -16, -5, -8, 3, 0, -5, 8, 3, 16, -5, 24, 3, 32, -5, 40, 2], 3.6, sauce)
        }
    }

    private static func egg(_ p: Pen, _ r: inout Random) {
        p.at(-4, 0, turn: r.range(-20, 20)) {
            p.line([26, 22, 45, 38], 9, .brown)
            p.circle(0, 0, 41, .dark)
            p.circle(0, 0, 35, .grey)
            p.blob([-27, -6, -16, -25, 4, -22, 20, -24, 28, -6, 22, 12, 24, 22, 8, 26, -8, 20, -22, 22], .light)
            p.circle(r.range(-5, 5), r.range(-5, 3), 12.5, r.pick([.gold, .orange]))
        }
    }

    private static func iceCream(_ p: Pen, _ r: inout Random) {
        let a = r.pick([Paint.pink, .light, .rose]), b = r.pick([Paint.brown, .green, .teal])
        let c = r.pick([Paint.cream, .orange, .lemon])
        let cone = Path.polygon([-22, 2, 22, 2, 0, 49])
        p.fill(cone, .tan)
        p.within(cone) {
            for i in -3...5 {
                p.line([Double(i) * 11 - 30, 2, Double(i) * 11 + 6, 50], 1.8, .brown)
                p.line([Double(i) * 11 + 8, 2, Double(i) * 11 - 28, 50], 1.8, .brown)
            }
        }
        p.circle(-13, -9, 17, b)
        p.circle(13, -9, 17, c)
        for x in [-21.0, -7, 7, 21] { p.circle(x, 3, 6.5, x < 0 ? b : c) }
        p.circle(0, -26, 18, a)
        p.circle(r.range(-4, 4), -44, 5.5, .red)
    }

    private static func noodles(_ p: Pen, _ r: inout Random) {
        let bowl = r.pick([Paint.red, .navy, .teal, .dark])
        for x in [20.0, 28] { p.line([x - 12, 0, x + 14, -46], 3, .brown) }
        p.ellipse(0, 0, 44, 13, .tan)
        for i in -2...2 {
            let x = Double(i) * 13
            p.arc(x, 0, 10, 180, 360, 3.2, .lemon)
            p.arc(x + 4, 2, 6, 180, 360, 3.2, .gold)
        }
        p.ellipse(-17, -6, 13, 10, .light, turn: -16)
        p.circle(-17, -5, 5.4, .orange)
        p.rect(-2, -22, 14, 20, .forest)
        p.circle(25, -3, 7, .pink)
        p.polygon([-46, 1, 46, 1, 40, 20, 22, 38, -22, 38, -40, 20], bowl)
        p.rect(-20, 36, 40, 8, bowl)
        p.curve([-40, 14, -26, 20, -12, 14, 0, 20, 12, 14, 26, 20, 40, 14], 3, .light)
    }
}
