// cairo: vector graphics.
#ifndef VITRINE_CAIRO_SHIM_H
#define VITRINE_CAIRO_SHIM_H
#include <cairo.h>
#endif
