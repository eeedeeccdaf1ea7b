#include "CDistance.h"
#include "Clones.h"
#include <string.h>

#pragma clang fp contract(off) reassociate(off)

enum { LANES = 8 };
typedef double lanes __attribute__((vector_size(LANES * sizeof(double))));

VD_INLINE double total(const lanes *sum) {
    double values[LANES];
    memcpy(values, sum, sizeof values);
    for (int half = LANES / 2; half > 0; half /= 2)
        for (int i = 0; i < half; i++) values[i] += values[i + half];
    return values[0];
}

// `wants` is a constant wherever this is inlined, so that what is not wanted costs nothing.
VD_INLINE void exact_sums(const float *row, const double *query, const vd_part *parts, size_t part_count, const unsigned wants, double out[4]) {
    out[0] = out[1] = out[2] = out[3] = 0;
    for (size_t p = 0; p < part_count; p++) {
        lanes dot = {0}, norm = {0}, squares = {0}, absolutes = {0};
        const double w = parts[p].weight;
        if (w == 0) continue;
        for (size_t i = parts[p].begin; i < parts[p].end; i += LANES) {
            lanes a = {0}, b = {0};
            size_t n = parts[p].end - i < LANES ? parts[p].end - i : LANES;
            if (n == LANES) {
                for (int k = 0; k < LANES; k++) a[k] = row[i + k];
                memcpy(&b, query + i, sizeof b);
            } else {
                for (size_t k = 0; k < n; k++) {
                    a[k] = row[i + k];
                    b[k] = query[i + k];
                }
            }
            lanes difference = a - b;
            if (wants & VD_NORMS) dot += a * b;
            if (wants & VD_NORMS) norm += a * a;
            if (wants & VD_SQUARES) squares += difference * difference;
            if (wants & VD_ABSOLUTES) absolutes += __builtin_elementwise_abs(difference);
        }
        out[0] += w * w * total(&dot);
        out[1] += w * w * total(&norm);
        out[2] += w * w * total(&squares);
        out[3] += w * total(&absolutes);
    }
}

VD_CLONES
void vd_exact_sums(const float *row, const double *query, const vd_part *parts, size_t part_count, unsigned wants, double out[4]) {
    switch (wants) {
    case VD_NORMS: exact_sums(row, query, parts, part_count, VD_NORMS, out); break;
    case VD_SQUARES: exact_sums(row, query, parts, part_count, VD_SQUARES, out); break;
    case VD_ABSOLUTES: exact_sums(row, query, parts, part_count, VD_ABSOLUTES, out); break;
    default: exact_sums(row, query, parts, part_count, VD_NORMS | VD_SQUARES | VD_ABSOLUTES, out); break;
    }
}
