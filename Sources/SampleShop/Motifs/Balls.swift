enum Balls {
    static let group = MotifGroup(
        "balls",
        [
            Motif("football", football), Motif("basketball", basketball), Motif("tennis ball", tennis), Motif("beach ball", beach),
            Motif("bowling ball", bowling), Motif("American football", gridiron), Motif("eight ball", eight),
        ])

    /// A ball in motion: streaks behind it, then `body` around its middle with radius 36, turned.
    private static func flying(_ p: Pen, _ r: inout Random, _ body: () -> Void) {
        let fast = r.chance(0.5), side = r.sign()
        if fast {
            for (i, y) in [-14.0, 2, 18].enumerated() {
                p.line([side * (46 - Double(i % 2) * 4), y + 8, side * 20, y], 4, .silver)
            }
        }
        p.at(fast ? -side * 8 : 0, fast ? -3 : 0, turn: r.range(-30, 30), scale: fast ? 1.05 : 1.2, body)
    }

    private static let disc = Path.ellipse(0, 0, 35.5, 35.5)

    private static func football(_ p: Pen, _ r: inout Random) {
        let patch = r.pick([Paint.dark, .navy, .crimson])
        flying(p, &r) {
            p.circle(0, 0, 36, .light)
            p.within(disc) {
                for i in 0..<5 {
                    let a = Double(i) * 72 - 90
                    let (d, n) = (Point.direction(a), Point.direction(a).normal)
                    p.line([d.x * 12, d.y * 12, d.x * 25, d.y * 25], 2.2, patch)
                    let far = d * 44, tip = d * 24, left = d * 31 + n * 12, right = d * 31 - n * 12
                    p.polygon([tip, left, far + n * 8, far - n * 8, right].flatMap { [$0.x, $0.y] }, patch)
                    let next = Point.direction(a + 72).normal * -12 + Point.direction(a + 72) * 31
                    p.line([left.x, left.y, next.x, next.y], 2.2, patch)
                }
            }
            let corners: [Double] = (0..<5).flatMap { i -> [Double] in
                let d = Point.direction(Double(i) * 72 - 90) * 14
                return [d.x, d.y]
            }
            p.polygon(corners, patch)
            p.arc(0, 0, 35.5, 0, 360, 2, patch)
        }
    }

    private static func basketball(_ p: Pen, _ r: inout Random) {
        if r.chance(0.5) {
            p.at(0, -6, turn: r.range(-30, 30), scale: 0.82) { seams(p) }
            p.ellipse(0, 30, 38, 7, .red)
            p.ellipse(0, 30, 30, 3.4, .dark)
            for i in -3...3 {
                let x = Double(i) * 10
                p.line([x, 34, x * 0.7 + 5, 48], 2, .silver)
                p.line([x, 34, x * 0.7 - 5, 48], 2, .silver)
            }
        } else {
            p.at(0, 0, turn: r.range(-30, 30), scale: 1.24) { seams(p) }
        }
    }

    private static func seams(_ p: Pen) {
        p.circle(0, 0, 36, .orange)
        p.within(disc) {
            p.line([-36, 0, 36, 0], 2.6, .dark)
            p.line([0, -36, 0, 36], 2.6, .dark)
            p.mirrored { p.arc(-44, 0, 30, -70, 70, 2.6, .dark) }
        }
        p.arc(0, 0, 35.5, 0, 360, 2.4, .dark)
    }

    private static func tennis(_ p: Pen, _ r: inout Random) {
        let felt = r.pick([Paint.lime, .lemon])
        let strings = r.pick([Paint.red, .blue, .purple])
        p.at(-2, -2, turn: r.range(-40, -28)) {
            p.limb([0, 10, 0, 48], 6, 8, .dark)
            p.line([-10, 6, 0, 22, 10, 6], 4, strings)
            p.ellipse(0, -16, 23, 29, strings)
            p.ellipse(0, -16, 18, 24, .light)
            p.within(.ellipse(0, -16, 18, 24)) {
                for i in -3...3 {
                    p.line([Double(i) * 6, -44, Double(i) * 6, 12], 1.1, .grey)
                    p.line([-22, -16 + Double(i) * 7, 22, -16 + Double(i) * 7], 1.1, .grey)
                }
            }
        }
        p.at(24, 22, turn: r.range(-30, 30), scale: 0.6) {
            p.circle(0, 0, 36, felt)
            p.within(disc) { p.mirrored { p.arc(-44, 0, 31, -70, 70, 5, .light) } }
        }
    }

    private static func beach(_ p: Pen, _ r: inout Random) {
        let colors = r.pick([[Paint.red, .light, .blue, .lemon, .light, .green], [.pink, .light, .teal, .light, .orange, .light]])
        p.at(0, 0, turn: r.range(0, 60)) {
            p.circle(0, 0, 44, .light)
            p.within(.ellipse(0, 0, 44, 44)) {
                for (i, color) in colors.enumerated() {
                    let a = Double(i) * 60, hub = Point(-8, -12)
                    let rim = [-8.0, 22, 52].map { hub + Point.direction(a + $0) * 80 }
                    let corners = [hub, hub + Point.direction(a) * 34] + rim + [hub + Point.direction(a + 60) * 34]
                    p.polygon(corners.flatMap { [$0.x, $0.y] }, color)
                }
            }
            p.circle(-8, -12, 8, .light)
            p.arc(0, 0, 43, 0, 360, 2, .dark)
        }
    }

    private static func bowling(_ p: Pen, _ r: inout Random) {
        let ball = r.pick([Paint.navy, .purple, .crimson, .teal])
        for (x, turn) in [(-22.0, -12.0), (24, 14), (2, 0)] {
            p.at(x, -10, turn: turn + r.range(-5, 5)) {
                p.blob([-6, -33, 0, -37, 6, -33, 6, -9, 13, 8, 12, 22, 7, 34, -7, 34, -12, 22, -13, 8, -6, -9], .light)
                p.line([-5, -20, 5, -20], 3.4, .red)
                p.line([-6, -14, 6, -14], 3.4, .red)
            }
        }
        p.circle(-2, 22, 26, ball)
        for (x, y) in [(-8.0, 10.0), (2, 6), (4, 16)] { p.circle(x, y, 3.6, .light) }
    }

    private static func gridiron(_ p: Pen, _ r: inout Random) {
        let leather = r.pick([Paint.brown, .crimson, .tan])
        let lemon = Path.smooth([-47, 0, -30, -20, 0, -28, 30, -20, 47, 0, 30, 20, 0, 28, -30, 20])
        p.at(0, 0, turn: r.range(-48, -22)) {
            p.fill(lemon, leather)
            p.within(lemon) {
                for x in [-30.0, 24] { p.rect(x, -30, 6, 60, .light) }
            }
            p.line([-15, -7, 15, -7], 2.4, .light)
            for x in [-12.0, -4, 4, 12] { p.line([x, -13, x, -1], 2.8, .light) }
            p.curve([-42, 6, 0, 13, 42, 6], 1.8, .dark)
        }
    }

    private static func eight(_ p: Pen, _ r: inout Random) {
        let x = r.range(-8, 8), y = r.range(-10, 2)
        p.circle(0, 0, 45, r.pick([.dark, .dark, .purple, .forest]))
        p.circle(x, y, 22, .light)
        p.at(x, y, turn: r.range(-16, 16)) {
            p.arc(0, -6.5, 6, 0, 360, 4.6, .dark)
            p.arc(0, 7, 7.4, 0, 360, 4.6, .dark)
        }
        p.arc(0, 0, 37, 200, 245, 4, .light)
    }
}
