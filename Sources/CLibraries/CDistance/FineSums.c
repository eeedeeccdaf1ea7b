#include "CDistance.h"
#include "Clones.h"
#include "CodeLanes.h"
#include <stdlib.h>

static void fine_sums_plain(const uint8_t *coarse, const uint8_t *fine, size_t half, uint32_t first, const uint32_t *rows,
                            size_t count, const vd_code_query *query, unsigned wants, double *dots, double *differences) {
    for (size_t r = 0; r < count; r++) {
        const size_t start = (size_t)(rows[r] - first) * half;
        int64_t dot = 0, sum = 0;
        for (size_t i = 0; i < 2 * half; i++) {
            size_t place = start + i % half;
            int shift = i < half ? 0 : 4;
            int code = (coarse[place] >> shift & 15) * 16 + (fine[place] >> shift & 15);
            dot += code * query->weights[i];
            sum += abs(code - query->levels[i]);
        }
        if (wants & VD_PRODUCTS) dots[r] = (double)dot;
        if (wants & VD_DIFFERENCES) differences[r] = (double)sum;
    }
}

#if defined(__x86_64__)
// Whether the fourth row from here on is the fourth one of the table too: then it can be fetched ahead.
VD_INLINE int goes_on(const uint32_t *rows, size_t r, size_t count) { return r + 4 < count && rows[r + 4] - rows[r] == 4; }

VD_INLINE void fetch_later(const uint8_t *coarse, const uint8_t *fine, size_t place, size_t half) {
    __builtin_prefetch(coarse + place + 4 * half);
    __builtin_prefetch(fine + place + 4 * half);
}

// The codes of 32 bytes of the planes: those in low nibbles, and those in high ones.
VD_AVX2 __m256i low_codes(__m256i coarse, __m256i fine) {
    return _mm256_or_si256(_mm256_and_si256(_mm256_slli_epi16(coarse, 4), _mm256_set1_epi8((char)0xF0)), fine);
}

VD_AVX2 __m256i high_codes(__m256i coarse, __m256i fine) {
    return _mm256_or_si256(_mm256_and_si256(coarse, _mm256_set1_epi8((char)0xF0)), fine);
}

VD_AVX2 int64_t total(__m256i lanes) {
    int64_t t[4];
    _mm256_storeu_si256((__m256i *)t, lanes);
    return (t[0] + t[1]) + (t[2] + t[3]);
}

VD_AVX2 __m256i widened(__m256i lanes) {
    return _mm256_add_epi64(_mm256_cvtepi32_epi64(_mm256_castsi256_si128(lanes)),
                            _mm256_cvtepi32_epi64(_mm256_extracti128_si256(lanes, 1)));
}

// By hand, because compilers widen to 32 bits before they multiply, which is three times slower.
VD_AVX2 void fine_rows_avx2(const uint8_t *coarse, const uint8_t *fine, size_t half, uint32_t first, const uint32_t *rows,
                            size_t count, const vd_code_query *query, const unsigned wants, double *dots, double *differences) {
    const __m256i nibble = _mm256_set1_epi8(15);
    for (size_t r = 0; r < count; r++) {
        const size_t start = (size_t)(rows[r] - first) * half;
        const int in_order = goes_on(rows, r, count);
        __m256i low = _mm256_setzero_si256(), high = low, sum = low;
        for (size_t i = 0; i < half; i += 32) {
            if (in_order && i % 64 == 0) fetch_later(coarse, fine, start + i, half);
            __m256i c = load(coarse + start + i), f = load(fine + start + i);
            __m256i codes[2] = {low_codes(c, _mm256_and_si256(f, nibble)),
                                high_codes(c, _mm256_and_si256(_mm256_srli_epi16(f, 4), nibble))};
            for (size_t k = 0; k < 2; k++) {
                if (wants & VD_PRODUCTS) {
                    const int16_t *weights = query->weights + k * half + i;
                    __m256i a = _mm256_cvtepu8_epi16(_mm256_castsi256_si128(codes[k]));
                    __m256i b = _mm256_cvtepu8_epi16(_mm256_extracti128_si256(codes[k], 1));
                    low = _mm256_add_epi32(low, _mm256_madd_epi16(a, load(weights)));
                    high = _mm256_add_epi32(high, _mm256_madd_epi16(b, load(weights + 16)));
                }
                if (wants & VD_DIFFERENCES) {
                    sum = _mm256_add_epi64(sum, _mm256_sad_epu8(codes[k], load(query->levels + k * half + i)));
                }
            }
        }
        if (wants & VD_PRODUCTS) dots[r] = (double)total(_mm256_add_epi64(widened(low), widened(high)));
        if (wants & VD_DIFFERENCES) differences[r] = (double)total(sum);
    }
}

#define ROWS_BY_WANTS(ROWS) \
    switch (wants) { \
        case VD_PRODUCTS: ROWS(coarse, fine, half, first, rows, count, query, VD_PRODUCTS, dots, differences); break; \
        case VD_DIFFERENCES: ROWS(coarse, fine, half, first, rows, count, query, VD_DIFFERENCES, dots, differences); break; \
        default: ROWS(coarse, fine, half, first, rows, count, query, VD_PRODUCTS | VD_DIFFERENCES, dots, differences); break; \
    }

__attribute__((target("avx2")))
static void fine_sums_avx2(const uint8_t *coarse, const uint8_t *fine, size_t half, uint32_t first, const uint32_t *rows,
                           size_t count, const vd_code_query *query, unsigned wants, double *dots, double *differences) {
    ROWS_BY_WANTS(fine_rows_avx2)
}

VD_VNNI static inline int64_t total_512(__m512i lanes) {
    return _mm512_reduce_add_epi64(_mm512_add_epi64(
        _mm512_cvtepi32_epi64(_mm512_castsi512_si256(lanes)), _mm512_cvtepi32_epi64(_mm512_extracti64x4_epi64(lanes, 1))));
}

// The codes of 64 bytes of the planes: those in low nibbles, and those in high ones. `fine` holds nibbles at the bottom.
VD_VNNI static inline __m512i low_codes_512(__m512i coarse, __m512i fine) {
    return _mm512_or_si512(_mm512_and_si512(_mm512_slli_epi16(coarse, 4), _mm512_set1_epi8((char)0xF0)), fine);
}

VD_VNNI static inline __m512i high_codes_512(__m512i coarse, __m512i fine) {
    return _mm512_or_si512(_mm512_and_si512(coarse, _mm512_set1_epi8((char)0xF0)), fine);
}

// The instruction multiplies bytes, so a weight is 256 times its high byte and its low byte. What overflows on the way
// comes back: each lane's sum fits 32 bits in the end.
VD_VNNI static inline __attribute__((always_inline)) void fine_rows_vnni(
    const uint8_t *coarse, const uint8_t *fine, size_t half, uint32_t first, const uint32_t *rows, size_t count, const vd_code_query *query,
    const unsigned wants, double *dots, double *differences) {
    const __m512i nibble = _mm512_set1_epi8(15);
    for (size_t r = 0; r < count; r++) {
        const size_t start = (size_t)(rows[r] - first) * half;
        const int in_order = goes_on(rows, r, count);
        __m512i high = _mm512_setzero_si512(), low = high, sum = high;
        for (size_t i = 0; i < half; i += 64) {
            if (in_order) fetch_later(coarse, fine, start + i, half);
            __mmask64 mask = left(half - i);
            __m512i c = _mm512_maskz_loadu_epi8(mask, coarse + start + i), f = _mm512_maskz_loadu_epi8(mask, fine + start + i);
            __m512i codes[2] = {low_codes_512(c, _mm512_and_si512(f, nibble)),
                                high_codes_512(c, _mm512_and_si512(_mm512_srli_epi16(f, 4), nibble))};
            for (size_t k = 0; k < 2; k++) {
                size_t place = k * half + i;
                if (wants & VD_PRODUCTS) {
                    high = _mm512_dpbusd_epi32(high, codes[k], _mm512_maskz_loadu_epi8(mask, query->high + place));
                    low = _mm512_dpbusd_epi32(low, codes[k], _mm512_maskz_loadu_epi8(mask, query->low + place));
                }
                if (wants & VD_DIFFERENCES) {
                    sum = _mm512_add_epi64(sum, _mm512_sad_epu8(codes[k], _mm512_maskz_loadu_epi8(mask, query->levels + place)));
                }
            }
        }
        if (wants & VD_PRODUCTS) dots[r] = (double)total_512(_mm512_add_epi32(_mm512_slli_epi32(high, 8), low));
        if (wants & VD_DIFFERENCES) differences[r] = (double)_mm512_reduce_add_epi64(sum);
    }
}

VD_VNNI
static void fine_sums_vnni(const uint8_t *coarse, const uint8_t *fine, size_t half, uint32_t first, const uint32_t *rows,
                           size_t count, const vd_code_query *query, unsigned wants, double *dots, double *differences) {
    ROWS_BY_WANTS(fine_rows_vnni)
}
#endif

void vd_fine_sums(int level, const uint8_t *coarse, const uint8_t *fine, size_t half, uint32_t first, const uint32_t *rows,
                  size_t count, const vd_code_query *query, unsigned wants, double *dots, double *differences) {
#if defined(__x86_64__)
    if (level == 2) {
        fine_sums_vnni(coarse, fine, half, first, rows, count, query, wants, dots, differences);
        return;
    }
    if (level == 1) {
        fine_sums_avx2(coarse, fine, half, first, rows, count, query, wants, dots, differences);
        return;
    }
#endif
    fine_sums_plain(coarse, fine, half, first, rows, count, query, wants, dots, differences);
}
