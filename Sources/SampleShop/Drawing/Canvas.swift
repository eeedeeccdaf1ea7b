import CCairo

/// A drawing surface: owns one cairo image surface and its context. Not for sharing between threads.
///
/// cairo keeps the first error of a context and ignores all calls after it; the only errors possible here are lack of memory
/// and non-finite coordinates, so the one check at the end (`withPixels`) traps.
final class Canvas {
    let width: Int
    let height: Int
    private let surface: OpaquePointer
    private let context: OpaquePointer

    /// Transparent, `width` by `height` pixels.
    init(width: Int, height: Int) {
        self.width = width
        self.height = height
        surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, Int32(width), Int32(height))
        context = cairo_create(surface)
        cairo_set_line_cap(context, CAIRO_LINE_CAP_ROUND)
        cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND)
    }

    deinit {
        cairo_destroy(context)
        cairo_surface_destroy(surface)
    }

    // MARK: Painting

    func fill(_ path: Path, _ color: Ink) {
        trace(path)
        set(color)
        cairo_fill(context)
    }

    /// Fills with colors that change from the first point to the second.
    func fill(_ path: Path, from start: Point, to end: Point, _ stops: [(at: Double, color: Ink)]) {
        let pattern = cairo_pattern_create_linear(start.x, start.y, end.x, end.y)
        defer { cairo_pattern_destroy(pattern) }
        for (at, color) in stops {
            cairo_pattern_add_color_stop_rgba(pattern, at, color.red, color.green, color.blue, color.alpha)
        }
        trace(path)
        cairo_set_source(context, pattern)
        cairo_fill(context)
    }

    func stroke(_ path: Path, _ color: Ink, width: Double, dash: [Double] = []) {
        trace(path)
        set(color)
        cairo_set_line_width(context, width)
        cairo_set_dash(context, dash, Int32(dash.count), 0)
        cairo_stroke(context)
    }

    /// What `body` paints takes away what is there instead of covering it.
    func erasing(_ body: () -> Void) {
        cairo_set_operator(context, CAIRO_OPERATOR_DEST_OUT)
        body()
        cairo_set_operator(context, CAIRO_OPERATOR_OVER)
    }

    /// Paints only inside `path`.
    func clipped(to path: Path, _ body: () -> Void) {
        cairo_save(context)
        trace(path)
        cairo_clip(context)
        body()
        cairo_restore(context)
    }

    /// Moves the origin to (x, y), then turns by `turn` degrees and scales.
    func transformed(x: Double = 0, y: Double = 0, turn: Double = 0, scaleX: Double = 1, scaleY: Double = 1, _ body: () -> Void) {
        cairo_save(context)
        cairo_translate(context, x, y)
        cairo_rotate(context, turn * .pi / 180)
        cairo_scale(context, scaleX, scaleY)
        body()
        cairo_restore(context)
    }

    /// Paints another canvas with its upper left corner at (x, y).
    func paint(_ other: Canvas, x: Double, y: Double, alpha: Double = 1) {
        cairo_set_source_surface(context, other.surface, x, y)
        cairo_paint_with_alpha(context, alpha)
    }

    /// Paints `color` where another canvas is opaque.
    func paint(_ color: Ink, through mask: Canvas, x: Double, y: Double) {
        set(color)
        cairo_mask_surface(context, mask.surface, x, y)
    }

    /// Paints only where something is painted already; much cheaper than a clip.
    func atop(_ body: () -> Void) {
        cairo_set_operator(context, CAIRO_OPERATOR_ATOP)
        body()
        cairo_set_operator(context, CAIRO_OPERATOR_OVER)
    }

    // MARK: Pixels

    /// The pixels, `width * height` words of premultiplied 0xAARRGGBB, row by row.
    func withPixels<Result>(_ body: (UnsafeMutableBufferPointer<UInt32>) -> Result) -> Result {
        let status = cairo_status(context)
        precondition(status == CAIRO_STATUS_SUCCESS, "cairo: \(String(cString: cairo_status_to_string(status)))")
        cairo_surface_flush(surface)
        defer { cairo_surface_mark_dirty(surface) }
        // Rows of ARGB32 have no padding: 4 bytes a pixel are aligned already.
        return cairo_image_surface_get_data(surface).withMemoryRebound(to: UInt32.self, capacity: width * height) {
            body(UnsafeMutableBufferPointer(start: $0, count: width * height))
        }
    }

    private func trace(_ path: Path) {
        cairo_new_path(context)
        for step in path.steps {
            switch step {
            case .move(let p): cairo_move_to(context, p.x, p.y)
            case .line(let p): cairo_line_to(context, p.x, p.y)
            case .curve(let a, let b, let c): cairo_curve_to(context, a.x, a.y, b.x, b.y, c.x, c.y)
            case .close: cairo_close_path(context)
            }
        }
    }

    private func set(_ color: Ink) {
        cairo_set_source_rgba(context, color.red, color.green, color.blue, color.alpha)
    }
}
