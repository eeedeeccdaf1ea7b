/// Prints that are lettering alone, and captions under drawings.
enum Words {
    static let group = "words"

    static let all = [
        "SURF", "NOPE", "COFFEE", "WILD", "HELLO", "MUSIC", "DREAM", "SUNDAY", "HAPPY", "OCEAN", "1984", "RELAX", "FOREST", "ROCK",
        "LUCKY", "PIZZA", "ENJOY", "WANDER", "SUMMER", "BRAVE", "SLOW", "LOVE", "NIGHT OWL", "GAME ON", "STAY COOL", "GOOD VIBES",
    ]

    static func caption(for group: String, _ random: inout Random) -> String {
        let name = ["musical instruments": "MUSIC", "suns and moons": "SKY"][group] ?? group.uppercased()
        return random.pick([
            name, name, "I LIKE " + name, "EST. 19" + String(random.int(60...99)), "CLUB " + name, "GOOD DAY",
            "STAY WILD",
        ])
    }

    static func draw(_ text: String, _ pen: Pen, _ random: inout Random) {
        let first = random.pick([Paint.dark, .red, .navy, .teal, .orange, .crimson, .forest, .purple])
        let second = random.pick([Paint.gold, .orange, .sky, .pink, .lime, .rose])
        let setting = random.pick(Lettering.Setting.allCases)
        let weight = random.range(1.1, 1.9)
        let lines = text.split(separator: " ").map(String.init)
        let height = random.range(22, 34)
        func line(_ text: String, _ y: Double, _ height: Double, _ paint: Paint) {
            Lettering.draw(text, pen, y: y, width: 92, height: height, weight: weight, paint, setting: setting)
        }
        if lines.count > 1 {
            for (i, part) in lines.enumerated() { line(part, -17 + 34 * Double(i), 26, i == 0 ? first : second) }
            return
        }
        switch setting {
        case .stacked:
            for (i, paint) in [second, first, second].enumerated() { line(text, Double(i - 1) * 29, 22, paint) }
        case .tall:
            line(text, 0, 58, first)
        default:
            switch random.int(4) {
            case 0: line(text, 0, height, first)
            case 1:
                line(text, 2.5, height, second)
                line(text, 0, height, first)
            case 2:
                line(text, 0, height, first)
                pen.rect(-44, height * 0.8, 88, 3.5, second)
                pen.rect(-44, -height * 0.8 - 3.5, 88, 3.5, second)
            default:
                pen.star(0, -height * 0.5 - 13, 5, 9, 4, second)
                line(text, 4, height, first)
                pen.star(-14, -height * 0.5 - 11, 5, 5, 2.2, second)
                pen.star(14, -height * 0.5 - 11, 5, 5, 2.2, second)
            }
        }
    }
}
