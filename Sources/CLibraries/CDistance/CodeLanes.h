// What the kernels over codes share.
#ifndef VITRINE_CODE_LANES_H
#define VITRINE_CODE_LANES_H
#if defined(__x86_64__)
#include <immintrin.h>
#include <stddef.h>
#include <stdint.h>

#define VD_AVX2 static inline __attribute__((always_inline, target("avx2")))

VD_AVX2 __m256i load(const void *p) { return _mm256_loadu_si256((const __m256i *)p); }

#define VD_VNNI __attribute__((target("avx512f,avx512bw,avx512vnni")))

// The bytes that are left of a row, all or half a register.
VD_VNNI static inline __mmask64 left(size_t bytes) { return bytes < 64 ? 0xFFFFFFFF : ~(__mmask64)0; }
#endif
#endif
