#include "CDistance.h"
#include "Clones.h"
#include <string.h>

#pragma clang fp contract(fast)

enum { LANES = 16 };
typedef float lanes __attribute__((vector_size(LANES * sizeof(float))));

// Adds the lanes up pairwise: 16 to 8 to 4 to 2 to 1.
VD_INLINE float total(const lanes *sum) {
    float values[LANES];
    memcpy(values, sum, sizeof values);
    for (int half = LANES / 2; half > 0; half /= 2)
        for (int i = 0; i < half; i++) values[i] += values[i + half];
    return values[0];
}

// `wants` is a constant wherever this is inlined, so that each combination gets a loop of its own.
VD_INLINE void add_up(const float *restrict x, const float *restrict q, size_t n, const unsigned wants, float out[4]) {
    lanes dot = {0}, norm = {0}, squares = {0}, absolutes = {0};
    for (size_t i = 0; i < n; i += LANES) {
        lanes a = {0}, b = {0};
        if (i + LANES <= n) {
            memcpy(&a, x + i, sizeof a);
            memcpy(&b, q + i, sizeof b);
        } else {
            memcpy(&a, x + i, (n - i) * sizeof *x);
            memcpy(&b, q + i, (n - i) * sizeof *q);
        }
        if (wants & VD_PRODUCTS) {
            dot += a * b;
            norm += a * a;
        }
        lanes difference = a - b;
        if (wants & VD_SQUARES) squares += difference * difference;
        if (wants & VD_ABSOLUTES) absolutes += __builtin_elementwise_abs(difference);
    }
    if (wants & VD_PRODUCTS) {
        out[0] = total(&dot);
        out[1] = total(&norm);
    }
    if (wants & VD_SQUARES) out[2] = total(&squares);
    if (wants & VD_ABSOLUTES) out[3] = total(&absolutes);
}

VD_INLINE void sums(const float *table, size_t dimensions, const uint32_t *rows, size_t count, const float *query,
                    const vd_part *parts, size_t part_count, const unsigned wants,
                    float *dots, float *norms, float *squares, float *absolutes) {
    for (size_t r = 0; r < count; r++) {
        const float *row = table + (size_t)rows[r] * dimensions;
        float whole[4] = {0};
        for (size_t p = 0; p < part_count; p++) {
            float part[4] = {0}, w = parts[p].weight;
            if (w == 0) continue;
            add_up(row + parts[p].begin, query + parts[p].begin, parts[p].end - parts[p].begin, wants, part);
            for (int k = 0; k < 3; k++) whole[k] += w * w * part[k];
            whole[3] += w * part[3];
        }
        if (wants & VD_PRODUCTS) {
            dots[r] = whole[0];
            norms[r] = whole[1];
        }
        if (wants & VD_SQUARES) squares[r] = whole[2];
        if (wants & VD_ABSOLUTES) absolutes[r] = whole[3];
    }
}

VD_CLONES
void vd_sums(const float *table, size_t dimensions, const uint32_t *rows, size_t count, const float *query,
             const vd_part *parts, size_t part_count, unsigned wants,
             float *dots, float *norms, float *squares, float *absolutes) {
#define CASE(W) \
    case W: sums(table, dimensions, rows, count, query, parts, part_count, W, dots, norms, squares, absolutes); break
    switch (wants) {
        CASE(1);
        CASE(2);
        CASE(3);
        CASE(4);
        CASE(5);
        CASE(6);
        CASE(7);
    }
#undef CASE
}
