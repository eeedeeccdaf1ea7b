import CChafa
import Pictures

/// The owner of a chafa canvas and what it is made of.
struct ChafaCanvas: ~Copyable {
    private let canvas: OpaquePointer

    /// - Parameter configure: sets up a fresh configuration.
    init(_ configure: (OpaquePointer) -> Void) {
        _ = Self.singleThread
        let config = chafa_canvas_config_new()!
        defer { chafa_canvas_config_unref(config) }
        configure(config)
        canvas = chafa_canvas_new(config)!
    }

    deinit { chafa_canvas_unref(canvas) }

    func draw(_ raster: Raster) {
        chafa_canvas_draw_all_pixels(
            canvas, CHAFA_PIXEL_RGBA8_UNASSOCIATED, raster.pixels, gint(raster.width), gint(raster.height), gint(4 * raster.width))
    }

    func print() -> [UInt8] {
        let database = chafa_term_db_get_default()
        let info = chafa_term_db_get_fallback_info(database)!
        defer { chafa_term_info_unref(info) }
        let string = chafa_canvas_print(canvas, info)!
        defer { g_string_free(string, 1) }
        return UnsafeRawBufferPointer(start: string.pointee.str, count: Int(string.pointee.len)).map { $0 }
    }

    /// Small pictures are slower with chafa's own threads; we spread pictures over threads instead.
    private static let singleThread: Void = chafa_set_n_threads(1)
}
