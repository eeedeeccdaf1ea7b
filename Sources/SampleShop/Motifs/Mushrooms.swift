enum Mushrooms {
    static let group = MotifGroup(
        "mushrooms",
        [
            Motif("toadstool", toadstool), Motif("button mushroom", button), Motif("chanterelle", chanterelle), Motif("morel", morel),
            Motif("cluster of mushrooms", cluster), Motif("ink cap", inkCap), Motif("mushroom house", house), Motif("cep", cep),
        ])

    private static func cap(_ r: inout Random) -> Paint {
        r.pick([.red, .orange, .purple, .crimson, .teal, .rose])
    }

    private static func grass(_ p: Pen, _ r: inout Random) {
        let blade = r.pick([Paint.green, .forest])
        for x in [-34.0, -24, 22, 32] {
            p.polygon([x - 5, 47, x + r.range(-7, 7), 47 - r.range(14, 24), x + 5, 47], blade)
        }
        p.ellipse(0, 46, 44, 4, blade)
    }

    private static func toadstool(_ p: Pen, _ r: inout Random) {
        let hat = cap(&r), lean = r.range(-6, 6)
        grass(p, &r)
        p.blob([-9 + lean, -6, 9 + lean, -6, 10, 20, 15, 44, 0, 47, -15, 44, -10, 20], .cream)
        p.polygon([-9 + lean, 0, 9 + lean, 0, 18 + lean, 15, -18 + lean, 15], .light)
        p.at(lean, 0) {
            p.blob([-45, 2, -40, -22, -22, -40, 0, -46, 22, -40, 40, -22, 45, 2, 22, 7, 0, 8, -22, 7], hat)
            for (x, y, s) in [
                (-24.0, -18.0, 7.0), (0, -32, 7.5), (22, -20, 8), (-4, -8, 6.4), (-36, -2, 4), (34, -2, 4.5),
                (14, -4, 3.4),
            ] {
                p.circle(x, y, s, .light)
            }
        }
    }

    private static func button(_ p: Pen, _ r: inout Random) {
        let skin = r.pick([Paint.tan, .brown, .grey, .orange])
        p.at(0, 0, turn: r.range(-24, 24)) {
            p.pie(0, 4, 44, 180, 360, skin)
            p.blob([-15, 0, 15, 0, 15, 30, 18, 42, 0, 46, -18, 42, -15, 30], skin)
            p.blob([-38, 1, -24, -25, 0, -34, 24, -25, 38, 1, 18, -6, 14, -10, 9, 38, -9, 38, -14, -10, -18, -6], .light)
            p.mirrored {
                p.blob([-36, 1, -30, -12, -18, -14, -15, -2, -26, 3], .brown)
                for x in [-31.0, -26, -21] { p.line([x, 0, x + 2, -9], 1.4, .cream) }
            }
            p.arc(0, 4, 43, 180, 360, 3, skin == .brown ? .dark : .brown)
        }
    }

    private static func chanterelle(_ p: Pen, _ r: inout Random) {
        let (flesh, fold) = r.pick([(Paint.gold, Paint.orange), (.orange, .brown), (.lemon, .orange)])
        for (x, turn, s) in [(18.0, 16.0, 0.66), (-8, -6, 1.0)] {
            p.at(x, 46 - 46 * s, turn: turn + r.range(-6, 6), scale: s) {
                p.blob([-8, 46, -8, 22, -18, 0, -38, -24, 0, -18, 38, -26, 18, 0, 8, 22, 8, 46, 0, 48], flesh)
                for i in -2...2 { p.curve([Double(i) * 13, -20 + abs(Double(i)), Double(i) * 6, 2, Double(i) * 2, 24], 2.4, fold) }
                p.blob(
                    [-42, -30, -26, -40, -10, -36, 6, -43, 22, -37, 42, -34, 34, -22, 16, -25, 0, -18, -16, -25, -32, -18], flesh
                )
                p.blob([-28, -30, -6, -32, 8, -34, 28, -31, 6, -26, -10, -27], fold)
            }
        }
    }

    private static func morel(_ p: Pen, _ r: inout Random) {
        let flesh = r.pick([Paint.tan, .brown, .orange]), pit = r.pick([Paint.cream, .dark])
        grass(p, &r)
        p.at(0, 0, turn: r.range(-6, 6)) {
            p.blob([-12, 10, 12, 10, 13, 30, 18, 45, 0, 48, -18, 45, -13, 30], .cream)
            p.blob([0, -48, 14, -38, 24, -14, 27, 8, 16, 22, 0, 25, -16, 22, -27, 8, -24, -14, -14, -38], flesh)
            for (x, y) in [(0.0, -34.0), (-9, -22), (9, -21), (-16, -6), (0, -7), (16, -5), (-9, 9), (9, 9)] {
                p.ellipse(x + r.range(-1, 1), y, 5, 6.8, pit, turn: x)
            }
        }
    }

    private static func cluster(_ p: Pen, _ r: inout Random) {
        let hat = r.pick([Paint.orange, .brown, .purple, .gold, .teal])
        for (x, y, s) in [(-26.0, -8.0, 17.0), (28, -14, 18), (2, -34, 22), (-10, 16, 14), (18, 14, 15)] {
            let top = y + r.range(-5, 3)
            p.limb([x, top, x * 0.75, (top + 46) / 2, x * 0.42, 46], s * 0.42, s * 0.5, .cream)
            p.pie(x, top + 4, s, 180, 360, hat)
            p.ellipse(x, top + 4, s, s * 0.24, .tan)
            p.ellipse(x - s * 0.3, top - s * 0.36, s * 0.26, s * 0.16, .light, turn: -30)
        }
        p.ellipse(0, 45, 30, 4.6, .forest)
    }

    private static func inkCap(_ p: Pen, _ r: inout Random) {
        let hat = r.pick([Paint.grey, .teal, .tan, .rose]), ink = r.pick([Paint.dark, .navy, .purple])
        for (x, s, turn) in [(20.0, 0.66, 10.0), (-12, 1.0, -4)] {
            p.at(x, 46 - 46 * s, turn: turn + r.range(-4, 4), scale: s) {
                p.limb([0, 0, 0, 46], 9, 12, .light)
                p.blob([0, -48, 14, -40, 20, -16, 27, 14, 0, 18, -27, 14, -20, -16, -14, -40], hat)
                p.polygon([-27, 10, 27, 10, 25, 20, 21, 15, 16, 26, 10, 16, 3, 22, -4, 16, -11, 28, -16, 16, -22, 22], ink)
                for x in [-15.0, -5, 5, 15] { p.line([x * 0.7, -14, x, 8], 2, ink) }
                for (x, y) in [(0.0, -38.0), (-8, -27), (7, -25)] { p.polygon([x - 5, y, x + 5, y, x, y + 7], .tan) }
            }
        }
    }

    private static func house(_ p: Pen, _ r: inout Random) {
        let hat = cap(&r), door = r.pick([Paint.brown, .forest, .navy])
        grass(p, &r)
        p.rect(18, -46, 9, 20, .brown)
        p.blob([-22, 0, 22, 0, 26, 26, 28, 45, 0, 47, -28, 45, -26, 26], .cream)
        p.blob([-47, 2, -38, -16, -20, -36, 4, -47, 22, -34, 40, -16, 47, 2, 24, 9, 0, 10, -24, 9], hat)
        for (x, y, s) in [(-24.0, -12.0, 7.0), (2, -28, 7), (24, -10, 7.4), (-2, -4, 5)] { p.circle(x, y, s, .light) }
        p.rect(-17, 19, 17, 28, door, round: 8)
        p.circle(-4, 34, 1.8, .gold)
        p.circle(13, 25, 7.4, .lemon)
        p.line([13, 18, 13, 32], 2, .brown)
        p.line([6, 25, 20, 25], 2, .brown)
    }

    private static func cep(_ p: Pen, _ r: inout Random) {
        let hat = r.pick([Paint.brown, .orange, .crimson]), stem = r.pick([Paint.cream, .tan]), fat = r.range(0, 5)
        grass(p, &r)
        p.blob([-12, -6, 12, -6, 21 + fat, 18, 25 + fat, 38, 0, 47, -25 - fat, 38, -21 - fat, 18], stem)
        p.rect(-34, -10, 68, 12, .lemon, round: 6)
        p.blob([-42, -8, -38, -26, -20, -38, 0, -41, 20, -38, 38, -26, 42, -8, 22, -4, 0, -3, -22, -4], hat)
        p.curve([-28, -22, -16, -31, 0, -34], 4, .light)
        p.at(r.sign() * 24, 36) {
            p.circle(0, -2, 11, .orange)
            p.arc(0, -2, 6, 0, 270, 2.4, .brown)
            p.limb([-12, 9, 4, 9, 16, 7], 6, 7, .gold)
            p.line([17, 5, 19, -4], 2, .gold)
        }
    }
}
