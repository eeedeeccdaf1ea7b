/// What is printed on a garment. Follows from its seed alone; its inks and its place also heed the garment it is printed on.
struct Print: Hashable, Sendable {
    enum Layout: String, CaseIterable, Sendable {
        case chest, pocket, badge, captioned, row, grid
        case allOver = "all-over"
    }

    let seed: UInt64
    let group: String
    let motif: String
    let style: PrintStyle
    let layout: Layout
    /// None for words.
    private let drawing: Motif?

    static func == (a: Print, b: Print) -> Bool { a.seed == b.seed }
    func hash(into hasher: inout Hasher) { hasher.combine(seed) }

    init(seed: UInt64) {
        var random = Random(seed, 11)
        self.seed = seed
        if random.chance(0.07) {
            drawing = nil
            group = Words.group
            motif = random.pick(Words.all)
            layout = random.pick(weighted: [(.chest, 8), (.pocket, 1), (.badge, 2)])
        } else {
            let index = random.int(MotifGroup.all.count)
            let chosen = random.int(MotifGroup.all[index].motifs.count)
            drawing = MotifGroup.all[index].motifs[chosen]
            group = MotifGroup.all[index].name
            motif = MotifGroup.all[index].motifs[chosen].name
            layout = random.pick(weighted: [
                (.chest, 58), (.pocket, 8), (.badge, 12), (.captioned, 9), (.row, 4), (.grid, 3), (.allOver, 6),
            ])
        }
        let fine = layout == .pocket || layout == .allOver
        style = random.pick(weighted: [
            (.flat, 34), (.outline, 16), (.halftone, fine ? 0 : 13), (.woodcut, fine ? 0 : 13), (.pixelArt, fine ? 0 : 12),
            (.distressed, 12),
        ])
    }

    /// Prints onto the cloth of `canvas`.
    func apply(to canvas: Canvas, _ garment: Garment, _ cut: Cut) {
        var random = Random(seed, 12)
        let fabric = Fabric(garment)
        let cloth = fabric.printGround
        let share = random.range(0.70, 1), jitterX = random.range(-3, 3), jitterY = random.range(-2, 8)
        if layout == .allOver { return repeatOver(canvas, cloth, &random) }

        let hasPlacket = cut.neckline == .henley || cut.neckline == .polo
        let top = cut.neck.y + cut.frontDip + (hasPlacket ? 42 : cut.neckline == .crew ? 14 : 9)
        var size: Double, center: Point
        if layout == .pocket {
            size = 25 + 12 * (share - 0.7) / 0.3
            center = garment.hasPocket ? Tailor.pocketCenter(cut) : Point(27, cut.armpit.y - 4)
        } else {
            let room = min(cut.armpit.x * 2 - 8, cut.hem.y - top - 12)
            size = min(room, (hasPlacket ? 84 : 122) * share)
            center = Point(jitterX * 0.5, top + size / 2 + max(0, min(jitterY, cut.hem.y - top - size - 12)))
        }
        let pixels = max(16, Int(size))
        let layer = style.render(size: pixels, on: cloth, seed: seed) { compose($0) }
        let (x, y) = ((125 + center.x - Double(pixels) / 2).rounded(), (center.y - Double(pixels) / 2).rounded())
        if fabric.isBusy {
            // A rim in the cloth's color, around the print.
            for turn in stride(from: 0.0, to: 360, by: 45) {
                let offset = Point.direction(turn) * 2.4
                canvas.paint(cloth, through: layer, x: x + offset.x, y: y + offset.y)
            }
        }
        canvas.paint(layer, x: x, y: y, alpha: 0.96)
    }

    /// The whole composition, in the pen's square.
    func compose(_ pen: Pen) {
        var random = Random(seed, 13)
        let turn = random.chance(0.2) ? random.range(-18, 18) : random.range(-5, 5)
        let flip = random.chance(0.5)
        guard let drawing else { return Words.draw(motif, pen, &random) }
        let poses = Random(seed, 14)
        func draw(_ x: Double, _ y: Double, _ scale: Double, turn extra: Double = 0) {
            var pose = poses
            pen.at(x, y, turn: turn + extra, scale: scale, flip: flip) { drawing.draw(pen, &pose) }
        }
        switch layout {
        case .chest, .pocket, .allOver:
            draw(0, 0, 0.96)
        case .badge:
            Badge.draw(pen, &random)
            draw(0, 0, 0.62)
        case .captioned:
            let text = Words.caption(for: group, &random)
            let above = random.chance(0.25)
            draw(0, above ? 11 : -11, 0.76)
            Lettering.draw(
                text, pen, y: above ? -41 : 41, width: 84, height: 13, weight: random.range(1.1, 1.6),
                random.pick([.dark, .red, .navy, .teal, .orange]), setting: random.pick([.straight, .straight, .slanted])
            )
        case .row:
            for x in [-33.0, 0, 33] { draw(x, 0, 0.32) }
        case .grid:
            for (x, y) in [(-25.0, -25.0), (25, -25), (-25, 25), (25, 25)] { draw(x, y, 0.46) }
        }
    }

    private func repeatOver(_ canvas: Canvas, _ cloth: Ink, _ random: inout Random) {
        let size = random.int(24...38)
        let pitch = Double(size) * random.range(1.05, 1.5)
        // Three turned versions, so that the repeat is lively but drawing it stays cheap.
        let turns = [0.0, random.range(15, 40), random.range(-40, -15)]
        let layers = turns.map { turn in
            style.render(size: size, on: cloth, seed: seed) { pen in pen.at(0, 0, turn: turn, scale: 0.86) { compose(pen) } }
        }
        let sheet = Canvas(width: canvas.width, height: canvas.height)
        for (row, y) in stride(from: -4.0, to: 250, by: pitch * 0.8).enumerated() {
            for (column, x) in stride(from: row % 2 == 0 ? -6.0 : -6 - pitch / 2, to: 250, by: pitch).enumerated() {
                sheet.paint(layers[(row + column * 2) % 3], x: x.rounded(), y: y.rounded())
            }
        }
        canvas.atop { canvas.paint(sheet, x: 0, y: 0, alpha: 0.96) }
    }
}
