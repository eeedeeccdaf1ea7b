// Kernels over contiguous rows of vectors: sums of products and differences. No state, no allocation, no errors.
#ifndef VITRINE_DISTANCE_H
#define VITRINE_DISTANCE_H
#include <stddef.h>
#include <stdint.h>

// A range of dimensions and the factor by which both vectors are scaled there before they are compared.
typedef struct {
    uint32_t begin, end;
    float weight;
} vd_part;

// Which sums a caller wants; the others are left alone.
enum { VD_NORMS = 1, VD_SQUARES = 2, VD_ABSOLUTES = 4 };

// The sums that every metric is made of, over float32, for `count` rows of a table (`rows[i]` is the i-th one's index):
//   norms[i] = sum of w*w*x*x           (VD_NORMS)
//   squares[i] = sum of w*w*(x - q)^2   (VD_SQUARES)
//   absolutes[i] = sum of w*|x - q|     (VD_ABSOLUTES)
// One pass over each row, whatever is wanted. The dot product follows from norms and squares, more exactly near the query
// than by products. Every sum runs in 32 lanes that are added pairwise at the end.
void vd_sums(const float *table, size_t dimensions, const uint32_t *rows, size_t count, const float *query,
             const vd_part *parts, size_t part_count, unsigned wants,
             float *norms, float *squares, float *absolutes);

// The sums in double, of one row: out = { dot, norm, squares, absolutes }, where dot = sum of w*w*x*q. The order of additions is fixed and no
// multiplication is fused into an addition, so that every processor gives the same bits.
void vd_exact_sums(const float *row, const double *query, const vd_part *parts, size_t part_count, double out[4]);

// Reads bytes and does next to nothing with them: the least time that any scan of them can take.
uint64_t vd_read(const void *bytes, size_t count);
#endif
