// OpenBLAS: matrix products. Its own header, found by pkg-config, whichever BLAS the system's alternatives point to.
#ifndef VITRINE_BLAS_SHIM_H
#define VITRINE_BLAS_SHIM_H
#include <cblas.h>
#endif
