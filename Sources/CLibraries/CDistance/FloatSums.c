#include "CDistance.h"
#include "Clones.h"
#include <string.h>

#pragma clang fp contract(fast)

enum { LANES = 16, AHEAD = 4096 };
typedef float lanes __attribute__((vector_size(LANES * sizeof(float))));

typedef struct {
    lanes norm, squares, absolutes;
} accumulators;

// Adds the lanes of both accumulators up pairwise: 32 to 16 to 8 and so on.
VD_INLINE float total(const lanes *first, const lanes *second) {
    typedef float half __attribute__((vector_size(32)));
    typedef float quarter __attribute__((vector_size(16)));
    lanes sum = *first + *second;
    half a = __builtin_shufflevector(sum, sum, 0, 1, 2, 3, 4, 5, 6, 7)
        + __builtin_shufflevector(sum, sum, 8, 9, 10, 11, 12, 13, 14, 15);
    quarter b = __builtin_shufflevector(a, a, 0, 1, 2, 3) + __builtin_shufflevector(a, a, 4, 5, 6, 7);
    return (b[0] + b[2]) + (b[1] + b[3]);
}

VD_INLINE void step(accumulators *sum, const float *x, const float *q, const unsigned wants) {
    lanes a, b;
    memcpy(&a, x, sizeof a);
    memcpy(&b, q, sizeof b);
    if (wants & VD_NORMS) sum->norm += a * a;
    lanes difference = a - b;
    if (wants & VD_SQUARES) sum->squares += difference * difference;
    if (wants & VD_ABSOLUTES) sum->absolutes += __builtin_elementwise_abs(difference);
}

// `wants` is a constant wherever this is inlined, so that each combination gets a loop of its own.
VD_INLINE void add_up(const float *restrict x, const float *restrict q, size_t n, const unsigned wants, float out[3]) {
    // Two of each, because an addition must wait for the one before it.
    accumulators even = {{0}, {0}, {0}}, odd = even;
    size_t i = 0;
    for (; i + 2 * LANES <= n; i += 2 * LANES) {
        // Processors prefetch within a page of 4 KiB only; this reaches across its end.
        __builtin_prefetch((const char *)(x + i) + AHEAD);
        __builtin_prefetch((const char *)(x + i + LANES) + AHEAD);
        step(&even, x + i, q + i, wants);
        step(&odd, x + i + LANES, q + i + LANES, wants);
    }
    for (; i < n; i += LANES) {
        float a[LANES] = {0}, b[LANES] = {0};
        for (size_t k = 0; k < LANES && i + k < n; k++) {
            a[k] = x[i + k];
            b[k] = q[i + k];
        }
        step(&even, a, b, wants);
    }
    if (wants & VD_NORMS) out[0] = total(&even.norm, &odd.norm);
    if (wants & VD_SQUARES) out[1] = total(&even.squares, &odd.squares);
    if (wants & VD_ABSOLUTES) out[2] = total(&even.absolutes, &odd.absolutes);
}

VD_INLINE void sums(const float *table, size_t dimensions, const uint32_t *rows, size_t count, const float *query,
                    const vd_part *parts, size_t part_count, const unsigned wants,
                    float *norms, float *squares, float *absolutes) {
    for (size_t r = 0; r < count; r++) {
        const float *row = table + (size_t)rows[r] * dimensions;
        float whole[3] = {0};
        for (size_t p = 0; p < part_count; p++) {
            float part[3] = {0}, w = parts[p].weight;
            if (w == 0) continue;
            add_up(row + parts[p].begin, query + parts[p].begin, parts[p].end - parts[p].begin, wants, part);
            whole[0] += w * w * part[0];
            whole[1] += w * w * part[1];
            whole[2] += w * part[2];
        }
        if (wants & VD_NORMS) norms[r] = whole[0];
        if (wants & VD_SQUARES) squares[r] = whole[1];
        if (wants & VD_ABSOLUTES) absolutes[r] = whole[2];
    }
}

VD_CLONES
void vd_sums(const float *table, size_t dimensions, const uint32_t *rows, size_t count, const float *query,
             const vd_part *parts, size_t part_count, unsigned wants,
             float *norms, float *squares, float *absolutes) {
#define CASE(W) \
    case W: sums(table, dimensions, rows, count, query, parts, part_count, W, norms, squares, absolutes); break
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
