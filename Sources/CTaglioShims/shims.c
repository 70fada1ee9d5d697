#define _GNU_SOURCE
#include "CTaglioShims.h"
#include <errno.h>
#include <unistd.h>

int taglio_syncfs(int descriptor) {
#ifdef __linux__
  return syncfs(descriptor);
#else
  (void)descriptor;
  errno = ENOSYS;
  return -1;
#endif
}
