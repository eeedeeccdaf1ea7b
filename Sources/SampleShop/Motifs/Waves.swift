enum Waves {
    static let group = MotifGroup(
        "waves",
        [
            Motif("curling wave", curling), Motif("great wave with foam", great), Motif("rows of waves", rows),
            Motif("surfboard in a wave", surf), Motif("wave under a round sun", roundel), Motif("whirlpool wave", whirl),
            Motif("three little waves", three),
        ])

    private static func sea(_ r: inout Random) -> (deep: Paint, mid: Paint, foam: Paint) {
        r.pick([
            (.navy, .blue, .light), (.blue, .sky, .light), (.navy, .teal, .cream), (.teal, .sky, .light), (.purple, .blue, .light),
        ])
    }

    private static let hook: [Double] = [
        -47, 40, -36, 18, -24, -12, -4, -36, 22, -40, 41, -24, 42, 0, 33, -9, 20, -13, 8, -6, 5, 10, 12, 24, 28, 31, 47, 32, 47,
        45, 0, 46, -47, 45,
    ]

    /// A wave that curls to the right and fills the square.
    private static func crest(_ p: Pen, _ c: (deep: Paint, mid: Paint, foam: Paint)) {
        p.blob(hook, c.deep)
        p.within(.smooth(hook)) {
            p.curve([-38, 50, -20, 10, -4, -16, 18, -27, 36, -16], 6, c.mid)
            p.curve([-18, 52, -9, 24, -4, 2, 8, -13], 4.5, c.foam)
            p.curve([0, 52, -1, 34, -2, 18], 3.5, c.mid)
        }
    }

    private static func curling(_ p: Pen, _ r: inout Random) {
        let c = sea(&r)
        p.at(0, 0, turn: r.range(-4, 3)) {
            crest(p, c)
            p.limb([-24, -12, -6, -36, 20, -42, 40, -27, 43, -2], 3, 9, c.foam)
        }
        for _ in 0..<3 + r.int(3) { p.circle(r.range(14, 40), r.range(2, 20), r.range(1.6, 3), c.mid) }
    }

    private static func great(_ p: Pen, _ r: inout Random) {
        let c = sea(&r), far = r.range(20, 27)
        p.polygon([far - 18, 28, far, 4, far + 18, 28], .grey)
        p.polygon([far - 6, 12, far, 4, far + 6, 12, far + 2, 10, far - 2, 13], .light)
        p.blob(
            [-47, 46, -47, 0, -42, -22, -26, -40, 0, -44, 22, -34, 30, -18, 14, -20, 0, -12, -8, 4, -4, 20, 14, 30, 47, 26, 47, 46],
            c.deep
        )
        for (i, x) in [-40.0, -30, -20].enumerated() {
            p.curve([x, 44, x + 1, 8 - Double(i) * 2, x + 12, -16, x + 32 - Double(i) * 4, -26 + Double(i) * 4], 3.2, c.mid)
        }
        for (x, y, s) in [(-38.0, -26.0, 6.0), (-28, -38, 8), (-12, -43, 9), (4, -42, 9), (19, -34, 9), (28, -22, 7)] {
            p.circle(x, y, s, c.foam)
        }
        for (x, y) in [(33.0, -12.0), (22, -20), (13, -14), (25, -10), (4, -9)] { p.circle(x, y, r.range(3.4, 4.8), c.foam) }
        for _ in 0..<5 { p.circle(r.range(6, 42), r.range(-6, 4), r.range(1.2, 2.2), c.mid) }
        p.limb([-46, 44, -20, 38, 4, 44, 26, 38, 46, 43], 9, 9, c.mid)
        p.limb([-46, 38, -20, 33, 4, 38, 26, 33, 46, 38], 4, 4, c.foam)
    }

    private static func rows(_ p: Pen, _ r: inout Random) {
        let c = sea(&r), warm = r.pick([Paint.red, .orange, .gold, .rose]), odd = r.int(5)
        for row in 0..<5 {
            let y = -18 + Double(row) * 15, offset = row % 2 == 0 ? 0.0 : 15
            p.within(.rect(-46, -48, 92, 94)) {
                for column in -2...2 {
                    let x = Double(column) * 30 + offset
                    p.circle(x, y, 17.5, row == odd && column == 0 ? warm : c.deep)
                    p.circle(x, y, 13.5, c.foam)
                    p.circle(x, y, 10, c.mid)
                    p.circle(x, y, 6, c.foam)
                    p.circle(x, y, 2.8, c.deep)
                }
            }
        }
    }

    private static func surf(_ p: Pen, _ r: inout Random) {
        let c = sea(&r), board = r.pick([Paint.red, .orange, .lemon, .rose, .lime]), stripe = r.pick([Paint.light, .navy, .crimson])
        p.at(12, -6, turn: r.range(14, 26)) {
            p.blob([0, -46, 9, -30, 13, -4, 11, 24, 4, 42, -4, 42, -11, 24, -13, -4, -9, -30], board)
            p.limb([0, -36, 0, 38], 5, 5, stripe)
            p.limb([-11, -8, 11, -8], 4, 4, stripe)
        }
        p.at(-3, 16, scale: 0.94) {
            p.blob(
                [
                    -46, 32, -44, 4, -36, -12, -20, -18, -6, -10, -4, 2, -14, -3, -22, 2, -22, 12, -8, 18, 14, 8, 30, 12, 48, 4, 50,
                    32,
                ],
                c.deep
            )
            p.curve([-38, 28, -36, 4, -28, -8, -14, -9], 4, c.foam)
            p.limb([-26, 26, -4, 28, 16, 18, 32, 22, 46, 16], 3, 6, c.mid)
        }
    }

    private static func roundel(_ p: Pen, _ r: inout Random) {
        let c = sea(&r), sky = r.pick([Paint.cream, .pink, .lemon, .tan]), sun = r.pick([Paint.red, .orange, .crimson, .rose])
        p.circle(0, 0, 47, c.deep)
        p.circle(0, 0, 43, sky)
        p.within(.ellipse(0, 0, 43, 43)) {
            p.circle(r.range(10, 20), -12, 19, sun)
            p.at(-7, 8, scale: 0.92) {
                crest(p, c)
                p.limb([-24, -12, -6, -36, 20, -42, 40, -27, 43, -2], 3, 8, c.foam)
            }
            p.limb([-46, 38, -20, 31, 4, 37, 24, 31, 46, 36], 10, 10, c.mid)
            p.rect(-50, 38, 100, 12, c.mid)
        }
    }

    private static func whirl(_ p: Pen, _ r: inout Random) {
        let c = sea(&r), arms = 5 + r.int(2), start = r.range(0, 60)
        p.circle(0, 0, 40, c.deep)
        for i in 0..<arms {
            p.at(0, 0, turn: start + Double(i) * 360 / Double(arms)) {
                p.limb([2, 0, 12, -14, 32, -18, 45, -2, 42, 10], 3, 10, i % 2 == 0 ? c.mid : c.foam)
                p.circle(41, 11, 4.6, c.foam)
            }
        }
        p.circle(0, 0, 8, c.foam)
        p.circle(0, 0, 3.6, c.deep)
    }

    private static func three(_ p: Pen, _ r: inout Random) {
        let c = sea(&r)
        for (i, y) in [-30.0, 1, 32].enumerated() {
            p.within(.rect(-47, y - 22, 94, 38)) {
                for k in -1...2 {
                    p.at(Double(k) * 32 - (i == 1 ? 16 : 0), y, scale: 0.36) {
                        p.blob(
                            [
                                -50, 30, -34, 4, -16, -26, 10, -36, 32, -22, 34, 2, 24, -8, 10, -6, 4, 8, 14, 22, 40, 28, 50, 30, 50,
                                42, -50, 42,
                            ],
                            i == 1 ? c.mid : c.deep
                        )
                        p.curve([-26, 28, -14, 0, 4, -20, 20, -20], 7, c.foam)
                    }
                }
            }
        }
    }
}
