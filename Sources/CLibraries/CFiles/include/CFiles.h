#ifndef CFILES_H
#define CFILES_H

/// Exchanges two names in one step. Returns 0, or -1 with errno where the file system cannot.
int files_exchange(const char *one, const char *other);

/// Brings all that was written to an open file's file system to the disk. Returns 0, or -1 with errno.
int files_synchronize_all(int descriptor);

#endif
