#define _GNU_SOURCE
#include "CFiles.h"
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

int files_exchange(const char *one, const char *other) {
#ifdef __APPLE__
    return renamex_np(one, other, RENAME_SWAP);
#else
    return renameat2(AT_FDCWD, one, AT_FDCWD, other, RENAME_EXCHANGE);
#endif
}

int files_synchronize_all(int descriptor) {
#ifdef __APPLE__
    sync();
    return 0;
#else
    return syncfs(descriptor);
#endif
}
