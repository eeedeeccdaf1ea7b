import CChafa
import Frames
import Pictures

/// Pictures as DEC sixels.
enum Sixel {
    static func encode(_ raster: Raster, size: Size, format: PictureFormat) -> EncodedPicture.Body {
        // A last band of fewer than six pixels would count as a whole one and may scroll the screen.
        var box = format.pixels(of: size)
        box.height = max(6, box.height / 6 * 6)
        let (fitted, fit) = raster.fitted(in: box)
        let canvas = ChafaCanvas { config in
            chafa_canvas_config_set_pixel_mode(config, CHAFA_PIXEL_MODE_SIXELS)
            // A "cell" of 1x6 pixels gives exactly the picture's size.
            chafa_canvas_config_set_cell_geometry(config, 1, 6)
            chafa_canvas_config_set_geometry(config, gint(box.width), gint(box.height / 6))
            chafa_canvas_config_set_dither_mode(config, CHAFA_DITHER_MODE_NONE)
            chafa_canvas_config_set_transparency_threshold(config, 0.5)
            chafa_canvas_config_set_work_factor(config, 0.5)
            if let background = format.background { chafa_canvas_config_set_bg_color(config, background.packed) }
        }
        canvas.draw(fitted)
        return .inline(canvas.print(), coverage: .init(fit: fit, isOpaque: fitted.isOpaque(in: fit)))
    }
}
