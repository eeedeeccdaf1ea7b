enum Dinosaurs {
    static let group = MotifGroup(
        "dinosaurs",
        [
            Motif("tyrannosaurus", tyrannosaurus), Motif("long-necked dinosaur", longNeck), Motif("triceratops", triceratops),
            Motif("stegosaurus", stegosaurus), Motif("pterodactyl", pterodactyl), Motif("dinosaur egg", hatchling),
            Motif("dinosaur skull", skull), Motif("velociraptor", raptor),
        ])

    private static func hide(_ r: inout Random) -> (main: Paint, belly: Paint, mark: Paint) {
        r.pick([(.green, .lime, .forest), (.teal, .cream, .navy), (.orange, .cream, .crimson), (.purple, .pink, .navy)])
    }

    private static func eye(_ p: Pen, _ x: Double, _ y: Double, _ s: Double = 1) {
        p.circle(x, y, 3.6 * s, .light)
        p.circle(x - 0.8 * s, y, 1.8 * s, .dark)
    }

    private static func tyrannosaurus(_ p: Pen, _ r: inout Random) {
        let c = hide(&r), jaw = r.range(10, 20)
        p.limb([14, 14, 32, 24, 48, r.range(10, 24)], 26, 4, c.main)
        p.limb([16, 18, 24, 32, 18, 45], 16, 9, c.mark)
        p.at(-14, -16, turn: -jaw) { p.blob([4, -4, 2, 9, -14, 12, -32, 8, -32, 1, -12, 1], c.main) }
        p.blob([-18, -28, 4, -26, 18, -4, 26, 20, 14, 34, -8, 32, -14, 8, -14, -8], c.main)
        p.blob([-12, -2, -6, 2, -2, 22, -2, 33, -9, 30, -14, 8], c.belly)
        p.blob([-6, -44, 4, -34, 2, -20, -14, -16, -44, -16, -48, -24, -44, -34, -24, -38], c.main)
        for x in [-42.0, -35, -28, -21] { p.polygon([x - 3, -17, x + 3, -17, x, -10], .light) }
        eye(p, -17, -33, 1.2)
        p.line([-10, 6, -22, 9, -24, 14], 4.6, c.mark)
        p.limb([4, 20, -2, 34, 4, 42], 20, 10, c.main)
        p.rect(-10, 40, 18, 7, c.main, round: 3)
        p.rect(8, 41, 15, 6, c.mark, round: 3)
        for (x, y) in [(10.0, -18.0), (17, -4), (25, 8), (36, 12)] { p.line([x, y, x - 5, y + 5], 3, c.mark) }
    }

    private static func longNeck(_ p: Pen, _ r: inout Random) {
        let c = hide(&r), up = r.range(-6, 4)
        p.limb([22, 14, 38, 20, 49, 6], 22, 3, c.main)
        for x in [-6.0, 22] { p.rect(x, 18, 11, 26, c.mark, round: 4) }
        p.limb([-2, 12, -20, -4, -24, -26 + up, -32, -38 + up], 24, 10, c.main)
        p.ellipse(8, 12, 28, 19, c.main)
        for x in [-14.0, 12] { p.rect(x, 18, 12, 28, c.main, round: 4) }
        p.blob([-24, -46 + up, -20, -36 + up, -28, -31 + up, -44, -31 + up, -47, -37 + up, -38, -44 + up], c.main)
        eye(p, -32, -40 + up)
        for (x, y) in [(2.0, 4.0), (14, 2), (24, 10), (9, 13), (-12, -2)] { p.circle(x, y, 3.4, c.mark) }
    }

    private static func triceratops(_ p: Pen, _ r: inout Random) {
        let c = hide(&r)
        p.limb([24, 10, 38, 18, 49, 30], 24, 3, c.main)
        for x in [-2.0, 28] { p.rect(x, 18, 12, 25, c.mark, round: 4) }
        p.blob([-20, 0, -2, -20, 22, -18, 38, 0, 36, 24, 14, 32, -12, 28], c.main)
        for x in [-12.0, 16] { p.rect(x, 20, 14, 26, c.main, round: 5) }
        p.at(-20, 2, turn: r.range(-8, 8)) {
            p.blob([-8, -12, 0, -36, 18, -34, 28, -14, 22, 10, 8, 20, -4, 12], c.mark)
            for (x, y) in [(4.0, -30.0), (17, -27), (23, -12), (18, 6)] { p.circle(x, y, 3.6, c.belly) }
            p.polygon([-6, -12, -28, -38, 2, -22], .cream)
            p.polygon([2, -12, -10, -46, 10, -20], .cream)
            p.blob([2, -18, 12, -2, 6, 14, -12, 18, -28, 20, -28, 8, -18, -6], c.main)
            p.polygon([-26, 4, -27, -12, -17, -2], .cream)
            eye(p, -7, -4)
            p.curve([-26, 14, -16, 12, -8, 13], 2, .dark)
        }
    }

    private static func stegosaurus(_ p: Pen, _ r: inout Random) {
        let c = hide(&r), plate: Paint = r.pick([.red, .orange, .rose])
        for (i, x) in [-30.0, -18, -2, 15, 29].enumerated() {
            let h = [11.0, 16, 20, 18, 12][i], y = [2.0, -8, -16, -12, 0][i]
            p.polygon(
                [x - 4, y + 8, x - h * 0.46, y - h * 0.4, x, y - h * 1.5, x + h * 0.46, y - h * 0.4, x + 4, y + 8],
                plate
            )
        }
        for x in [35.0, 43] { p.line([x, 15, x + 4, -1], 4, plate) }
        p.limb([18, 10, 34, 22, 49, 12 + r.range(-3, 5)], 26, 4, c.main)
        for x in [-10.0, 22] { p.rect(x, 16, 11, 26, c.mark, round: 4) }
        p.blob([-34, 16, -22, 0, 0, -13, 20, -6, 32, 12, 26, 28, 0, 32, -24, 30], c.main)
        p.blob([-28, 8, -40, 10, -49, 22, -46, 30, -32, 31, -24, 24], c.main)
        for x in [-18.0, 12] { p.rect(x, 20, 13, 25, c.main, round: 5) }
        eye(p, -39, 18)
        for (x, y) in [(-10.0, 8.0), (3, 2), (15, 8), (4, 16)] { p.circle(x, y, 3.2, c.mark) }
    }

    private static func pterodactyl(_ p: Pen, _ r: inout Random) {
        let c = hide(&r), flap = r.range(-8, 8)
        p.at(0, 0, turn: r.range(-14, 14)) {
            p.mirrored {
                p.polygon([-3, -10, -24, -24 + flap, -50, -8 + flap, -36, -2 + flap, -32, 12, -20, 10, -14, 24, -3, 22], c.belly)
                p.limb([-3, -6, -24, -20 + flap, -49, -8 + flap], 8, 3, c.main)
                p.line([-3, 26, -8, 44], 3.6, c.main)
            }
            p.ellipse(0, 10, 9, 21, c.main)
            p.limb([0, -4, 0, -16, -4, -24], 9, 8, c.main)
            p.polygon([0, -34, 26, -42, 2, -22], c.mark)
            p.blob([4, -32, 2, -20, -14, -18, -40, -22, -16, -32], c.main)
            p.line([-38, -22, -12, -23], 1.8, .dark)
            eye(p, -6, -28, 0.9)
        }
    }

    private static func hatchling(_ p: Pen, _ r: inout Random) {
        let c = hide(&r), shell = r.pick([Paint.cream, .tan, .sky])
        p.limb([0, 20, 4, 0, -2, -20], 26, 20, c.main)
        p.blob([-18, -40, 4, -46, 20, -36, 20, -20, 4, -12, -24, -12, -32, -22, -28, -32], c.main)
        for (x, y) in [(20.0, -40.0), (24, -26), (20, -12)] { p.polygon([x - 6, y - 5, x + 9, y, x - 6, y + 6], c.mark) }
        eye(p, -6, -32, 1.7)
        p.curve([-28, -21, -16, -18, -4, -20], 2.2, .dark)
        p.blob([-36, 8, 0, 4, 36, 8, 34, 30, 20, 45, 0, 48, -20, 45, -34, 30], shell)
        p.polygon([-36, 14, -38, 2, -28, 10, -20, -4, -10, 8, 0, -4, 10, 8, 20, -4, 28, 10, 38, 2, 36, 14], shell)
        for (x, y, s) in [(-18.0, 22.0, 5.0), (6, 30, 6), (22, 20, 4), (-6, 40, 3.6)] { p.circle(x, y, s, c.mark) }
        p.mirrored { p.ellipse(-13, 4, 5, 6, c.main) }
    }

    private static func skull(_ p: Pen, _ r: inout Random) {
        let bone = r.pick([Paint.cream, .light, .tan]), gape = r.range(8, 18)
        p.at(24, 4, turn: -gape) {
            p.blob([10, -8, 14, 12, 0, 28, -30, 31, -66, 27, -66, 16, -34, 19, -6, 14], bone)
            for i in 0..<6 { p.polygon([-62 + Double(i) * 9, 18, -55 + Double(i) * 9, 18, -59 + Double(i) * 9, 8], bone) }
        }
        for x in stride(from: -44.0, through: 10, by: 9) { p.polygon([x, 0, x + 8, 0, x + 3, 14], bone) }
        p.blob([44, -8, 40, -30, 20, -40, 0, -34, -22, -36, -42, -26, -48, -8, -42, 4, -10, 4, 12, 6, 22, 14, 38, 14], bone)
        p.ellipse(14, -20, 9, 10, .dark)
        p.circle(13, -19, 3, .red)
        p.blob([-14, -24, -2, -20, -6, -8, -22, -8], .dark)
        p.ellipse(-36, -18, 5, 4, .dark, turn: -30)
        p.ellipse(32, -8, 5, 10, .dark)
    }

    private static func raptor(_ p: Pen, _ r: inout Random) {
        let c = hide(&r), stride = r.range(-5, 5)
        p.limb([8, 2, 28, -6, 50, -18 + stride], 18, 2, c.main)
        p.limb([8, 8, 26, 18, 20, 30, 34, 42], 13, 5, c.mark)
        p.line([34, 43, 24, 46], 4.6, c.mark)
        p.limb([6, 4, -10, -4, -20, -22, -28, -30], 24, 11, c.main)
        p.blob([-18, -38, -16, -27, -28, -22, -46, -19, -49, -25, -34, -38], c.main)
        p.line([-46, -23, -28, -26], 1.8, .dark)
        eye(p, -27, -33)
        p.limb([-26, -42, -16, -36, -8, -20], 3, 5, .red)
        p.limb([-8, 2, -20, 8, -30, 2], 7, 4, c.mark)
        p.limb([4, 8, -8 - stride, 22, 4, 30, -10, 43], 17, 5, c.main)
        p.line([-9, 44, -22, 45], 5, c.main)
        p.line([-10, 41, -18, 36], 3.4, .dark)
        for i in 0..<4 { p.line([2 + Double(i) * 9, -6 - Double(i) * 2, 4 + Double(i) * 9, 3 - Double(i) * 3], 3, c.mark) }
    }
}
