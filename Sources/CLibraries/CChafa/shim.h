// chafa: pictures as terminal graphics. `chafa_set_n_threads(1)` is for the caller: its own threads slow small pictures.
#ifndef VITRINE_CHAFA_SHIM_H
#define VITRINE_CHAFA_SHIM_H
#include <chafa.h>

#define VITRINE_QUOTED(number) #number
#define VITRINE_VERSION(major, minor, micro) VITRINE_QUOTED(major) "." VITRINE_QUOTED(minor) "." VITRINE_QUOTED(micro)
// The version that this was built with.
static inline const char *vitrine_chafa_version(void) {
    return VITRINE_VERSION(CHAFA_MAJOR_VERSION, CHAFA_MINOR_VERSION, CHAFA_MICRO_VERSION);
}
#endif
