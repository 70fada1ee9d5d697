#ifndef CTAGLIOSHIMS_H
#define CTAGLIOSHIMS_H

#include <stdint.h>

/// Writes everything that the file system of `descriptor` still holds in memory to its medium and
/// waits for it. Returns 0, or -1 with `errno`; `ENOSYS` where the system has no such call.
int taglio_syncfs(int descriptor);

/// Gives the magic number of the file system that holds `path`, as `statfs` has it on Linux.
/// Returns 0, or -1 with `errno`; `ENOSYS` where file systems have no such numbers.
int taglio_filesystem_magic(const char *path, uint64_t *magic);

#endif
