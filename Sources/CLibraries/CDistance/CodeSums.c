#include "CDistance.h"
#include "Clones.h"
#include <stdlib.h>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

// Twice as far as in FloatSums.c: half a byte a number passes in less than half the time.
enum { AHEAD = 8192 };

VD_INLINE void sums_plain(const uint8_t *coarse, const uint8_t *fine, size_t half, uint32_t first, const uint32_t *rows,
                          size_t count, const vd_code_query *query, int64_t *dots, uint32_t *apart) {
    for (size_t r = 0; r < count; r++) {
        const size_t start = (size_t)(rows[r] - first) * half;
        int64_t dot = 0;
        uint32_t sum = 0;
        for (size_t i = 0; i < 2 * half; i++) {
            size_t place = start + i % half;
            int shift = i < half ? 0 : 4;
            int code = (coarse[place] >> shift & 15) * 16 + (fine ? fine[place] >> shift & 15 : 8);
            dot += code * (fine ? query->weights[i] : query->coarse[i]);
            sum += (uint32_t)abs(code - query->levels[i]);
        }
        dots[r] = dot;
        apart[r] = sum;
    }
}

#if defined(__x86_64__)
#define VD_AVX2 static inline __attribute__((always_inline, target("avx2")))

// The codes of 32 bytes of the planes: those in low nibbles, and those in high ones.
VD_AVX2 __m256i low_codes(__m256i coarse, __m256i fine) {
    return _mm256_or_si256(_mm256_and_si256(_mm256_slli_epi16(coarse, 4), _mm256_set1_epi8((char)0xF0)), fine);
}

VD_AVX2 __m256i high_codes(__m256i coarse, __m256i fine) {
    return _mm256_or_si256(_mm256_and_si256(coarse, _mm256_set1_epi8((char)0xF0)), fine);
}

VD_AVX2 __m256i load(const void *p) { return _mm256_loadu_si256((const __m256i *)p); }

VD_AVX2 int64_t total(__m256i lanes) {
    int64_t t[4];
    _mm256_storeu_si256((__m256i *)t, lanes);
    return (t[0] + t[1]) + (t[2] + t[3]);
}

VD_AVX2 __m256i widened(__m256i lanes) {
    return _mm256_add_epi64(_mm256_cvtepi32_epi64(_mm256_castsi256_si128(lanes)),
                            _mm256_cvtepi32_epi64(_mm256_extracti128_si256(lanes, 1)));
}

__attribute__((target("avx2")))
static void coarse_sums_avx2(const uint8_t *coarse, size_t half, uint32_t first, const uint32_t *rows, size_t count,
                             const vd_code_query *query, int64_t *dots, uint32_t *apart) {
    const __m256i nibble = _mm256_set1_epi8(15), eight = _mm256_set1_epi8(8), one = _mm256_set1_epi16(1);
    const int8_t *weights = query->coarse;
    const uint8_t *levels = query->levels;
    // A code is 16*nibble + 8, and what the 8 adds is the same for all rows.
    int64_t eights = 0;
    for (size_t i = 0; i < 2 * half; i++) eights += 8 * weights[i];
    for (size_t r = 0; r < count; r++) {
        const uint8_t *row = coarse + (size_t)(rows[r] - first) * half;
        __m256i dot = _mm256_setzero_si256(), sum = dot, more = dot;
        for (size_t i = 0; i < half; i += 32) {
            __builtin_prefetch(row + i + AHEAD);
            __m256i all = load(row + i);
            __m256i a = _mm256_and_si256(all, nibble), b = _mm256_and_si256(_mm256_srli_epi16(all, 4), nibble);
            // Two products of 15 and 127 each: 16 bits hold them.
            __m256i products = _mm256_add_epi16(_mm256_maddubs_epi16(a, load(weights + i)), _mm256_maddubs_epi16(b, load(weights + half + i)));
            dot = _mm256_add_epi32(dot, _mm256_madd_epi16(products, one));
            sum = _mm256_add_epi64(sum, _mm256_sad_epu8(low_codes(all, eight), load(levels + i)));
            more = _mm256_add_epi64(more, _mm256_sad_epu8(high_codes(all, eight), load(levels + half + i)));
        }
        dots[r] = 16 * total(widened(dot)) + eights;
        apart[r] = (uint32_t)total(_mm256_add_epi64(sum, more));
    }
}

// By hand, because compilers widen to 32 bits before they multiply, which is three times slower.
__attribute__((target("avx2")))
static void fine_sums_avx2(const uint8_t *coarse, const uint8_t *fine, size_t half, uint32_t first, const uint32_t *rows,
                           size_t count, const vd_code_query *query, int64_t *dots, uint32_t *apart) {
    const __m256i nibble = _mm256_set1_epi8(15);
    for (size_t r = 0; r < count; r++) {
        const size_t start = (size_t)(rows[r] - first) * half;
        __m256i low = _mm256_setzero_si256(), high = low, sum = low;
        for (size_t i = 0; i < half; i += 32) {
            __m256i c = load(coarse + start + i), f = load(fine + start + i);
            __m256i codes[2] = {low_codes(c, _mm256_and_si256(f, nibble)),
                                high_codes(c, _mm256_and_si256(_mm256_srli_epi16(f, 4), nibble))};
            for (size_t k = 0; k < 2; k++) {
                const int16_t *weights = query->weights + k * half + i;
                __m256i a = _mm256_cvtepu8_epi16(_mm256_castsi256_si128(codes[k]));
                __m256i b = _mm256_cvtepu8_epi16(_mm256_extracti128_si256(codes[k], 1));
                low = _mm256_add_epi32(low, _mm256_madd_epi16(a, load(weights)));
                high = _mm256_add_epi32(high, _mm256_madd_epi16(b, load(weights + 16)));
                sum = _mm256_add_epi64(sum, _mm256_sad_epu8(codes[k], load(query->levels + k * half + i)));
            }
        }
        dots[r] = total(_mm256_add_epi64(widened(low), widened(high)));
        apart[r] = (uint32_t)total(sum);
    }
}

#define VD_VNNI __attribute__((target("avx512f,avx512bw,avx512vnni")))

VD_VNNI static inline int64_t total_512(__m512i lanes) {
    return _mm512_reduce_add_epi64(_mm512_add_epi64(
        _mm512_cvtepi32_epi64(_mm512_castsi512_si256(lanes)), _mm512_cvtepi32_epi64(_mm512_extracti64x4_epi64(lanes, 1))));
}

// The bytes that are left of a row, all or half a register.
VD_VNNI static inline __mmask64 left(size_t bytes) { return bytes < 64 ? 0xFFFFFFFF : ~(__mmask64)0; }

// The codes of 64 bytes of the planes: those in low nibbles, and those in high ones. `fine` holds nibbles at the bottom.
VD_VNNI static inline __m512i low_codes_512(__m512i coarse, __m512i fine) {
    return _mm512_or_si512(_mm512_and_si512(_mm512_slli_epi16(coarse, 4), _mm512_set1_epi8((char)0xF0)), fine);
}

VD_VNNI static inline __m512i high_codes_512(__m512i coarse, __m512i fine) {
    return _mm512_or_si512(_mm512_and_si512(coarse, _mm512_set1_epi8((char)0xF0)), fine);
}

VD_VNNI
static void coarse_sums_vnni(const uint8_t *coarse, size_t half, uint32_t first, const uint32_t *rows, size_t count,
                             const vd_code_query *query, int64_t *dots, uint32_t *apart) {
    const __m512i nibble = _mm512_set1_epi8(15), eight = _mm512_set1_epi8(8);
    const int8_t *weights = query->coarse;
    const uint8_t *levels = query->levels;
    int64_t eights = 0;
    for (size_t i = 0; i < 2 * half; i++) eights += 8 * weights[i];
    for (size_t r = 0; r < count; r++) {
        const uint8_t *row = coarse + (size_t)(rows[r] - first) * half;
        __m512i dot = _mm512_setzero_si512(), more_dot = dot, sum = dot, more = dot;
        for (size_t i = 0; i < half; i += 64) {
            __builtin_prefetch(row + i + AHEAD);
            __mmask64 mask = left(half - i);
            __m512i all = _mm512_maskz_loadu_epi8(mask, row + i);
            __m512i a = _mm512_and_si512(all, nibble), b = _mm512_and_si512(_mm512_srli_epi16(all, 4), nibble);
            dot = _mm512_dpbusd_epi32(dot, a, _mm512_maskz_loadu_epi8(mask, weights + i));
            more_dot = _mm512_dpbusd_epi32(more_dot, b, _mm512_maskz_loadu_epi8(mask, weights + half + i));
            __m512i p = low_codes_512(all, eight), q = high_codes_512(all, eight);
            // Where nothing was loaded, the code is 8, and so shall the level be.
            sum = _mm512_add_epi64(sum, _mm512_sad_epu8(p, _mm512_mask_loadu_epi8(eight, mask, levels + i)));
            more = _mm512_add_epi64(more, _mm512_sad_epu8(q, _mm512_mask_loadu_epi8(eight, mask, levels + half + i)));
        }
        dots[r] = 16 * total_512(_mm512_add_epi32(dot, more_dot)) + eights;
        apart[r] = (uint32_t)_mm512_reduce_add_epi64(_mm512_add_epi64(sum, more));
    }
}

// The instruction multiplies bytes, so a weight is 256 times its high byte and its low byte. What overflows on the way
// comes back: each lane's sum fits 32 bits in the end.
VD_VNNI
static void fine_sums_vnni(const uint8_t *coarse, const uint8_t *fine, size_t half, uint32_t first, const uint32_t *rows,
                           size_t count, const vd_code_query *query, int64_t *dots, uint32_t *apart) {
    const __m512i nibble = _mm512_set1_epi8(15);
    for (size_t r = 0; r < count; r++) {
        const size_t start = (size_t)(rows[r] - first) * half;
        __m512i high = _mm512_setzero_si512(), low = high, sum = high;
        for (size_t i = 0; i < half; i += 64) {
            __mmask64 mask = left(half - i);
            __m512i c = _mm512_maskz_loadu_epi8(mask, coarse + start + i), f = _mm512_maskz_loadu_epi8(mask, fine + start + i);
            __m512i codes[2] = {low_codes_512(c, _mm512_and_si512(f, nibble)),
                                high_codes_512(c, _mm512_and_si512(_mm512_srli_epi16(f, 4), nibble))};
            for (size_t k = 0; k < 2; k++) {
                size_t place = k * half + i;
                high = _mm512_dpbusd_epi32(high, codes[k], _mm512_maskz_loadu_epi8(mask, query->high + place));
                low = _mm512_dpbusd_epi32(low, codes[k], _mm512_maskz_loadu_epi8(mask, query->low + place));
                sum = _mm512_add_epi64(sum, _mm512_sad_epu8(codes[k], _mm512_maskz_loadu_epi8(mask, query->levels + place)));
            }
        }
        dots[r] = total_512(_mm512_add_epi32(_mm512_slli_epi32(high, 8), low));
        apart[r] = (uint32_t)_mm512_reduce_add_epi64(sum);
    }
}
#endif

int vd_code_level(void) {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512bw")) return 2;
    if (__builtin_cpu_supports("avx2")) return 1;
#endif
    return 0;
}

void vd_coarse_sums(int level, const uint8_t *coarse, size_t half, uint32_t first, const uint32_t *rows, size_t count,
                    const vd_code_query *query, int64_t *dots, uint32_t *apart) {
#if defined(__x86_64__)
    if (level == 2) {
        coarse_sums_vnni(coarse, half, first, rows, count, query, dots, apart);
        return;
    }
    if (level == 1) {
        coarse_sums_avx2(coarse, half, first, rows, count, query, dots, apart);
        return;
    }
#endif
    sums_plain(coarse, NULL, half, first, rows, count, query, dots, apart);
}

void vd_fine_sums(int level, const uint8_t *coarse, const uint8_t *fine, size_t half, uint32_t first, const uint32_t *rows,
                  size_t count, const vd_code_query *query, int64_t *dots, uint32_t *apart) {
#if defined(__x86_64__)
    if (level == 2) {
        fine_sums_vnni(coarse, fine, half, first, rows, count, query, dots, apart);
        return;
    }
    if (level == 1) {
        fine_sums_avx2(coarse, fine, half, first, rows, count, query, dots, apart);
        return;
    }
#endif
    sums_plain(coarse, fine, half, first, rows, count, query, dots, apart);
}
