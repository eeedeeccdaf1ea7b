// Distance kernels over contiguous float32 rows.
#ifndef VITRINE_DISTANCE_H
#define VITRINE_DISTANCE_H
#include <stddef.h>
#include <stdint.h>
#endif
