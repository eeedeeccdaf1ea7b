#include "CDistance.h"
#include "Clones.h"
#include <string.h>

VD_CLONES
void vd_bits_differing(const uint64_t *bits, size_t words, const uint32_t *rows, size_t count, const uint64_t *query,
                   const uint64_t *masks, const double *weights, size_t part_count, double *out) {
    for (size_t r = 0; r < count; r++) {
        const uint64_t *row = bits + (size_t)rows[r] * words;
        double sum = 0;
        for (size_t p = 0; p < part_count; p++) {
            int64_t differing = 0;
            for (size_t i = 0; i < words; i++) differing += __builtin_popcountll((row[i] ^ query[i]) & masks[p * words + i]);
            sum += weights[p] * (double)differing;
        }
        out[r] = sum;
    }
}

// Eight independent lanes of xor, multiply and rotate (after FNV-1a and xxHash), folded at the end.
uint64_t vd_checksum(const void *bytes, size_t count, uint64_t seed) {
    const uint64_t prime = 0x9E3779B185EBCA87u;
    uint64_t lanes[8], word;
    const unsigned char *p = bytes;
    for (int k = 0; k < 8; k++) lanes[k] = seed + prime * (uint64_t)(k + 1);
    size_t i = 0;
    for (; i + 64 <= count; i += 64)
        for (int k = 0; k < 8; k++) {
            memcpy(&word, p + i + 8 * k, 8);
            lanes[k] = (lanes[k] ^ word) * prime;
            lanes[k] ^= lanes[k] >> 29;
        }
    uint64_t result = count * prime;
    for (int k = 0; k < 8; k++) {
        result = (result ^ lanes[k]) * prime;
        result ^= result >> 32;
    }
    for (; i < count; i++) {
        result = (result ^ p[i]) * prime;
        result ^= result >> 29;
    }
    return result;
}
