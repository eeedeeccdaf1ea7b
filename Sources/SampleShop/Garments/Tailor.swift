import Foundation

/// Sews a garment: draws its pieces flat, in their own colors, with collar, seams and stitches; light comes later.
struct Tailor {
    let garment: Garment
    let cut: Cut
    let fabric: Fabric

    init(_ garment: Garment) {
        self.garment = garment
        cut = Cut(garment)
        fabric = Fabric(garment)
    }

    /// A canvas of 250x250 with the garment and nothing around it. `decorate` paints what is printed on the cloth, before the
    /// seams.
    func sew(pocket hasPocket: Bool = true, decorate: (Canvas) -> Void = { _ in }) -> Canvas {
        let canvas = Canvas(width: 250, height: 250)
        canvas.transformed(x: 125) {
            let raglan = garment.pattern == .raglan
            let sleeve = cut.sleevePath(raglan: raglan)
            canvas.fill(cut.inside, fabric.inner)
            fabric.paint(.body, cut.body, turn: 0, around: .zero, hem: cut.hem.y, on: canvas)
            for side in sides {
                canvas.transformed(scaleX: side) {
                    fabric.paint(
                        .sleeve, sleeve, turn: sleeveTurn, around: cut.shoulder, hem: cut.shoulder.y + sleeveReach,
                        on: canvas)
                }
            }
        }
        fabric.dye(canvas)
        decorate(canvas)
        canvas.transformed(x: 125) {
            neck(canvas)
            for side in sides { canvas.transformed(scaleX: side) { sleeveDetails(canvas) } }
            canvas.atop {
                stitch(cut.hemLine(inset: 5.5), on: canvas)
                stitch(cut.hemLine(inset: 7.5), on: canvas)
                canvas.stroke(cut.hemLine(inset: 0.4), shadow.faded(0.3), width: 1.6)
            }
            if hasPocket && garment.hasPocket { pocket(canvas) }
        }
        return canvas
    }

    private var sides: [Double] { cut.sleeve == nil ? [] : [1, -1] }
    private var shadow: Ink { garment.color.color.luma < 0.25 ? Ink(0x000000) : Ink(0x14121c) }
    private var sleeveReach: Double { cut.sleeve.map { ($0.outer - cut.shoulder).length } ?? 0 }

    /// A sleeve's cloth hangs along the sleeve: its direction less straight down.
    private var sleeveTurn: Double {
        guard let direction = cut.sleeve?.direction else { return 0 }
        return -atan2(direction.x, direction.y) * 180 / .pi
    }

    private func neck(_ canvas: Canvas) {
        let trim = fabric.trim
        canvas.atop {
            canvas.stroke(cut.neckEdge, shadow.faded(0.10), width: cut.ribWidth * 2 + 5)
            canvas.stroke(cut.neckEdge, shadow.faded(0.30), width: cut.ribWidth * 2 + 1.6)
            canvas.stroke(cut.neckEdge, trim, width: cut.ribWidth * 2)
            canvas.stroke(cut.neckEdge, shadow.faded(0.10), width: cut.ribWidth * 0.7)
            for side in garment.sleeve == .none ? [1.0, -1] : [] {
                canvas.transformed(scaleX: side) {
                    canvas.stroke(cut.seam, shadow.faded(0.28), width: 7.4)
                    canvas.stroke(cut.seam, trim, width: 6)
                }
            }
            // The inside covers the half of the collar's strokes that falls on it.
            let top = cut.neck.y, depth = cut.frontDip
            canvas.fill(cut.inside, fabric.inner)
            canvas.fill(
                cut.inside, from: Point(0, top), to: Point(0, top + depth),
                [
                    (0, shadow.faded(0.22)), (0.5, shadow.faded(0.34)), (1, shadow.faded(0.5)),
                ])
            canvas.stroke(cut.backEdge, trim.darker(0.22), width: cut.ribWidth * 2)
            canvas.transformed(y: cut.ribWidth) { canvas.stroke(cut.backEdge, shadow.faded(0.25), width: 0.8) }
            canvas.stroke(cut.neckEdge, Ink.white.faded(0.14), width: 1)
        }
        label(canvas)
        switch garment.neckline {
        case .henley: placket(canvas, length: 34, buttons: 3)
        case .polo:
            placket(canvas, length: 36, buttons: 2)
            collar(canvas)
        case .crew, .vee, .scoop: break
        }
    }

    private func label(_ canvas: Canvas) {
        var random = Random(garment.seed, 5)
        let color = random.pick([Ink(0xf4f2ec), Ink(0x26262a), Ink(0xb23a2e)])
        let (width, height) = (random.range(9, 14), random.range(5, 8))
        let top = cut.neck.y + cut.backDip * 0.75 + cut.ribWidth * 0.6
        canvas.fill(.rect(-width / 2, top, width, height, round: 0.8), color.darker(0.12))
        let ink = color.luma > 0.5 ? Ink(0x555560) : Ink(0xdddddd)
        canvas.stroke(.polygon([-width * 0.3, top + height * 0.45, width * 0.3, top + height * 0.45], closed: false), ink, width: 1)
    }

    private func placket(_ canvas: Canvas, length: Double, buttons: Int) {
        let top = cut.neck.y + cut.frontDip
        canvas.fill(.rect(-5, top - 1, 10, length, round: 1), fabric.trim)
        canvas.stroke(.rect(-5, top - 1, 10, length, round: 1), shadow.faded(0.28), width: 1)
        canvas.stroke(.polygon([0.5, top, 0.5, top + length - 6], closed: false), shadow.faded(0.16), width: 0.8)
        for i in 0..<buttons {
            let y = top + 6 + Double(i) * (length - 12) / Double(max(1, buttons - 1))
            canvas.fill(.ellipse(0.3, y + 0.5, 2.1, 2.1), shadow.faded(0.35))
            canvas.fill(.ellipse(0, y, 1.9, 1.9), fabric.trim.luma > 0.6 ? Ink(0xd8cfc0) : Ink(0xe8e4da))
        }
    }

    private func collar(_ canvas: Canvas) {
        let (neck, dip) = (cut.neck, cut.frontDip)
        for side in [1.0, -1] {
            canvas.transformed(scaleX: side) {
                let leaf = Path([
                    .move(neck + Point(-1.5, -4)),
                    .curve(neck + Point(4, 2), neck + Point(2, 12), Point(neck.x * 0.86, neck.y + dip + 12)),
                    .line(Point(1.5, neck.y + dip + 3)),
                    .curve(Point(neck.x * 0.5, neck.y + dip - 1), Point(neck.x * 0.84, neck.y + 8), neck + Point(-1.5, -4)), .close,
                ])
                canvas.transformed(y: 1.8) { canvas.stroke(leaf, shadow.faded(0.16), width: 2.5) }
                canvas.fill(leaf, fabric.trim)
                canvas.stroke(leaf, shadow.faded(0.3), width: 1)
            }
        }
    }

    private func sleeveDetails(_ canvas: Canvas) {
        let raglan = garment.pattern == .raglan
        let seam = raglan ? cut.raglanSeam : cut.seam
        canvas.stroke(seam, shadow.faded(0.07), width: 6)
        canvas.stroke(seam, shadow.faded(0.30), width: 1.2)
        if garment.pattern == .ringer || garment.sleeve == .long || garment.sleeve == .elbow || garment.neckline == .polo {
            let ribbed = garment.pattern == .ringer || garment.neckline == .polo ? fabric.trim : (raglan ? garmentSecond : fabric.trim)
            canvas.atop {
                canvas.stroke(cut.cuffLine(inset: 2), shadow.faded(0.3), width: cut.ribWidth * 2 + 2)
                canvas.stroke(cut.cuffLine(inset: 2), ribbed, width: cut.ribWidth * 2 + 0.4)
                canvas.stroke(cut.cuffLine(inset: -0.5), shadow.faded(0.12), width: 4)
            }
        } else {
            canvas.atop {
                stitch(cut.cuffLine(inset: 6), on: canvas)
                canvas.stroke(cut.cuffLine(inset: 1.4), shadow.faded(0.3), width: 1.8)
            }
        }
    }

    private var garmentSecond: Ink { garment.second?.color ?? fabric.trim }

    /// The middle of the chest pocket, on the wearer's left.
    static func pocketCenter(_ cut: Cut) -> Point {
        Point(cut.armpit.x * 0.22 + 12.5, cut.armpit.y)
    }

    private func pocket(_ canvas: Canvas) {
        let corner = Tailor.pocketCenter(cut) - Point(12.5, 13)
        let (x, y) = (corner.x, corner.y)
        let outline = Path.polygon([x, y, x + 25, y, x + 25, y + 21, x + 12.5, y + 27, x, y + 21])
        canvas.transformed(y: 1) { canvas.stroke(outline, shadow.faded(0.14), width: 2.2) }
        canvas.stroke(outline, shadow.faded(0.32), width: 1)
        canvas.stroke(.polygon([x, y + 4, x + 25, y + 4], closed: false), shadow.faded(0.28), width: 0.8, dash: [1.6, 1])
    }

    private func stitch(_ path: Path, on canvas: Canvas) {
        canvas.stroke(path, shadow.faded(0.26), width: 0.8, dash: [2, 1.1])
    }
}
