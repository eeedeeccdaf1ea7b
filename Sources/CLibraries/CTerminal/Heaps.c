#include "CTerminal.h"
#include <malloc.h>
#include <stdlib.h>

void terminal_share_heaps(void) {
    if (!getenv("MALLOC_ARENA_MAX")) mallopt(M_ARENA_MAX, 2);
}
