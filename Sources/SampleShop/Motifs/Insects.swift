enum Insects {
    static let group = MotifGroup(
        "insects",
        [
            Motif("butterfly", butterfly), Motif("bumblebee", bee), Motif("ladybird", ladybird), Motif("dragonfly", dragonfly),
            Motif("stag beetle", beetle), Motif("ant", ant), Motif("grasshopper", grasshopper),
        ])

    /// Three pairs of bent legs around (0, `y`).
    private static func legs(_ p: Pen, _ y: Double, _ reach: Double, _ width: Double = 3.4) {
        p.mirrored {
            p.line([0, y - 6, reach * 0.7, y - 16, reach, y - 30], width, .dark)
            p.line([0, y, reach * 0.75, y, reach * 1.05, y + 8], width, .dark)
            p.line([0, y + 6, reach * 0.7, y + 18, reach * 0.95, y + 34], width, .dark)
        }
    }

    private static func feelers(_ p: Pen, _ y: Double, _ spread: Double, _ height: Double) {
        p.mirrored {
            p.curve([-2, y, -spread * 0.5, y - height * 0.8, -spread, y - height], 2.2, .dark)
            p.circle(-spread, y - height, 2.6, .dark)
        }
    }

    private static func butterfly(_ p: Pen, _ r: inout Random) {
        let (wing, spot) = r.pick([(Paint.orange, Paint.lemon), (.blue, .sky), (.purple, .pink), (.lemon, .orange)])
        let rise = r.range(-4, 4)
        p.mirrored {
            p.blob([-2, 4, -26, 2, -36, 14, -32, 36 - rise, -20, 44 - rise, -8, 30], .dark)
            p.blob([-4, 8, -25, 7, -31, 16, -27, 32 - rise, -19, 37 - rise, -9, 26], spot)
            p.blob([-2, 4, -10, -22, -34, -40 + rise, -48, -34 + rise, -46, -12, -32, 6], .dark)
            p.blob([-5, 1, -13, -20, -33, -34 + rise, -42, -30 + rise, -40, -12, -30, 2], wing)
            p.circle(-31, -20, 6, spot)
            p.circle(-20, 22, 5, wing)
        }
        p.limb([0, -16, 0, 6, 0, 30], 8, 5, .dark)
        p.circle(0, -18, 6, .dark)
        feelers(p, -20, 14, 22)
    }

    private static func bee(_ p: Pen, _ r: inout Random) {
        let coat = r.pick([Paint.gold, .lemon, .orange])
        p.at(0, 4, turn: r.range(-16, 10)) {
            p.polygon([34, 4, 48, 10, 34, 17], .dark)
            p.ellipse(8, -26, 12, 23, .sky, turn: 24)
            p.ellipse(-10, -26, 11, 21, .light, turn: -10)
            let body = Path.ellipse(4, 8, 38, 26)
            p.fill(body, coat)
            p.within(body) {
                for x in [-8.0, 12, 31] { p.rect(x, -22, 10, 60, .dark) }
            }
            p.circle(-29, 6, 16, .dark)
            p.circle(-34, 3, 5, .light)
            p.circle(-35, 3, 2.4, .dark)
            p.curve([-32, -8, -36, -18, -44, -20], 2.4, .dark)
            p.curve([-26, -9, -27, -20, -34, -27], 2.4, .dark)
            for x in [-12.0, 2, 16] { p.line([x, 30, x - 4, 42], 3.2, .dark) }
        }
    }

    private static func ladybird(_ p: Pen, _ r: inout Random) {
        let shell = r.pick([Paint.red, .red, .orange, .lemon])
        p.at(0, 0, turn: r.range(-30, 30), scale: 0.93) {
            legs(p, 8, 43)
            feelers(p, -32, 14, 14)
            p.circle(0, -24, 17, .dark)
            p.mirrored { p.circle(-9, -31, 4.4, .light) }
            p.ellipse(0, 10, 36, 35, shell)
            p.line([0, -24, 0, 44], 3, .dark)
            p.mirrored {
                p.circle(-16, -6, 6.6, .dark)
                p.circle(-23, 13, 6, .dark)
                p.circle(-12, 27, 6.6, .dark)
            }
        }
    }

    private static func dragonfly(_ p: Pen, _ r: inout Random) {
        let (body, wing) = r.pick([(Paint.teal, Paint.sky), (.purple, .pink), (.red, .gold), (.forest, .lime)])
        p.at(0, 0, turn: r.range(-34, 34)) {
            p.mirrored {
                p.ellipse(-27, -22, 25, 8.5, wing, turn: 12)
                p.ellipse(-25, -3, 23, 8, wing, turn: -16)
                p.line([-3, -17, -44, -26], 1.6, body)
                p.line([-3, -9, -40, 2], 1.6, body)
            }
            p.limb([0, -8, 0, 16, 0, 45], 9, 5, body)
            for y in [12.0, 22, 32] { p.line([-3.4, y, 3.4, y], 2.4, .dark) }
            p.ellipse(0, -16, 8.6, 13, body)
            p.circle(0, -34, 8, body)
            p.mirrored { p.circle(-7, -37, 6.4, .dark) }
        }
    }

    private static func beetle(_ p: Pen, _ r: inout Random) {
        let shell = r.pick([Paint.brown, .forest, .navy, .purple, .crimson])
        p.at(0, 0, turn: r.range(-20, 20), scale: 0.94) {
            legs(p, 12, 38, 4)
            p.mirrored {
                p.limb([-7, -24, -22, -32, -18, -44, -6, -47], 7, 3, .dark)
                p.line([-19, -36, -11, -35], 3.4, .dark)
            }
            p.rect(-16, -30, 32, 16, .dark, round: 6)
            p.rect(-21, -19, 42, 16, shell, round: 7)
            p.blob([-24, 2, 0, -5, 24, 2, 25, 22, 13, 42, 0, 46, -13, 42, -25, 22], shell)
            p.line([0, -3, 0, 45], 2.6, .dark)
            p.curve([-16, 6, -17, 20, -10, 34], 3.4, .light)
        }
    }

    private static func ant(_ p: Pen, _ r: inout Random) {
        let body = r.pick([Paint.brown, .crimson, .dark, .orange])
        for (x, reach) in [(-6.0, -13.0), (3, -1), (11, 14)] {
            p.line([x, 6, x + reach * 0.8, -10, x + reach * 1.4, 36, x + reach * 1.4 - 6, 38], 3.6, .dark)
        }
        p.ellipse(30, -2, 19, 15, body, turn: -16)
        p.ellipse(2, 2, 13, 9.5, body)
        p.ellipse(-26, -6, 15, 13, body, turn: 20)
        p.circle(-30, -9, 4.2, .light)
        p.circle(-31, -9, 2, .dark)
        p.line([-38, -2, -46, 4, -40, 8], 3.4, .dark)
        let nod = r.range(-4, 4)
        p.line([-28, -16, -32, -32 + nod, -46, -36 + nod], 2.8, .dark)
        p.line([-22, -17, -21, -34 + nod, -32, -44 + nod], 2.8, .dark)
        if r.chance(0.5) { p.blob([8, -10, 2, -34, 24, -48, 46, -42, 40, -24, 24, -14], .green) }
    }

    private static func grasshopper(_ p: Pen, _ r: inout Random) {
        let (body, wing) = r.pick([(Paint.green, Paint.lime), (.lime, .forest), (.tan, .brown)])
        p.line([-14, 14, -24, 26, -22, 42], 3.6, body)
        p.line([-24, 12, -38, 24, -40, 42], 3.6, body)
        p.limb([-28, 2, 0, 8, 42, 20], 22, 6, body)
        p.limb([-14, -4, 14, 2, 48, 14], 14, 5, wing)
        p.limb([2, 16, 14, -10, 25, -33], 15, 5, body)
        p.line([25, -34, 36, 8, 42, 42, 49, 42], 4, wing)
        p.blob([-26, -14, -42, -10, -46, 6, -40, 15, -26, 14], body)
        p.circle(-37, -4, 4.6, .light)
        p.circle(-38, -4, 2.2, .dark)
        let sway = r.range(-5, 5)
        p.curve([-38, -12, -34 + sway, -32, -14 + sway, -46], 2.2, .dark)
        p.curve([-41, -11, -44, -32, -34 + sway, -47], 2.2, .dark)
    }
}
