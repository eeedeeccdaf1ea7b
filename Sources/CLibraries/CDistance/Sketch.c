#include "CDistance.h"
#include "Clones.h"
#include <math.h>
#include <string.h>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

enum { MOST = VD_SKETCH_DIRECTIONS, GROUP = VD_SKETCH_ROWS };

// The largest length of a row's whole numbers, and of a query's: by Cauchy-Schwarz no sum of their products exceeds 2^30.
#define LONGEST 32700.0

VD_INLINE void project(const float *row, size_t dimensions, const float *directions, const size_t count, double *out) {
    for (size_t j = 0; j < count; j++) out[j] = 0;
    for (size_t start = 0; start < dimensions; start += 64) {
        // Short sums in float32, for their errors grow with their length.
        float sums[MOST] = {0};
        size_t end = start + 64 < dimensions ? start + 64 : dimensions;
        for (size_t i = start; i < end; i++) {
            float x = row[i];
            const float *shares = directions + i * count;
            for (size_t j = 0; j < count; j++) sums[j] += x * shares[j];
        }
        for (size_t j = 0; j < count; j++) out[j] += (double)sums[j];
    }
}

// With a constant `count`, so that sums stay in registers.
VD_CLONES
void vd_project(const float *row, size_t dimensions, const float *directions, size_t count, double *out) {
    switch (count) {
    case 64: project(row, dimensions, directions, 64, out); break;
    case 32: project(row, dimensions, directions, 32, out); break;
    case 16: project(row, dimensions, directions, 16, out); break;
    }
}

VD_CLONES
void vd_add_products(const float *row, size_t dimensions, const double *place, size_t count, float *sums) {
    float factors[MOST];
    for (size_t j = 0; j < count; j++) factors[j] = (float)place[j];
    for (size_t i = 0; i < dimensions; i++) {
        for (size_t j = 0; j < count; j++) sums[i * count + j] += row[i] * factors[j];
    }
}

VD_CLONES
void vd_project_exactly(const double *row, size_t dimensions, const float *directions, size_t count, double *out) {
    double sums[MOST] = {0};
    for (size_t i = 0; i < dimensions; i++) {
        double x = row[i];
        const float *shares = directions + i * count;
        for (size_t j = 0; j < count; j++) sums[j] += x * (double)shares[j];
    }
    memcpy(out, sums, count * sizeof *out);
}

VD_CLONES
void vd_products(const float *directions, size_t dimensions, size_t count, double *gram) {
    memset(gram, 0, count * count * sizeof *gram);
    for (size_t i = 0; i < dimensions; i++) {
        const float *shares = directions + i * count;
        for (size_t j = 0; j < count; j++) {
            double share = shares[j];
            for (size_t k = 0; k < count; k++) gram[j * count + k] += share * (double)shares[k];
        }
    }
}

VD_CLONES
double vd_sketch_numbers(const double *place, const double *gram, size_t count, int16_t *numbers, double *rest, double *miss) {
    double length = 0, own = 0, product = 0, gap = 0, image[MOST] = {0}, rounded[MOST];
    for (size_t j = 0; j < count; j++) length += place[j] * place[j];
    const double unit = sqrt(length) / LONGEST, inverse = unit > 0 ? 1 / unit : 0;
    for (size_t j = 0; j < count; j++) {
        // The nearest whole number, whose rounding takes no call.
        double number = (place[j] * inverse + 0x1.8p52) - 0x1.8p52;
        numbers[j] = (int16_t)number;
        rounded[j] = number * unit;
    }
    for (size_t k = 0; k < count; k++) {
        double number = rounded[k];
        for (size_t j = 0; j < count; j++) image[j] += gram[k * count + j] * number;
    }
    for (size_t j = 0; j < count; j++) {
        own += rounded[j] * image[j];
        product += rounded[j] * place[j];
        gap += (place[j] - image[j]) * (place[j] - image[j]);
    }
    *rest = own - 2 * product;
    *miss = sqrt(gap);
    return unit;
}

static void likeness_plain(const int16_t *numbers, const vd_sketch_query *query, float *likeness) {
    const float *fits = (const float *)(numbers + GROUP * query->count);
    for (size_t i = 0; i < GROUP; i++) {
        int32_t sum = 0;
        for (size_t j = 0; j < query->count; j++) sum += numbers[j / 2 * 2 * GROUP + 2 * i + j % 2] * query->numbers[j];
        likeness[i] = fits[i] * (query->unit * (float)sum + query->reach) + (fits[GROUP + i] * query->rest + VD_SKETCH_SLACK);
    }
}

VD_INLINE float least(const vd_sketch_limit *l, float likeness, float length) {
    float x = length * l->scale;
    return l->base + l->bend * x * x - (l->turn + l->slope * x) * likeness;
}

static uint64_t within_plain(const vd_sketch_limit *limit, const float *likeness, const float *lengths, float *costs) {
    uint64_t bits = 0;
    for (size_t i = 0; i < GROUP; i++) {
        costs[i] = least(limit, likeness[i], lengths[i]);
        bits |= (uint64_t)!(costs[i] > limit->most) << i;
    }
    return bits;
}

#if defined(__x86_64__)
#define VD_AVX2_FMA __attribute__((target("avx2,fma"))) static

// Of 64 rows two numbers each at a time; while they are multiplied, the next rows' come from memory.
VD_AVX2_FMA void likeness_avx2(const int16_t *numbers, const vd_sketch_query *query, float *likeness) {
    const float *fits = (const float *)(numbers + GROUP * query->count);
    const size_t next = VD_SKETCH_BYTES(query->count) / 2;
    __m256i sums[8];
    for (int v = 0; v < 8; v++) sums[v] = _mm256_setzero_si256();
    for (size_t j = 0; j < query->count; j += 2) {
        int32_t pair;
        memcpy(&pair, query->numbers + j, sizeof pair);
        const __m256i both = _mm256_set1_epi32(pair);
        const int16_t *at = numbers + j * GROUP;
        for (int v = 0; v < 8; v++) {
            if (v % 2 == 0) __builtin_prefetch(at + 16 * v + next);
            sums[v] = _mm256_add_epi32(sums[v], _mm256_madd_epi16(_mm256_loadu_si256((const __m256i *)(at + 16 * v)), both));
        }
    }
    const __m256 unit = _mm256_set1_ps(query->unit), reach = _mm256_set1_ps(query->reach), rest = _mm256_set1_ps(query->rest);
    const __m256 slack = _mm256_set1_ps(VD_SKETCH_SLACK);
    for (int v = 0; v < 8; v++) {
        __m256 product = _mm256_fmadd_ps(unit, _mm256_cvtepi32_ps(sums[v]), reach);
        __m256 error = _mm256_fmadd_ps(_mm256_loadu_ps(fits + GROUP + 8 * v), rest, slack);
        _mm256_storeu_ps(likeness + 8 * v, _mm256_fmadd_ps(_mm256_loadu_ps(fits + 8 * v), product, error));
    }
}

VD_AVX2_FMA uint64_t within_avx2(const vd_sketch_limit *limit, const float *likeness, const float *lengths, float *costs) {
    const __m256 scale = _mm256_set1_ps(limit->scale), base = _mm256_set1_ps(limit->base), bend = _mm256_set1_ps(limit->bend);
    const __m256 turn = _mm256_set1_ps(limit->turn), slope = _mm256_set1_ps(limit->slope), most = _mm256_set1_ps(limit->most);
    uint64_t bits = 0;
    // Lengths lie far from each other, so they are not fetched where they do not count.
    const int counts = limit->bend != 0 || limit->slope != 0;
    for (int v = 0; v < 8; v++) {
        __m256 own = base, factor = turn;
        if (counts) {
            __m256 x = _mm256_mul_ps(_mm256_loadu_ps(lengths + 8 * v), scale);
            own = _mm256_fmadd_ps(_mm256_mul_ps(bend, x), x, base);
            factor = _mm256_fmadd_ps(slope, x, turn);
        }
        __m256 cost = _mm256_fnmadd_ps(factor, _mm256_loadu_ps(likeness + 8 * v), own);
        _mm256_storeu_ps(costs + 8 * v, cost);
        bits |= (uint64_t)(uint32_t)_mm256_movemask_ps(_mm256_cmp_ps(cost, most, _CMP_NGT_UQ)) << 8 * v;
    }
    return bits;
}
#endif

void vd_sketch_likeness(int level, const int16_t *group, const vd_sketch_query *query, float *likeness) {
#if defined(__x86_64__)
    if (level > 0) {
        likeness_avx2(group, query, likeness);
        return;
    }
#endif
    likeness_plain(group, query, likeness);
}

uint64_t vd_sketch_within(int level, const vd_sketch_limit *limit, const float *likeness, const float *lengths, float *costs) {
#if defined(__x86_64__)
    if (level > 0) return within_avx2(limit, likeness, lengths, costs);
#endif
    return within_plain(limit, likeness, lengths, costs);
}
