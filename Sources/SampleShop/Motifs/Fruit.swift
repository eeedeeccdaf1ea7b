enum Fruit {
    static let group = MotifGroup(
        "fruit",
        [
            Motif("apple", apple), Motif("banana", banana), Motif("strawberry", strawberry), Motif("watermelon slice", watermelon),
            Motif("pineapple", pineapple), Motif("cherries", cherries), Motif("orange half", orange), Motif("pear", pear),
            Motif("bunch of grapes", grapes), Motif("avocado", avocado),
        ])

    private static func leaf(_ p: Pen, _ x: Double, _ y: Double, turn: Double, length: Double = 20, _ paint: Paint = .green) {
        p.at(x, y, turn: turn) {
            p.blob([0, 0, length * 0.4, -length * 0.26, length, 0, length * 0.4, length * 0.26], paint)
            p.line([2, 0, length * 0.8, 0], 1.2, .forest)
        }
    }

    private static func apple(_ p: Pen, _ r: inout Random) {
        let skin = r.pick([Paint.red, .lime, .crimson, .gold])
        p.curve([0, -20, 2, -32, 8, -43], 4.5, .brown)
        leaf(p, 4, -32, turn: r.range(-30, 10), length: 26)
        p.blob([0, -22, 20, -29, 39, -15, 38, 12, 22, 38, 0, 40, -22, 38, -38, 12, -39, -15, -20, -29], skin)
        p.blob([-29, -8, -24, -16, -20, -12, -25, 0, -27, 8, -31, 2], .light)
        if r.chance(0.3) {
            p.circle(38, 2, 12, .paper)
            p.circle(33, 16, 9, .paper)
        }
    }

    private static func banana(_ p: Pen, _ r: inout Random) {
        let fat = r.range(0, 4)
        func one() {
            p.blob(
                [-38, -26, -33, -30, -26, -8, -6, 12, 20, 18, 40, 13, 43, 18, 30, 32 + fat, 2, 36 + fat, -26, 18, -38, -8],
                .lemon)
            p.curve([-33, -18, -22, 8, 0, 24, 32, 23], 1.6, .gold)
            p.polygon([-39, -24, -32, -27, -35, -41, -42, -39], .brown)
            p.ellipse(42, 15, 3, 3.6, .dark)
        }
        if r.chance(0.5) { p.at(8, -10, turn: -16) { one() } }
        one()
    }

    private static func strawberry(_ p: Pen, _ r: inout Random) {
        let w = r.range(34, 40)
        p.blob([0, -24, 20, -30, w, -16, 30, 14, 12, 38, 0, 46, -12, 38, -30, 14, -w, -16, -20, -30], .red)
        for (i, y) in stride(from: -12.0, through: 32, by: 9).enumerated() {
            let half = 26 - max(0, y + 2) * 0.72
            for x in stride(from: -half + (i % 2 == 0 ? 0 : 5.5), through: half, by: 11) { p.ellipse(x, y, 1.3, 2.3, .lemon) }
        }
        for turn in stride(from: -170.0, through: -10, by: 40) { leaf(p, 0, -27, turn: turn * 0.95 - 4, length: 21) }
        for turn in [30.0, 90, 150] { leaf(p, 0, -28, turn: turn, length: 15, .lime) }
        p.curve([0, -28, 2, -38, 8, -46], 3.6, .forest)
    }

    private static func watermelon(_ p: Pen, _ r: inout Random) {
        p.at(0, -22, turn: r.range(-14, 14)) {
            p.pie(0, 0, 48, 0, 180, .forest)
            p.pie(0, 0, 43, 0, 180, .cream)
            p.pie(0, 0, 39, 0, 180, r.pick([.red, .rose, .orange]))
            for (radius, count) in [(15.0, 3), (28, 5)] {
                for i in 0..<count {
                    let d = Point.direction(180 * (Double(i) + 0.5) / Double(count)) * radius
                    p.ellipse(d.x, d.y + 2, 2, 3.4, .dark, turn: d.x * -0.8)
                }
            }
            if r.chance(0.4) {
                p.circle(37, 3, 8, .paper)
                p.circle(28, 0, 6, .paper)
            }
        }
    }

    private static func pineapple(_ p: Pen, _ r: inout Random) {
        for (turn, length) in [(-150.0, 22.0), (-30, 22), (-125, 30), (-55, 30), (-105, 36), (-75, 36), (-90, 30)] {
            p.at(0, -14, turn: turn) {
                p.blob(
                    [0, -5, length * 0.5, -5, length, 0, length * 0.5, 5, 0, 5],
                    turn == -90 ? .lime : .green)
            }
        }
        let body = Path.ellipse(0, 17, 25, 32)
        p.fill(body, .gold)
        p.within(body) {
            for i in -6..<7 {
                let x = Double(i) * 12
                p.line([x - 30, -17, x + 30, 51], 1.8, .brown)
                p.line([x + 30, -17, x - 30, 51], 1.8, .brown)
            }
        }
        if r.chance(0.4) {
            p.mirrored { p.ellipse(-9, 10, 9.5, 7.5, .dark) }
            p.line([-26, 7, 26, 7], 2.4, .dark)
            p.arc(0, 24, 8, 20, 160, 2.4, .dark)
        }
    }

    private static func cherries(_ p: Pen, _ r: inout Random) {
        let skin = r.pick([Paint.red, .crimson, .rose])
        p.curve([-20, 12, -14, -14, 10, -42], 3, .forest)
        p.curve([22, 16, 20, -16, 10, -42], 3, .forest)
        leaf(p, 9, -41, turn: r.range(8, 30), length: 34)
        for (x, y) in [(-21.0, 24.0), (21, 27)] {
            p.circle(x, y, 19, skin)
            p.arc(x, y, 12.5, 190, 250, 3.4, .light)
            p.curve([x - 5, y - 15, x, y - 13, x + 5, y - 15], 1.6, .dark)
        }
    }

    private static func orange(_ p: Pen, _ r: inout Random) {
        let (rind, flesh) = r.pick([(Paint.orange, Paint.gold), (.lime, .lime), (.gold, .lemon), (.orange, .rose)])
        p.circle(0, 2, 43, rind)
        p.circle(0, 2, 38, .cream)
        let count = r.int(8...10)
        for i in 0..<count {
            let turn = 360 * Double(i) / Double(count)
            p.at(0, 2, turn: turn) {
                let half = 150 / Double(count)
                p.blob([6, 0, 32, -half, 35, 0, 32, half], flesh)
                p.line([15, 0, 23, 0], 1.6, .light)
            }
        }
        p.circle(0, 2, 3, .cream)
        leaf(p, 18, -36, turn: -20, length: 28)
    }

    private static func pear(_ p: Pen, _ r: inout Random) {
        let skin = r.pick([Paint.lime, .gold, .green])
        p.curve([1, -32, 3, -40, 9, -47], 4.2, .brown)
        leaf(p, 4, -38, turn: r.range(-20, 20), length: 25, .forest)
        p.blob([0, -36, 12, -30, 15, -10, 30, 10, 31, 30, 16, 45, -16, 45, -31, 30, -30, 10, -15, -10, -12, -30], skin)
        p.blob([-21, 16, -14, 8, -14, 22, -20, 32, -24, 26], .light)
        for (x, y) in [(12.0, 20.0), (18, 30), (6, 33), (14, 8)] { p.circle(x, y, 1.2, .brown) }
    }

    private static func grapes(_ p: Pen, _ r: inout Random) {
        let skin = r.pick([Paint.purple, .lime, .crimson, .navy])
        p.curve([0, -22, 2, -36, 12, -46], 4, .brown)
        p.blob([0, -26, 6, -40, 20, -34, 32, -42, 34, -28, 44, -22, 30, -14, 14, -18], .green)
        for (row, count) in [4, 5, 4, 3, 2, 1].enumerated() {
            for i in 0..<count {
                let x = (Double(i) - Double(count - 1) / 2) * 15, y = -16 + Double(row) * 11.5
                p.circle(x, y, 8.6, skin)
                p.arc(x, y, 5, 195, 260, 1.7, .light)
            }
        }
    }

    private static func avocado(_ p: Pen, _ r: inout Random) {
        p.at(0, 0, turn: r.range(-20, 20)) {
            p.blob([0, -46, 14, -38, 20, -14, 34, 10, 32, 32, 14, 46, -14, 46, -32, 32, -34, 10, -20, -14, -14, -38], .forest)
            p.blob([0, -40, 10, -33, 15, -11, 28, 12, 26, 29, 12, 40, -12, 40, -26, 29, -28, 12, -15, -11, -10, -33], .lime)
            p.blob([0, -35, 7, -29, 10, -9, 22, 13, 21, 26, 10, 35, -10, 35, -21, 26, -22, 13, -10, -9, -7, -29], .lemon)
            p.circle(0, 18, 14, .brown)
            p.arc(0, 18, 9, 195, 260, 2.4, .tan)
            if r.chance(0.4) {
                p.mirrored { p.circle(-5, 16, 1.8, .light) }
                p.arc(0, 19, 4, 20, 160, 1.6, .light)
            }
        }
    }
}
