#include "CDistance.h"
#include "Clones.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

// Twice as far as in FloatSums.c: a quarter of the bytes pass in less than half the time.
enum { AHEAD = 8192 };

static void code_sums_plain(const uint8_t *codes, size_t stride, const uint32_t *rows, size_t count,
                            const vd_code_query *query, int64_t *dots, uint32_t *apart) {
    for (size_t r = 0; r < count; r++) {
        const uint8_t *row = codes + (size_t)rows[r] * stride;
        int64_t dot = 0;
        uint32_t sum = 0;
        for (size_t i = 0; i < stride; i++) {
            dot += (int32_t)row[i] * query->weights[i];
            sum += (uint32_t)abs((int)row[i] - (int)query->levels[i]);
        }
        dots[r] = dot;
        apart[r] = sum;
    }
}

#if defined(__x86_64__)
// By hand, because compilers widen to 32 bits before they multiply, which is three times slower.
__attribute__((target("avx2")))
static void code_sums_avx2(const uint8_t *codes, size_t stride, const uint32_t *rows, size_t count,
                           const vd_code_query *query, int64_t *dots, uint32_t *apart) {
    const int16_t *weights = query->weights;
    const uint8_t *levels = query->levels;
    for (size_t r = 0; r < count; r++) {
        const uint8_t *row = codes + (size_t)rows[r] * stride;
        __m256i low = _mm256_setzero_si256(), high = low, sum = low;
        for (size_t i = 0; i < stride; i += 32) {
            __builtin_prefetch(row + i + AHEAD);
            __m256i all = _mm256_loadu_si256((const __m256i *)(row + i));
            __m256i a = _mm256_cvtepu8_epi16(_mm_loadu_si128((const __m128i *)(row + i)));
            __m256i b = _mm256_cvtepu8_epi16(_mm_loadu_si128((const __m128i *)(row + i + 16)));
            low = _mm256_add_epi32(low, _mm256_madd_epi16(a, _mm256_loadu_si256((const __m256i *)(weights + i))));
            high = _mm256_add_epi32(high, _mm256_madd_epi16(b, _mm256_loadu_si256((const __m256i *)(weights + i + 16))));
            sum = _mm256_add_epi64(sum, _mm256_sad_epu8(all, _mm256_loadu_si256((const __m256i *)(levels + i))));
        }
        __m256i wide = _mm256_add_epi64(
            _mm256_add_epi64(_mm256_cvtepi32_epi64(_mm256_castsi256_si128(low)),
                             _mm256_cvtepi32_epi64(_mm256_extracti128_si256(low, 1))),
            _mm256_add_epi64(_mm256_cvtepi32_epi64(_mm256_castsi256_si128(high)),
                             _mm256_cvtepi32_epi64(_mm256_extracti128_si256(high, 1))));
        int64_t d[4], s[4];
        _mm256_storeu_si256((__m256i *)d, wide);
        _mm256_storeu_si256((__m256i *)s, sum);
        dots[r] = (d[0] + d[1]) + (d[2] + d[3]);
        apart[r] = (uint32_t)((s[0] + s[1]) + (s[2] + s[3]));
    }
}

// The instruction multiplies bytes, so a weight is 256 times its high byte and its low byte. What overflows on the way
// comes back: each lane's sum fits 32 bits in the end.
__attribute__((target("avx512f,avx512bw,avx512vnni")))
static void code_sums_vnni(const uint8_t *codes, size_t stride, const uint32_t *rows, size_t count,
                           const vd_code_query *query, int64_t *dots, uint32_t *apart) {
    for (size_t r = 0; r < count; r++) {
        const uint8_t *row = codes + (size_t)rows[r] * stride;
        __m512i high = _mm512_setzero_si512(), low = high, sum = high;
        for (size_t i = 0; i < stride; i += 64) {
            __builtin_prefetch(row + i + AHEAD);
            __mmask64 mask = stride - i < 64 ? 0xFFFFFFFF : ~(__mmask64)0;
            __m512i all = _mm512_maskz_loadu_epi8(mask, row + i);
            high = _mm512_dpbusd_epi32(high, all, _mm512_maskz_loadu_epi8(mask, query->high + i));
            low = _mm512_dpbusd_epi32(low, all, _mm512_maskz_loadu_epi8(mask, query->low + i));
            sum = _mm512_add_epi64(sum, _mm512_sad_epu8(all, _mm512_maskz_loadu_epi8(mask, query->levels + i)));
        }
        __m512i lanes = _mm512_add_epi32(_mm512_slli_epi32(high, 8), low);
        dots[r] = _mm512_reduce_add_epi64(_mm512_add_epi64(
            _mm512_cvtepi32_epi64(_mm512_castsi512_si256(lanes)), _mm512_cvtepi32_epi64(_mm512_extracti64x4_epi64(lanes, 1))));
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

void vd_code_sums(int level, const uint8_t *codes, size_t stride, const uint32_t *rows, size_t count,
                  const vd_code_query *query, int64_t *dots, uint32_t *apart) {
#if defined(__x86_64__)
    if (level == 2) {
        code_sums_vnni(codes, stride, rows, count, query, dots, apart);
        return;
    }
    if (level == 1) {
        code_sums_avx2(codes, stride, rows, count, query, dots, apart);
        return;
    }
#endif
    code_sums_plain(codes, stride, rows, count, query, dots, apart);
}

VD_CLONES
int vd_encode(const float *row, size_t dimensions, double offset, double step, uint8_t *codes, double out[5]) {
    int finite = 1;
    for (size_t i = 0; i < dimensions; i++) finite &= isfinite(row[i]) != 0;
    if (!finite) {
        memset(codes, 0, dimensions);
        return 0;
    }
    double absolutes = 0, squares = 0, product = 0, own = 0, norm = 0;
    for (size_t i = 0; i < dimensions; i++) {
        double x = row[i], level = (x - offset) / step;
        int code = level <= 0 ? 0 : level >= 255 ? 255 : (int)(level + 0.5);
        codes[i] = (uint8_t)code;
        double coded = offset + step * code, apart = x - coded;
        absolutes += fabs(apart);
        squares += apart * apart;
        product += coded * x;
        own += coded * coded;
        norm += x * x;
    }
    out[0] = absolutes;
    out[1] = squares;
    out[2] = product;
    out[3] = own;
    out[4] = norm;
    return 1;
}
