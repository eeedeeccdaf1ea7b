#include "CDistance.h"
#include "Clones.h"
#include <string.h>

enum { LANES = 8 };
typedef uint64_t lanes __attribute__((vector_size(LANES * sizeof(uint64_t))));

VD_CLONES
uint64_t vd_read(const void *bytes, size_t count) {
    lanes a = {0}, b = {0}, c = {0}, d = {0}, v;
    const char *p = bytes;
    for (; count >= 4 * sizeof v; count -= 4 * sizeof v, p += 4 * sizeof v) {
        memcpy(&v, p, sizeof v);
        a ^= v;
        memcpy(&v, p + sizeof v, sizeof v);
        b ^= v;
        memcpy(&v, p + 2 * sizeof v, sizeof v);
        c ^= v;
        memcpy(&v, p + 3 * sizeof v, sizeof v);
        d ^= v;
    }
    lanes all = a ^ b ^ c ^ d;
    uint64_t result = 0;
    for (int i = 0; i < LANES; i++) result ^= all[i];
    for (; count > 0; count--, p++) result ^= (uint64_t)(unsigned char)*p;
    return result;
}
