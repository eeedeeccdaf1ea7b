// Draws pictures of all sizes as characters with the settings of Sources/Terminal/Pictures/Symbols.swift, for valgrind to watch: chafa before
// 1.18.2 writes out of bounds on some input, and distributions keep old ones for years. chafa.sh builds and runs it.
#include <chafa.h>
#include <stdlib.h>

static unsigned long long state;

static unsigned next(void) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (unsigned)(state >> 16);
}

#define PICK(list) (list)[next() % (sizeof(list) / sizeof *(list))]

static const int sides[] = {1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 100, 127, 250, 251, 333, 512};
static const int lengths[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 16, 17, 20, 24, 31, 40, 63, 80, 100};
static const int cells[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 16, 20, 32};

static void configure(ChafaCanvasConfig *config, int columns, int rows, int cell_width, int cell_height) {
    const int colors = next() % 3, set = next() % 3;
    chafa_canvas_config_set_pixel_mode(config, CHAFA_PIXEL_MODE_SYMBOLS);
    chafa_canvas_config_set_geometry(config, columns, rows);
    chafa_canvas_config_set_cell_geometry(config, cell_width, cell_height);
    chafa_canvas_config_set_dither_mode(config, colors == 2 ? CHAFA_DITHER_MODE_DIFFUSION : CHAFA_DITHER_MODE_NONE);
    chafa_canvas_config_set_optimizations(config, CHAFA_OPTIMIZATION_REUSE_ATTRIBUTES);
    chafa_canvas_config_set_preprocessing_enabled(config, colors == 2);
    chafa_canvas_config_set_color_extractor(config, CHAFA_COLOR_EXTRACTOR_MEDIAN);
    chafa_canvas_config_set_work_factor(config, 0.5f);
    if (colors == 0) chafa_canvas_config_set_canvas_mode(config, CHAFA_CANVAS_MODE_TRUECOLOR);
    if (colors == 1) {
        chafa_canvas_config_set_canvas_mode(config, CHAFA_CANVAS_MODE_INDEXED_240);
        chafa_canvas_config_set_color_space(config, CHAFA_COLOR_SPACE_DIN99D);
    }
    if (colors == 2) chafa_canvas_config_set_canvas_mode(config, CHAFA_CANVAS_MODE_FGBG);
    chafa_canvas_config_set_bg_color(config, next() & 0xFFFFFF);
    chafa_canvas_config_set_fg_color(config, next() % 2 ? 0xFFFFFF : 0);
    int tags = CHAFA_SYMBOL_TAG_SPACE;
    if (set == 0) tags |= CHAFA_SYMBOL_TAG_SOLID | CHAFA_SYMBOL_TAG_HALF;
    if (set == 1) tags |= CHAFA_SYMBOL_TAG_BLOCK;
    if (set == 2) tags |= CHAFA_SYMBOL_TAG_BLOCK | CHAFA_SYMBOL_TAG_SEXTANT;
    ChafaSymbolMap *symbols = chafa_symbol_map_new();
    chafa_symbol_map_add_by_tags(symbols, tags);
    chafa_canvas_config_set_symbol_map(config, symbols);
    chafa_symbol_map_unref(symbols);
}

static unsigned char *picture(size_t count) {
    unsigned char *pixels = malloc(count);
    const int kind = next() % 4;
    for (size_t i = 0; i < count; i++) {
        const int clear = next() % 2 ? 255 : 0;
        pixels[i] = kind == 0 ? next() : kind == 1 ? 255 : kind == 2 ? 0 : i % 4 == 3 ? clear : i * 7;
    }
    return pixels;
}

static void draw(void) {
    int width = PICK(sides), height = PICK(sides), columns = PICK(lengths), rows = PICK(lengths);
    if (next() % 40 == 0) width *= 8, height = 1;
    if (next() % 40 == 0) height *= 8, width = 1;
    if (next() % 400 == 0) columns = 300, rows = 90;
    const int cell_width = PICK(cells), cell_height = PICK(cells) * (1 + next() % 3), most_columns = columns, most_rows = rows;
    chafa_calc_canvas_geometry(width, height, &columns, &rows, (float)cell_width / cell_height, 1, 0);
    columns = CLAMP(columns, 1, most_columns);
    rows = CLAMP(rows, 1, most_rows);
    ChafaCanvasConfig *config = chafa_canvas_config_new();
    configure(config, columns, rows, cell_width, cell_height);
    ChafaCanvas *canvas = chafa_canvas_new(config);
    unsigned char *pixels = picture((size_t)width * height * 4);
    chafa_canvas_draw_all_pixels(canvas, CHAFA_PIXEL_RGBA8_UNASSOCIATED, pixels, width, height, 4 * width);
    ChafaTermInfo *info = chafa_term_db_get_fallback_info(chafa_term_db_get_default());
    g_string_free(chafa_canvas_print(canvas, info), TRUE);
    chafa_term_info_unref(info);
    free(pixels);
    chafa_canvas_unref(canvas);
    chafa_canvas_config_unref(config);
}

int main(int count, char **arguments) {
    if (count < 3) return 2;
    state = strtoull(arguments[1], NULL, 10) * 2654435761u + 88172645463325252ull;
    chafa_set_n_threads(1);
    for (int i = atoi(arguments[2]); i > 0; i--) draw();
    return 0;
}
