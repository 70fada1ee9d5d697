#ifndef CTAGLIOSHIMS_H
#define CTAGLIOSHIMS_H

/// Writes everything that the file system of `descriptor` still holds in memory to its medium and
/// waits for it. Returns 0, or -1 with `errno`; `ENOSYS` where the system has no such call.
int taglio_syncfs(int descriptor);

#endif
