// chafa: pictures as terminal graphics.
#ifndef VITRINE_CHAFA_SHIM_H
#define VITRINE_CHAFA_SHIM_H
#include <chafa.h>
#endif
