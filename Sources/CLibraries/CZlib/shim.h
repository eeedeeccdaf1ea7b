// zlib: gzip files in, deflated picture uploads out.
#ifndef VITRINE_ZLIB_SHIM_H
#define VITRINE_ZLIB_SHIM_H
#include <zlib.h>
#endif
