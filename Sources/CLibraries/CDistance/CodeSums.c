#include "CDistance.h"
#include "Clones.h"
#include "CodeLanes.h"
#include <stdlib.h>
#include <string.h>

static void coarse_sums_plain(const uint8_t *coarse, size_t half, uint32_t first, const uint32_t *rows, size_t count,
                              const vd_code_query *query, unsigned wants, double *dots, double *differences) {
    for (size_t r = 0; r < count; r++) {
        const uint8_t *row = coarse + (size_t)(rows[r] - first) * half;
        int32_t dot = 0;
        int64_t sum = 0;
        for (size_t i = 0; i < half; i++) {
            int a = row[i] & 15, b = row[i] >> 4;
            dot += a * query->coarse[i] + b * query->coarse[half + i];
            sum += abs(16 * a - query->coarse_levels[i]) + abs(16 * b - query->coarse_levels[half + i]);
        }
        if (wants & VD_PRODUCTS) dots[r] = dot;
        if (wants & VD_DIFFERENCES) differences[r] = (double)sum;
    }
}

#if defined(__x86_64__)
// Each of four vectors' lanes added up: 8 of 32 bits.
VD_AVX2 __m128i totals_32(const __m256i lanes[4]) {
    __m256i sums = _mm256_hadd_epi32(_mm256_hadd_epi32(lanes[0], lanes[1]), _mm256_hadd_epi32(lanes[2], lanes[3]));
    return _mm_add_epi32(_mm256_castsi256_si128(sums), _mm256_extracti128_si256(sums, 1));
}

// The same for 4 lanes of 64 bits whose sums fit 31.
VD_AVX2 __m128i totals_64(const __m256i lanes[4]) {
    __m256i pairs[2] = {_mm256_or_si256(lanes[0], _mm256_slli_epi64(lanes[1], 32)),
                        _mm256_or_si256(lanes[2], _mm256_slli_epi64(lanes[3], 32))};
    __m256i sums = _mm256_add_epi32(_mm256_unpacklo_epi64(pairs[0], pairs[1]), _mm256_unpackhi_epi64(pairs[0], pairs[1]));
    return _mm_add_epi32(_mm256_castsi256_si128(sums), _mm256_extracti128_si256(sums, 1));
}

// Four rows at a time, because they share what is read of the query and the work of adding lanes up, while the next four are on
// their way from memory. A row that is left over is taken several times. `wants` is a constant wherever rows are summed, so that what is not wanted costs nothing.
#define FOURS(ROW_SUMS, WANTS) \
    for (size_t r = 0; r < count; r += 4) { \
        const uint8_t *row[4]; \
        for (size_t k = 0; k < 4; k++) row[k] = coarse + (size_t)(rows[r + k < count ? r + k : count - 1] - first) * half; \
        __m128i d, s; \
        ROW_SUMS(row, half, query, WANTS, &d, &s); \
        __m256d wide[2] = {_mm256_cvtepi32_pd(d), _mm256_cvtepi32_pd(s)}; \
        size_t size = (count - r < 4 ? count - r : 4) * sizeof *dots; \
        if (WANTS & VD_PRODUCTS) memcpy(dots + r, &wide[0], size); \
        if (WANTS & VD_DIFFERENCES) memcpy(differences + r, &wide[1], size); \
    }
#define FOURS_BY_WANTS(ROW_SUMS) \
    switch (wants) { \
        case VD_PRODUCTS: FOURS(ROW_SUMS, VD_PRODUCTS) break; \
        case VD_DIFFERENCES: FOURS(ROW_SUMS, VD_DIFFERENCES) break; \
        default: FOURS(ROW_SUMS, (VD_PRODUCTS | VD_DIFFERENCES)) break; \
    }

// How far ahead of the rows that are summed the next ones are fetched: four rows, and a page at least.
VD_INLINE size_t ahead(size_t half) { return 4 * half > 4096 ? 4 * half : 4096; }

VD_AVX2 void four_avx2(const uint8_t *const row[4], size_t half, const vd_code_query *query, const unsigned wants, __m128i *dots,
                       __m128i *differences) {
    const __m256i nibble = _mm256_set1_epi8(15), one = _mm256_set1_epi16(1);
    __m256i dot[4] = {0}, sum[4] = {0};
    for (size_t i = 0; i < half; i += 32) {
        __m256i weights[2] = {load(query->coarse + i), load(query->coarse + half + i)};
        __m256i levels[2] = {load(query->coarse_levels + i), load(query->coarse_levels + half + i)};
        for (int k = 0; k < 4; k++) {
            if (i % 64 == 0) __builtin_prefetch(row[k] + i + ahead(half));
            __m256i all = load(row[k] + i);
            __m256i low = _mm256_and_si256(all, nibble), high = _mm256_andnot_si256(nibble, all);
            if (wants & VD_PRODUCTS) {
                // Four products of 15 and 127: 16 bits hold them.
                __m256i products = _mm256_add_epi16(_mm256_maddubs_epi16(low, weights[0]),
                                                    _mm256_maddubs_epi16(_mm256_srli_epi16(high, 4), weights[1]));
                dot[k] = _mm256_add_epi32(dot[k], _mm256_madd_epi16(products, one));
            }
            if (wants & VD_DIFFERENCES) {
                sum[k] = _mm256_add_epi64(sum[k], _mm256_sad_epu8(_mm256_slli_epi16(low, 4), levels[0]));
                sum[k] = _mm256_add_epi64(sum[k], _mm256_sad_epu8(high, levels[1]));
            }
        }
    }
    *dots = totals_32(dot);
    *differences = totals_64(sum);
}

__attribute__((target("avx2")))
static void coarse_sums_avx2(const uint8_t *coarse, size_t half, uint32_t first, const uint32_t *rows, size_t count,
                             const vd_code_query *query, unsigned wants, double *dots, double *differences) {
    FOURS_BY_WANTS(four_avx2)
}

VD_VNNI static inline __attribute__((always_inline)) void four_vnni(const uint8_t *const row[4], size_t half, const vd_code_query *query,
                                                                    const unsigned wants, __m128i *dots, __m128i *differences) {
    const __m512i nibble = _mm512_set1_epi8(15);
    __m512i dot[4], sum[4];
    for (int k = 0; k < 4; k++) dot[k] = sum[k] = _mm512_setzero_si512();
    for (size_t i = 0; i < half; i += 64) {
        __mmask64 mask = left(half - i);
        __m512i weights[2] = {_mm512_maskz_loadu_epi8(mask, query->coarse + i), _mm512_maskz_loadu_epi8(mask, query->coarse + half + i)};
        __m512i levels[2] = {_mm512_maskz_loadu_epi8(mask, query->coarse_levels + i),
                             _mm512_maskz_loadu_epi8(mask, query->coarse_levels + half + i)};
        for (int k = 0; k < 4; k++) {
            __builtin_prefetch(row[k] + i + ahead(half));
            __m512i all = _mm512_maskz_loadu_epi8(mask, row[k] + i);
            __m512i low = _mm512_and_si512(all, nibble), high = _mm512_andnot_si512(nibble, all);
            if (wants & VD_PRODUCTS) {
                dot[k] = _mm512_dpbusd_epi32(dot[k], low, weights[0]);
                dot[k] = _mm512_dpbusd_epi32(dot[k], _mm512_srli_epi16(high, 4), weights[1]);
            }
            if (wants & VD_DIFFERENCES) {
                sum[k] = _mm512_add_epi64(sum[k], _mm512_sad_epu8(_mm512_slli_epi16(low, 4), levels[0]));
                sum[k] = _mm512_add_epi64(sum[k], _mm512_sad_epu8(high, levels[1]));
            }
        }
    }
    __m256i dot_halves[4], sum_halves[4];
    for (int k = 0; k < 4; k++) {
        dot_halves[k] = _mm256_add_epi32(_mm512_castsi512_si256(dot[k]), _mm512_extracti64x4_epi64(dot[k], 1));
        sum_halves[k] = _mm256_add_epi64(_mm512_castsi512_si256(sum[k]), _mm512_extracti64x4_epi64(sum[k], 1));
    }
    *dots = totals_32(dot_halves);
    *differences = totals_64(sum_halves);
}

VD_VNNI
static void coarse_sums_vnni(const uint8_t *coarse, size_t half, uint32_t first, const uint32_t *rows, size_t count,
                             const vd_code_query *query, unsigned wants, double *dots, double *differences) {
    FOURS_BY_WANTS(four_vnni)
}

#endif

int vd_code_level(void) {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512bw")) return 2;
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return 1;
#endif
    return 0;
}

void vd_coarse_sums(int level, const uint8_t *coarse, size_t half, uint32_t first, const uint32_t *rows, size_t count,
                    const vd_code_query *query, unsigned wants, double *dots, double *differences) {
#if defined(__x86_64__)
    if (level == 2) {
        coarse_sums_vnni(coarse, half, first, rows, count, query, wants, dots, differences);
        return;
    }
    if (level == 1) {
        coarse_sums_avx2(coarse, half, first, rows, count, query, wants, dots, differences);
        return;
    }
#endif
    coarse_sums_plain(coarse, half, first, rows, count, query, wants, dots, differences);
}
