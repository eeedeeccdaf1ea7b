import Basics
import CChafa
import Frames
import Pictures

/// Pictures as block characters.
enum Symbols {
    /// A larger picture would take chafa hundreds of megabytes; it is centred at this size.
    private static let most = Size(columns: 800, rows: 300)

    /// One run of bytes for each row, `size.columns` cells wide, attributes reset at its end.
    ///
    /// - Parameter fills: whether it fills its cells, whatever that makes of its shape.
    static func rows(of raster: Raster, size: Size, format: PictureFormat, fills: Bool = false) -> [[UInt8]] {
        let cell = format.cell.asCell ?? PixelSize(width: 10, height: 20)
        let room = Size(columns: min(size.columns, most.columns), rows: min(size.rows, most.rows))
        var columns = gint(room.columns)
        var rows = gint(room.rows)
        let fontRatio = gfloat(cell.width) / gfloat(cell.height)
        chafa_calc_canvas_geometry(gint(raster.width), gint(raster.height), &columns, &rows, fontRatio, 1, 0)
        let fitted = fills ? room : Size(columns: min(max(1, Int(columns)), room.columns), rows: min(max(1, Int(rows)), room.rows))

        let background = format.background ?? Color(red: 0, green: 0, blue: 0)
        let printed: [[UInt8]]
        if format.colors == .ansi16 {
            printed = FewColorBlocks.rows(of: raster, size: fitted, symbols: format.symbols, background: background)
        } else {
            let canvas = ChafaCanvas { configure($0, size: fitted, cell: cell, background: background, format: format) }
            canvas.draw(raster)
            printed = canvas.print().split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).prefix(fitted.rows).map(Array.init)
        }

        let left = (size.columns - fitted.columns) / 2
        let top = (size.rows - fitted.rows) / 2
        let blank = [UInt8](repeating: UInt8(ascii: " "), count: size.columns)
        return (0..<size.rows).map { row in
            guard row >= top, row - top < printed.count else { return blank }
            return blank.prefix(left) + printed[row - top] + Array("\u{1B}[0m".utf8)
                + blank.prefix(size.columns - left - fitted.columns)
        }
    }

    private static func configure(_ config: OpaquePointer, size: Size, cell: PixelSize, background: Color, format: PictureFormat) {
        chafa_canvas_config_set_pixel_mode(config, CHAFA_PIXEL_MODE_SYMBOLS)
        chafa_canvas_config_set_geometry(config, gint(size.columns), gint(size.rows))
        chafa_canvas_config_set_cell_geometry(config, gint(cell.width), gint(cell.height))
        // With two shades only dots tell a pale shirt from the paper behind it.
        chafa_canvas_config_set_dither_mode(config, format.colors == .none ? CHAFA_DITHER_MODE_DIFFUSION : CHAFA_DITHER_MODE_NONE)
        chafa_canvas_config_set_optimizations(config, CHAFA_OPTIMIZATION_REUSE_ATTRIBUTES)
        chafa_canvas_config_set_preprocessing_enabled(config, format.colors == .none ? 1 : 0)
        // A symbol's two colours are those of most of their pixels, not a blur of both: prints keep their outlines.
        chafa_canvas_config_set_color_extractor(config, CHAFA_COLOR_EXTRACTOR_MEDIAN)
        chafa_canvas_config_set_work_factor(config, 0.5)
        switch format.colors {
        case .trueColor:
            chafa_canvas_config_set_canvas_mode(config, CHAFA_CANVAS_MODE_TRUECOLOR)
        case .palette256:
            // Where colours are few, the nearest to the eye, so that brown does not turn grey.
            chafa_canvas_config_set_canvas_mode(config, CHAFA_CANVAS_MODE_INDEXED_240)
            chafa_canvas_config_set_color_space(config, CHAFA_COLOR_SPACE_DIN99D)
        case .ansi16, .none:
            chafa_canvas_config_set_canvas_mode(config, CHAFA_CANVAS_MODE_FGBG)
        }
        chafa_canvas_config_set_bg_color(config, UInt32(background.packed))
        chafa_canvas_config_set_fg_color(config, background.isDark ? 0xFFFFFF : 0)

        let symbols = chafa_symbol_map_new()!
        defer { chafa_symbol_map_unref(symbols) }
        var tags = CHAFA_SYMBOL_TAG_SPACE.rawValue
        switch format.symbols {
        case .halves: tags |= CHAFA_SYMBOL_TAG_SOLID.rawValue | CHAFA_SYMBOL_TAG_HALF.rawValue
        case .quarters: tags |= CHAFA_SYMBOL_TAG_BLOCK.rawValue
        case .sextants: tags |= CHAFA_SYMBOL_TAG_BLOCK.rawValue | CHAFA_SYMBOL_TAG_SEXTANT.rawValue
        }
        chafa_symbol_map_add_by_tags(symbols, ChafaSymbolTags(tags))
        chafa_canvas_config_set_symbol_map(config, symbols)
    }
}
