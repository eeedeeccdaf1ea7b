#include "CDistance.h"
#include "Clones.h"
#include <math.h>

#pragma clang fp contract(fast)

VD_CLONES
uint64_t vd_within(const vd_limit *limit, size_t count, const float *values, const float *norms) {
    const vd_limit l = *limit;
    uint64_t bits = 0;
    if (!l.curved) {
        for (size_t i = 0; i < count; i++) bits |= (uint64_t)!(values[i] > l.base) << i;
        return bits;
    }
    for (size_t i = 0; i < count; i++) {
        float norm = norms[i], x = __builtin_sqrtf(norm), gap = __builtin_fabsf(x - l.length);
        float most = l.bend * gap * gap + x * (l.tilt * gap + l.slope + l.curve * x) + l.base;
        int out = (values[i] > most) & (norm >= l.least) & (norm <= l.most);
        bits |= (uint64_t)!out << i;
    }
    return bits;
}

// Rounding of what is stored of a row, in float32, and of the arithmetic, in double.
#define STORED 0x1p-21
#define COMPUTED 0x1p-40

VD_CLONES
uint64_t vd_code_within(const vd_code_limit *limit, size_t count, const double *dots, const double *differences, const float *fits) {
    const vd_code_limit l = *limit;
    const float *manhattan = fits, *euclidean = fits + 64, *along = fits + 128, *across = fits + 192;
    uint64_t bits = 0;
    switch (l.metric) {
    case VD_CODE_MANHATTAN:
        for (size_t i = 0; i < count; i++) {
            double least = l.unit * (1 - 0x1p-30) * differences[i] - (double)manhattan[i];
            bits |= (uint64_t)!(least > l.most) << i;
        }
        break;
    case VD_CODE_EUCLIDEAN:
        for (size_t i = 0; i < count; i++) {
            double scaled = l.unit * dots[i], a = along[i], b = across[i];
            double own = a * a + b * b, reach = l.most + (double)euclidean[i];
            double slack = STORED * own + COMPUTED * (l.norm + fabs(l.constant) + fabs(scaled));
            bits |= (uint64_t)!(own + l.norm - 2 * (l.constant + scaled) - slack > reach * reach) << i;
        }
        break;
    case VD_CODE_DOT:
        for (size_t i = 0; i < count; i++) {
            double scaled = l.unit * dots[i];
            double error = (fabs((double)along[i]) + (double)across[i]) * (1 + STORED) * l.reach + (double)euclidean[i] * l.length
                + COMPUTED * (fabs(l.constant) + fabs(scaled));
            bits |= (uint64_t)!(-(l.constant + scaled) - error > l.most) << i;
        }
        break;
    case VD_CODE_COSINE:
        for (size_t i = 0; i < count; i++) {
            // Out: the angles add up to less than pi, and the row's angle is above their sum.
            double scaled = l.unit * dots[i], a = along[i], b = across[i];
            double slack = 4 * STORED * (fabs(a) + b) + COMPUTED / l.length * (fabs(l.constant) + fabs(scaled));
            int out = (b * l.cosine + a * l.sine > slack)
                & (l.constant + scaled < l.length * (a * l.cosine - b * l.sine - slack));
            bits |= (uint64_t)!out << i;
        }
        break;
    }
    return bits;
}
