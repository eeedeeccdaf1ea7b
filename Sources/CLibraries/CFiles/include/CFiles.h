#ifndef CFILES_H
#define CFILES_H

/// Exchanges two names in one step. Returns 0, or -1 with errno where the file system cannot.
int files_exchange(const char *one, const char *other);

#endif
