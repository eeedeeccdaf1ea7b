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

// The sums in double, of one row: out = { dot, norm, squares, absolutes }, where dot = sum of w*w*x*q, which comes with norm. What `wants` does
// not name may be left 0. The order of additions is fixed and no multiplication is fused into an addition, so that every processor gives the
// same bits, whatever is wanted.
void vd_exact_sums(const float *row, const double *query, const vd_part *parts, size_t part_count, unsigned wants, double out[4]);

// What a limit leaves of up to 64 rows with these sums: bit i stands for place i. Place i is out when
//   values[i] > base                                                  (not curved; `norms` is not read), or
//   values[i] > bend*a*a + x*(tilt*a + slope + curve*x) + base        (curved) where x = sqrt(norms[i]), a = |x - length|,
//                                                                     and least <= norms[i] <= most
// A NaN is never out.
typedef struct {
    int curved;
    float base, slope, bend, tilt, curve, length, least, most;
} vd_limit;
uint64_t vd_within(const vd_limit *limit, size_t count, const float *values, const float *norms);

// A table of 8-bit codes, in two planes of `half` bytes a row: the coarse plane holds the codes' high nibbles, the fine plane the
// low ones. Byte j of a row holds dimension j in its own low nibble and dimension j + half in its high one. `half` is a multiple
// of 32; places of no dimension hold the code 8.
//
// A query as it meets them; all arrays are 2*half long, place i for dimension i. weights[i] = 256*high[i] + low[i], at most
// 32639, and so small that half/8 + 8 products with 255 fit 32 bits; coarse[i] is at most 127, and so small that 2*half products
// with 15 do. levels[i] is a code; coarse_levels[i] is a code less 8. Where there is no dimension, weights are 0, levels 8 and
// coarse levels 0.
typedef struct {
    const int16_t *weights;
    const int8_t *high, *low, *coarse;
    const uint8_t *levels, *coarse_levels;
} vd_code_query;

// For `count` rows of a plane that starts with row `first`, by the nibbles h of the coarse plane, as if codes were 16h + 8:
//   dots[i] = sum of h*coarse
//   differences[i] = sum of |16h - coarse_level|
// Whole numbers, exactly; those that `wants` does not name are left alone.
// `level` says by which instructions: 0 plain loops, 1 AVX2 and FMA, 2 AVX-512 VNNI; at most vd_code_level().
enum { VD_PRODUCTS = 1, VD_DIFFERENCES = 2 };
void vd_coarse_sums(int level, const uint8_t *coarse, size_t half, uint32_t first, const uint32_t *rows, size_t count,
                    const vd_code_query *query, unsigned wants, double *dots, double *differences);

// The same by whole codes: dots[i] = sum of code*weight, differences[i] = sum of |code - level|.
void vd_fine_sums(int level, const uint8_t *coarse, const uint8_t *fine, size_t half, uint32_t first, const uint32_t *rows,
                  size_t count, const vd_code_query *query, unsigned wants, double *dots, double *differences);

// The best level here.
int vd_code_level(void);

// Says that `count` bytes will be read soon. Of many only the first are fetched: the processor sees the others coming.
static inline void vd_prefetch(const void *bytes, size_t count) {
    for (size_t i = 0; i < count && i < 1024; i += 64) __builtin_prefetch((const char *)bytes + i);
}

enum { VD_CODE_COSINE, VD_CODE_EUCLIDEAN, VD_CODE_MANHATTAN, VD_CODE_DOT };

// What rows may cost under a metric, in terms of codes (see CodeBounds): x'.q' = constant + unit*dot, |x' - q'|_1 = unit*differences.
typedef struct {
    int metric;
    double unit, constant, norm, length, most, reach, cosine, sine;
} vd_code_limit;

// What a limit leaves of up to 64 rows with these sums and fits: bit i stands for place i. A NaN is never out. Fits say how far a row
// x is from what its codes stand for, x', one kind after another, 64 places each: |x - x'| by manhattan and euclidean distance, x'
// along x, and x' across it.
uint64_t vd_code_within(const vd_code_limit *limit, size_t count, const double *dots, const double *differences, const float *fits);

// How far what the codes stand for, x', is from the row x: sum |x - x'|, sum (x - x')^2, sum x'*x, sum x'*x'. In double.
typedef struct {
    double absolutes, squares, product, own;
} vd_code_sum;

// Writes the codes of a row, the nearest of offset + step*code for codes 0...255, and says how well they fit, by themselves and
// with 8 in place of the low nibble; *norm = sum x*x. Returns 0 when the row holds NaN or infinity; the codes are then 0 and the
// sums are left alone.
int vd_encode(const float *row, size_t dimensions, double offset, double step, uint8_t *codes, vd_code_sum *fine,
              vd_code_sum *coarse, double *norm);

// Splits 2*half codes into the two planes.
void vd_split_codes(const uint8_t *codes, size_t half, uint8_t *coarse, uint8_t *fine);

// Sketches: where rows lie along `count` directions, VD_SKETCH_DIRECTIONS or half as many, which are `dimensions` times `count` numbers, by
// dimension. A sketch is so many whole numbers. A group is the sketches of VD_SKETCH_ROWS rows, two directions of all rows after another:
// number j of row i is at 128*(j/2) + 2*i + j%2; then come three kinds of fits, 64 each: unit, rest and length (see SketchBounds).
enum { VD_SKETCH_DIRECTIONS = 64, VD_SKETCH_ROWS = 64 };
#define VD_SKETCH_BYTES(count) (64 * ((count) * 2 + 3 * 4))

// A vector's places along 64, 32 or 16 directions: in float32, where each is off by no more than (64 + 2) * 2^-24 * sum |x * direction|; or along any, in
// double.
void vd_project(const float *row, size_t dimensions, const float *directions, size_t count, double *out);
void vd_project_exactly(const double *row, size_t dimensions, const float *directions, size_t count, double *out);

// Adds the products of a vector with each number of its place.
void vd_add_products(const float *row, size_t dimensions, const double *place, size_t count, float *sums);

// The products of all directions with each other.
void vd_products(const float *directions, size_t dimensions, size_t count, double *gram);

// Rounds places p to multiples n of the unit that comes back, and writes these: numbers, which are at most 32767 long. With gram the
// products of the directions and s = unit*numbers, *rest = s'gram s - 2 s'p and *miss = |p - gram s|.
double vd_sketch_numbers(const double *place, const double *gram, size_t count, int16_t *numbers, double *rest, double *miss);

// A query as it meets sketches, in units of its own length.
typedef struct {
    const int16_t *numbers;
    size_t count;
    float unit, reach, rest;
} vd_sketch_query;

// The largest that the product of each row of a group with the query can be, both as long as 1:
//   unit[i] * (query.unit * sum(numbers * query.numbers) + query.reach) + rest[i] * query.rest + VD_SKETCH_SLACK
// `level` as for codes.
#define VD_SKETCH_SLACK 0x1p-18f
void vd_sketch_likeness(int level, const int16_t *group, const vd_sketch_query *query, float *likeness);

// The least that each row of a group can cost, in costs[i], and which rows may cost no more than `most`: with x = length * scale,
//   base + bend*x*x - (turn + slope*x) * likeness
// A NaN is never out.
typedef struct {
    float scale, base, bend, turn, slope, most;
} vd_sketch_limit;
uint64_t vd_sketch_within(int level, const vd_sketch_limit *limit, const float *likeness, const float *lengths, float *costs);

// Bits of two rows that differ, by part: out[i] = sum over parts of weight * (bits in which rows[i] and the query differ).
// A row is `words` words; part p owns the bits set in masks[p*words ...].
void vd_bits_differing(const uint64_t *bits, size_t words, const uint32_t *rows, size_t count, const uint64_t *query,
                   const uint64_t *masks, const double *weights, size_t part_count, double *out);

// A 64-bit checksum, for finding damage and change, not for secrets.
uint64_t vd_checksum(const void *bytes, size_t count, uint64_t seed);

// Reads bytes and does next to nothing with them: the least time that any scan of them can take.
uint64_t vd_read(const void *bytes, size_t count);
#endif
