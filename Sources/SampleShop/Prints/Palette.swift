/// The names by which a motif asks for color; the palette of its print decides which ink that becomes.
enum Paint: Int, CaseIterable {
    case red, crimson, orange, gold, lemon, lime, green, forest, teal, sky, blue, navy, purple, pink, rose, brown, tan, cream
    case skin, grey, silver, dark, light
    /// No ink: the cloth shows.
    case paper

    /// As the thing itself would look.
    var natural: Ink {
        switch self {
        case .red: Ink(0xd8342f)
        case .crimson: Ink(0x9c1f38)
        case .orange: Ink(0xee7f2d)
        case .gold: Ink(0xf2b632)
        case .lemon: Ink(0xf9e05c)
        case .lime: Ink(0xa6cf4b)
        case .green: Ink(0x4ea34a)
        case .forest: Ink(0x23663f)
        case .teal: Ink(0x25949a)
        case .sky: Ink(0x86c5ea)
        case .blue: Ink(0x2f74c8)
        case .navy: Ink(0x24345f)
        case .purple: Ink(0x7b4fa3)
        case .pink: Ink(0xf2a0b6)
        case .rose: Ink(0xe0567f)
        case .brown: Ink(0x80512f)
        case .tan: Ink(0xc99a66)
        case .cream: Ink(0xf6e8cd)
        case .skin: Ink(0xe8b48c)
        case .grey: Ink(0x85898f)
        case .silver: Ink(0xc3c8cd)
        case .dark: Ink(0x25242b)
        case .light: Ink(0xfbf9f4)
        case .paper: Ink(0xffffff)
        }
    }
}

/// The inks of one print on one cloth.
struct Palette {
    /// By `Paint.rawValue`; no ink leaves the cloth bare.
    private let inks: [Ink?]
    /// For outlines.
    let line: Ink

    subscript(paint: Paint) -> Ink? { inks[paint.rawValue] }

    private init(line: Ink, _ ink: (Paint) -> Ink?) {
        self.line = line
        inks = Paint.allCases.map { $0 == .paper ? nil : ink($0) }
    }

    /// Inks of a print in the retro, sea, forest and other moods that printers love; three to five each, dark to light.
    private static let moods: [[UInt32]] = [
        [0x2d1e2f, 0xc8553d, 0xf28f3b, 0xf4d8a4], [0x0b2545, 0x1d6e8f, 0x65b8c6, 0xe9f3ee],
        [0x1f2a1d, 0x3f6b3a, 0xa3a847, 0xefe6c8], [0x3b1c4a, 0xe4487f, 0xffb3c7, 0xfff1d6],
        [0x1c2b33, 0x1f7a78, 0xe2a72e, 0xf3e7cf], [0x161616, 0xd8232a, 0xf6c700, 0xffffff],
        [0x222831, 0x5a6b7b, 0xb9c6cf, 0xf3f1ea], [0x3c2415, 0xa44a26, 0xd99a5b, 0xf2dfc0],
        [0x14143c, 0x7b2cbf, 0x00b8a9, 0xf7f052], [0x33272a, 0x9b3d52, 0xe58f84, 0xf8e1d4],
        [0x10312b, 0xd1495b, 0xedae49, 0xf2efe9], [0x1b1b2f, 0x364f9e, 0xe94560, 0xf5f5f5],
    ]

    /// The palette that `random` picks, made to show on `cloth`: things in their own colors, a few inks, or a single one.
    /// Outlines keep light inks apart from light cloth, so that those need not move.
    static func picked(on cloth: Ink, outlined: Bool, _ random: inout Random) -> Palette {
        func shown(_ ink: Ink) -> Ink {
            outlined && cloth.luma > 0.5 ? ink : legible(ink, on: cloth)
        }
        let kind = random.unit()
        let mood = random.pick(moods).map { Ink($0) }
        let tint = Ink(red: random.unit(), green: random.unit(), blue: random.unit())
        let strength = random.range(0, 0.12)
        let single = random.pick([0x2a2a30, 0x8d2f2b, 0x27406f, 0x2c5a41, 0xd3622a, 0x6a3d7c] as [UInt32])
        if kind < 0.55 {
            return Palette(line: Ink(0x25222b)) { paint in
                shown(paint.natural.mixed(with: tint, strength))
            }
        }
        if kind < 0.86 {
            let inks = mood.map(shown)
            return Palette(line: inks[0]) { paint in
                inks[mood.indices.min { mood[$0].difference(paint.natural) < mood[$1].difference(paint.natural) } ?? 0]
            }
        }
        return .single(ink(Ink(single), on: cloth), on: cloth)
    }

    /// One ink in four strengths, as a printer's screens make them: full for what is darkest (brightest for a light ink), and
    /// a hint of it for what is nearest to the cloth, so that no shape gets lost.
    static func single(_ ink: Ink, on cloth: Ink) -> Palette {
        let inkIsLight = ink.luma > cloth.luma
        return Palette(line: ink) { paint in
            let tone = inkIsLight ? paint.natural.luma : 1 - paint.natural.luma
            let strength = tone > 0.62 ? 1 : tone > 0.42 ? 0.68 : tone > 0.22 ? 0.42 : 0.16
            return cloth.mixed(with: ink, strength)
        }
    }

    /// Natural colors whatever the cloth, for styles that only read brightness.
    static let gray = Palette(line: Ink(0x101014)) { paint in paint.natural }

    /// A strong ink for drawings in one color: `wish` if it shows on `cloth`, otherwise its light or dark sister.
    static func ink(_ wish: Ink, on cloth: Ink) -> Ink {
        if wish.difference(cloth) > 0.36 { return wish }
        return cloth.luma < 0.5 ? wish.lighter(0.86) : wish.darker(0.7)
    }

    /// Moves an ink that would drown in the cloth towards light or dark.
    private static func legible(_ ink: Ink, on cloth: Ink) -> Ink {
        let gap = ink.difference(cloth)
        let needed = cloth.luma < 0.3 ? 0.19 : 0.14
        guard gap < needed else { return ink }
        let push = 0.09 + (needed - gap) * 1.3
        return cloth.luma < 0.55 ? ink.lighter(push) : ink.darker(push)
    }
}
