// chafa: pictures as terminal graphics. `chafa_set_n_threads(1)` is for the caller: its own threads slow small pictures.
#ifndef VITRINE_CHAFA_SHIM_H
#define VITRINE_CHAFA_SHIM_H
#include <chafa.h>
#endif
