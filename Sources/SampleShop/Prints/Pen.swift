/// What a motif is drawn with: a small vocabulary of shapes in a square of 100 units whose middle is (0, 0), x to the right and
/// y down from -50 to 50. Lists of points are given flat: x, y, x, y, ... Angles are degrees, clockwise on screen.
///
/// The pen decides how a shape looks: filled with the palette's ink, with or without an outline, or only its outline with the
/// cloth showing inside (which still hides what lies behind it).
final class Pen {
    enum Mode { case filled, outlined }

    private let canvas: Canvas
    private let palette: Palette
    private let mode: Mode
    /// Width of outlines in units; 0 for none.
    private let outline: Double

    init(_ canvas: Canvas, _ palette: Palette, mode: Mode = .filled, outline: Double = 0) {
        self.canvas = canvas
        self.palette = palette
        self.mode = mode
        self.outline = outline
    }

    // MARK: Shapes

    func ellipse(_ x: Double, _ y: Double, _ rx: Double, _ ry: Double, _ paint: Paint, turn: Double = 0) {
        fill(.ellipse(x, y, rx, ry, turn: turn), paint)
    }

    func circle(_ x: Double, _ y: Double, _ r: Double, _ paint: Paint) {
        fill(.ellipse(x, y, r, r), paint)
    }

    /// `x`, `y` is the upper left corner.
    func rect(_ x: Double, _ y: Double, _ width: Double, _ height: Double, _ paint: Paint, round: Double = 0) {
        fill(.rect(x, y, width, height, round: round), paint)
    }

    func polygon(_ xy: [Double], _ paint: Paint) {
        fill(.polygon(xy), paint)
    }

    /// A closed smooth shape through the points.
    func blob(_ xy: [Double], _ paint: Paint) {
        fill(.smooth(xy), paint)
    }

    /// A bent tube that changes its width: tails, trunks, arms, stems.
    func limb(_ xy: [Double], _ from: Double, _ to: Double, _ paint: Paint) {
        fill(.limb(xy, from: from, to: to), paint)
    }

    /// A slice of a disc.
    func pie(_ x: Double, _ y: Double, _ r: Double, _ from: Double, _ to: Double, _ paint: Paint) {
        var path = Path.arc(x, y, r, from, to)
        if to - from < 180 || to - from > 180.5 { path.steps.append(.line(Point(x, y))) }
        path.steps.append(.close)
        fill(path, paint)
    }

    func star(_ x: Double, _ y: Double, _ points: Int, _ outer: Double, _ inner: Double, _ paint: Paint, turn: Double = -90) {
        let corners = (0..<2 * points).map { i in
            let direction = Point.direction(turn + 180 * Double(i) / Double(points))
            return Point(x, y) + direction * (i % 2 == 0 ? outer : inner)
        }
        fill(.polygon(corners), paint)
    }

    func line(_ xy: [Double], _ width: Double, _ paint: Paint) {
        stroke(.polygon(xy, closed: false), width, paint)
    }

    /// An open smooth line through the points.
    func curve(_ xy: [Double], _ width: Double, _ paint: Paint) {
        stroke(.smooth(xy, closed: false), width, paint)
    }

    func arc(_ x: Double, _ y: Double, _ r: Double, _ from: Double, _ to: Double, _ width: Double, _ paint: Paint) {
        stroke(.arc(x, y, r, from, to), width, paint)
    }

    // MARK: Places

    /// Draws with (x, y) as the middle, turned and scaled.
    func at(_ x: Double, _ y: Double, turn: Double = 0, scale: Double = 1, flip: Bool = false, _ body: () -> Void) {
        canvas.transformed(x: x, y: y, turn: turn, scaleX: flip ? -scale : scale, scaleY: scale, body)
    }

    /// Draws twice, the second time mirrored at the vertical axis.
    func mirrored(_ body: () -> Void) {
        body()
        canvas.transformed(scaleX: -1, body)
    }

    /// Draws only inside a shape.
    func within(_ path: Path, _ body: () -> Void) {
        canvas.clipped(to: path, body)
    }

    // MARK: Ink

    func fill(_ path: Path, _ paint: Paint) {
        let thickness = path.thickness
        switch mode {
        case .filled:
            put(paint) { canvas.fill(path, $0) }
            if outline > 0, thickness > 5, paint != .paper {
                canvas.stroke(path, palette.line, width: min(outline, thickness * 0.12))
            }
        case .outlined:
            if thickness < 5 || (paint == .dark && thickness < 13) {
                if paint != .light, paint != .paper { canvas.fill(path, palette.line) }
            } else {
                canvas.erasing { canvas.fill(path, .black) }
                if paint != .paper { canvas.stroke(path, palette.line, width: min(outline, max(1, thickness * 0.14))) }
            }
        }
    }

    func stroke(_ path: Path, _ width: Double, _ paint: Paint) {
        switch mode {
        case .filled:
            if outline > 0, width > 5 { canvas.stroke(path, palette.line, width: width + outline) }
            put(paint) { canvas.stroke(path, $0, width: width) }
        case .outlined:
            canvas.stroke(path, palette.line, width: width > 5 ? width + outline / 2 : min(width, outline))
            if width > 5 {
                canvas.erasing { canvas.stroke(path, .black, width: width - outline) }
            }
        }
    }

    private func put(_ paint: Paint, _ draw: (Ink) -> Void) {
        if let ink = palette[paint] {
            draw(ink)
        } else {
            canvas.erasing { draw(.black) }
        }
    }
}
