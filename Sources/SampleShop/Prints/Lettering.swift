/// A small alphabet of our own, drawn with one bold stroke: capitals, digits and a few signs on a grid of 4 by 6.
enum Lettering {
    /// Strokes apart by a space; each is a run of points, two digits (x, y) a point.
    static let glyphs: [Character: String] = [
        "A": "060110304146 0343", "B": "00063645443303 3342413000", "C": "4130100105163645", "D": "000636454130 3000",
        "E": "40000646 0333", "F": "400006 0333", "G": "413010010516364543 4323", "H": "0006 4046 0343", "I": "2026",
        "J": "4045361605", "K": "0006 400346", "L": "000646", "M": "0600234046", "N": "06004640",
        "O": "103041453616050110", "P": "060030414233 3303", "Q": "103041453616050110 2446", "R": "060030414233 3303 2346",
        "S": "41301001021333444536 361605", "T": "0040 2026", "U": "000516364540", "V": "002640", "W": "0016233640",
        "X": "0046 4006", "Y": "002340 2326", "Z": "00400646", "0": "103041453616050110", "1": "112026", "2": "01103041420646",
        "3": "0110304142334445361605 1333", "4": "36300444", "5": "400003334445361605", "6": "4130100105163645443303",
        "7": "004016", "8": "103041423313020110 133344453616050413", "9": "0516364541301001021343", "&": "46021120310516364",
        "!": "2024 2626", "-": "1333", "'": "2021", ".": "2626",
    ]

    /// How a word is set.
    enum Setting: CaseIterable { case straight, slanted, arched, wavy, tall, stacked }

    /// Draws `text` inside a box of `width` by `height` around (x, y). Narrow letters keep their room.
    static func draw(
        _ text: String, _ pen: Pen, x: Double = 0, y: Double = 0, width: Double, height: Double, weight: Double = 1.05,
        _ paint: Paint,
        setting: Setting = .straight
    ) {
        let letters = Array(text)
        let advance = 5.6
        let total = Double(letters.count) * advance - (advance - 4)
        let scaleX = min(width / (total + weight), height / 6 * 1.5)
        let scaleY = height / (6 + weight)
        for (i, letter) in letters.enumerated() {
            let left = Double(i) * advance - total / 2
            for stroke in (glyphs[letter] ?? "").split(separator: " ") {
                let digits = stroke.compactMap(\.wholeNumberValue).map(Double.init)
                let points = Path.points(digits).map { grid -> Point in
                    var p = Point((left + grid.x) * scaleX, (grid.y - 3) * scaleY)
                    let along = p.x / (width / 2)
                    switch setting {
                    case .straight, .tall, .stacked: break
                    case .slanted: p.x -= p.y * 0.25
                    case .arched: p.y += height * 0.42 * (along * along - 0.4)
                    case .wavy: p.y += height * 0.22 * along * (1 - along * along) * 2.6
                    }
                    return p + Point(x, y)
                }
                pen.stroke(.polygon(points, closed: false), weight * min(scaleX, scaleY), paint)
            }
        }
    }
}
