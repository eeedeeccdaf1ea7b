#include "CDistance.h"
#include "Clones.h"
#include <math.h>
#include <string.h>

VD_INLINE void add(vd_code_sum *sum, double x, double coded) {
    double difference = x - coded;
    sum->absolutes += fabs(difference);
    sum->squares += difference * difference;
    sum->product += coded * x;
    sum->own += coded * coded;
}

VD_CLONES
int vd_encode(const float *row, size_t dimensions, double offset, double step, uint8_t *codes, vd_code_sum *fine,
              vd_code_sum *coarse, double *norm) {
    int finite = 1;
    for (size_t i = 0; i < dimensions; i++) finite &= isfinite(row[i]) != 0;
    if (!finite) {
        memset(codes, 0, dimensions);
        return 0;
    }
    vd_code_sum by_fine = {0}, by_coarse = {0};
    double squares = 0;
    for (size_t i = 0; i < dimensions; i++) {
        double x = row[i], level = (x - offset) / step;
        int code = level <= 0 ? 0 : level >= 255 ? 255 : (int)(level + 0.5);
        codes[i] = (uint8_t)code;
        add(&by_fine, x, offset + step * code);
        add(&by_coarse, x, offset + step * ((code & 0xF0) + 8));
        squares += x * x;
    }
    *fine = by_fine;
    *coarse = by_coarse;
    *norm = squares;
    return 1;
}

VD_CLONES
void vd_split_codes(const uint8_t *codes, size_t half, uint8_t *coarse, uint8_t *fine) {
    for (size_t j = 0; j < half; j++) {
        uint8_t a = codes[j], b = codes[j + half];
        coarse[j] = (uint8_t)(a >> 4 | (b & 0xF0));
        fine[j] = (uint8_t)((a & 15) | b << 4);
    }
}
