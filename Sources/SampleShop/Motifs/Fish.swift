enum Fish {
    static let group = MotifGroup(
        "fish",
        [
            Motif("goldfish", goldfish), Motif("shark", shark), Motif("whale", whale), Motif("clownfish", clownfish),
            Motif("octopus", octopus), Motif("fish bone", bone), Motif("puffer fish", puffer),
        ])

    private static func bubbles(_ p: Pen, _ r: inout Random, x: Double, y: Double) {
        for i in 0..<3 { p.arc(x + r.range(-5, 5), y - Double(i) * 10, 2.2 + Double(i), 0, 360, 1.4, .sky) }
    }

    private static func goldfish(_ p: Pen, _ r: inout Random) {
        let main = r.pick([Paint.orange, .red, .gold])
        p.blob([16, 0, 34, -30, 50, -26, 40, -4, 48, 26, 34, 30, 22, 12], .gold)
        p.blob([-14, -16, -4, -38, 18, -32, 18, -12], .gold)
        p.blob([-44, 0, -28, -20, 0, -22, 24, -4, 26, 4, 0, 22, -28, 20], main)
        p.blob([-8, 8, 8, 12, 6, 30, -6, 24], .gold)
        for (x, y) in [(-8.0, -8.0), (2, -8), (-8, 3), (2, 3), (12, -3), (-3, -2), (7, -2)] { p.arc(x, y, 5, -60, 60, 1.5, .cream) }
        p.curve([-22, -16, -15, 0, -22, 16], 1.8, .brown)
        p.circle(-30, -6, 5.5, .light)
        p.circle(-31, -6, 3, .dark)
        p.arc(-43, 6, 5, -40, 60, 1.8, .brown)
        bubbles(p, &r, x: -42, y: -22)
    }

    private static func shark(_ p: Pen, _ r: inout Random) {
        let back = r.pick([Paint.grey, .blue, .teal, .navy])
        p.at(0, 0, turn: r.range(-14, 10)) {
            p.blob([30, -2, 40, -26, 49, -32, 44, -6, 48, 16, 40, 14, 28, 4], back)
            p.blob([-6, -14, 6, -38, 16, -40, 14, -12], back)
            p.blob([-49, 0, -34, -13, -6, -18, 20, -10, 38, -2, 20, 8, -10, 14, -34, 12], back)
            p.blob([-46, 3, -30, 3, -4, 5, 26, 1, 10, 10, -14, 13, -34, 12], .light)
            p.blob([-14, 10, -2, 10, 10, 32, 2, 30], back)
            p.polygon([-42, 4, -26, 3, -28, 8, -38, 10], .dark)
            for x in [-39.0, -35, -31] { p.polygon([x - 2, 4, x + 2, 4, x, 8], .light) }
            p.circle(-33, -4, 2, .dark)
            for x in [-20.0, -16, -12] { p.curve([x, -5, x - 2, 0, x, 5], 1.5, .dark) }
        }
    }

    private static func whale(_ p: Pen, _ r: inout Random) {
        let back = r.pick([Paint.blue, .navy, .teal, .sky])
        p.curve([-16, -20, -16, -34, -25, -40, -33, -34], 2.6, .sky)
        p.curve([-16, -20, -16, -36, -6, -42, 2, -35], 2.6, .sky)
        p.limb([26, 10, 38, 2, 41, -14], 12, 6, back)
        p.blob([41, -12, 30, -22, 27, -32, 38, -30, 42, -22, 47, -31, 50, -26, 48, -16], back)
        p.blob([-46, 8, -40, -12, -16, -20, 10, -14, 26, 4, 40, 2, 36, 20, 14, 32, -18, 34, -40, 26], back)
        p.blob([-44, 14, -20, 16, 6, 22, 16, 30, -18, 34, -40, 26], .light)
        for (i, x) in [-34.0, -24, -14, -4].enumerated() { p.line([x, 19 + Double(i), x + 4, 30], 1.5, back) }
        p.circle(-30, 4, 2.8, .dark)
        p.blob([-10, 16, 4, 18, 2, 32, -8, 30], back)
        p.curve([-48, 42, -30, 37, -12, 42, 6, 37, 24, 42, 46, 38], 2.8, .teal)
    }

    private static func clownfish(_ p: Pen, _ r: inout Random) {
        let main = r.pick([Paint.orange, .red])
        p.blob([26, -2, 36, -18, 48, -14, 46, 12, 38, 16, 26, 6], main)
        p.blob([-16, -18, -2, -32, 20, -26, 24, -12], main)
        p.blob([-10, 18, 2, 32, 14, 26, 12, 14], main)
        let body = Path.smooth([-45, 2, -28, -18, 0, -24, 24, -8, 32, 2, 22, 12, 0, 22, -28, 20])
        p.fill(body, main)
        p.within(body) {
            for (x, w) in [(-20.0, 9.0), (6, 11), (27, 6)] {
                p.curve([x, -30, x + 3, 0, x, 30], w + 3.4, .dark)
                p.curve([x, -30, x + 3, 0, x, 30], w, .light)
            }
        }
        p.blob([-6, 4, 8, 2, 8, 14, -2, 14], main)
        p.circle(-33, -4, 4.4, .light)
        p.circle(-33.5, -4, 2.5, .dark)
        p.arc(-42, 7, 5, -30, 60, 1.8, .dark)
        if r.chance(0.6) {
            for x in [-36.0, -22, 30, 42] { p.curve([x, 48, x + 4, 40, x - 3, 34, x + 3, 27], 4, .rose) }
        }
        bubbles(p, &r, x: -42, y: -18)
    }

    private static func octopus(_ p: Pen, _ r: inout Random) {
        let main = r.pick([Paint.purple, .rose, .orange, .teal, .red])
        let curl = r.range(-5, 5)
        p.mirrored {
            p.limb([-14, 8, -34, 8, -44, -4 + curl, -36, -13, -31, -7], 11, 4, main)
            p.limb([-12, 12, -32, 20, -45, 26 + curl, -48, 15], 11, 4, main)
            p.limb([-9, 14, -22, 30, -34, 44, -44, 40 - curl], 11, 4, main)
            p.limb([-3, 14, -6, 32, -14, 46, -24, 45], 11, 4, main)
        }
        p.blob([-22, 10, -27, -14, -20, -38, 0, -46, 20, -38, 27, -14, 22, 10, 0, 18], main)
        p.mirrored {
            p.circle(-9, -6, 6.4, .light)
            p.circle(-8, -5, 3.4, .dark)
            p.circle(-14, -30, 2.6, .pink)
        }
        p.arc(0, 3, 6, 20, 160, 2, .dark)
        p.circle(-6, -36, 2, .pink)
    }

    private static func bone(_ p: Pen, _ r: inout Random) {
        let ink = r.pick([Paint.dark, .navy, .light, .crimson])
        p.at(0, 0, turn: r.range(-30, 30)) {
            p.line([-20, 0, 34, 0], 4, ink)
            for (i, x) in stride(from: -12.0, through: 26, by: 9.5).enumerated() {
                let h = 20 - Double(i) * 2.6
                p.curve([x + 5, -h, x, -h * 0.4, x, 0], 3.4, ink)
                p.curve([x + 5, h, x, h * 0.4, x, 0], 3.4, ink)
            }
            p.blob([-48, 2, -38, -14, -22, -20, -18, 0, -22, 20, -38, 14], ink)
            p.polygon([32, 0, 48, -16, 44, 0, 48, 16], ink)
            p.circle(-33, -4, 4, ink == .light ? .dark : .light)
            p.line([-47, 4, -38, 5], 2, ink == .light ? .dark : .light)
        }
    }

    private static func puffer(_ p: Pen, _ r: inout Random) {
        let main = r.pick([Paint.gold, .teal, .tan, .lime])
        let spikes = r.int(16...22)
        p.blob([28, -2, 46, -14, 49, 0, 46, 14, 28, 8], main)
        p.star(-4, 0, spikes, 42, 32, .brown)
        p.circle(-4, 0, 34, main)
        p.pie(-4, 0, 34, 10, 170, .cream)
        for (x, y) in [(-10.0, -24.0), (4, -22), (16, -14), (10, -6), (-2, -12)] { p.circle(x, y, 2.4, .brown) }
        for x in [-24.0, -10, 4, 16] { p.polygon([x - 2.5, 14, x + 2.5, 14, x, 21], .tan) }
        p.blob([4, 2, 20, -2, 20, 12, 8, 12], .orange)
        for x in [-28.0, -6] {
            p.circle(x, -7, 8.4, .light)
            p.circle(x - 1, -6, 4, .dark)
        }
        p.ellipse(-20, 8, 6, 4, .rose)
        p.line([-26, 8, -14, 8], 1.6, .dark)
    }
}
