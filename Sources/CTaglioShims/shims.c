#define _GNU_SOURCE
#include "CTaglioShims.h"
#include <errno.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/vfs.h>
#endif

int taglio_syncfs(int descriptor) {
#ifdef __linux__
  return syncfs(descriptor);
#else
  (void)descriptor;
  errno = ENOSYS;
  return -1;
#endif
}

int taglio_filesystem_magic(const char *path, uint64_t *magic) {
#ifdef __linux__
  struct statfs status;
  int result = statfs(path, &status);
  if (result == 0) *magic = (uint64_t)status.f_type & 0xFFFFFFFF;
  return result;
#else
  (void)path;
  (void)magic;
  errno = ENOSYS;
  return -1;
#endif
}
