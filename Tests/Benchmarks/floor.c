/* The floor of the benchmark: what the machine needs for the files themselves.
 *
 *   floor create DIR SIZES N   a file of each size that SIZES lists, one a line, by N threads: made
 *                              under a temporary name, written, renamed; then one flush of all
 *   floor read PATHS N         reads each file that PATHS lists, by N threads
 *
 * Files go to 256 directories, as objects do. Prints nothing; the exit status tells. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char **lines;
static size_t count;
static atomic_size_t next;
static atomic_int failed;
static const char *directory;
static int fans[256];
/* Longer than any part of a commit. */
static char bytes[16 << 20];

static void load(const char *path) {
  FILE *file = fopen(path, "r");
  char line[4096];
  size_t room = 0;
  if (!file) exit(1);
  while (fgets(line, sizeof line, file)) {
    line[strcspn(line, "\n")] = 0;
    if (count == room) lines = realloc(lines, (room = room ? room * 2 : 1024) * sizeof *lines);
    lines[count++] = strdup(line);
  }
  fclose(file);
}

static int create_one(size_t index) {
  char temporary[64], name[64];
  int fan = fans[index & 255], size = atoi(lines[index]);
  snprintf(temporary, sizeof temporary, ".tmp-%zx", index);
  snprintf(name, sizeof name, "%062zx", index);
  int file = openat(fan, temporary, O_WRONLY | O_CREAT | O_EXCL, 0444);
  if (file < 0 || write(file, bytes, size) != size || close(file)) return 1;
  return renameat(fan, temporary, fan, name);
}

static int read_one(size_t index) {
  static __thread char buffer[1 << 20];
  int file = open(lines[index], O_RDONLY);
  if (file < 0) return 1;
  while (read(file, buffer, sizeof buffer) > 0) {}
  return close(file);
}

static int (*one)(size_t);

static void *work(void *unused) {
  for (;;) {
    size_t start = atomic_fetch_add(&next, 8);
    if (start >= count) return unused;
    for (size_t index = start; index < start + 8 && index < count; index++)
      if (one(index)) atomic_store(&failed, 1);
  }
}

int main(int argc, char **argv) {
  int is_create = argc == 5 && !strcmp(argv[1], "create");
  if (!is_create && !(argc == 4 && !strcmp(argv[1], "read"))) return 64;
  load(argv[argc - 2]);
  one = is_create ? create_one : read_one;
  if (is_create) {
    directory = argv[2];
    for (int fan = 0; fan < 256; fan++) {
      char path[4096];
      snprintf(path, sizeof path, "%s/%02x", directory, fan);
      mkdir(path, 0777);
      if ((fans[fan] = open(path, O_RDONLY | O_DIRECTORY)) < 0) return 1;
    }
  }
  int threads = atoi(argv[argc - 1]);
  pthread_t handles[64];
  if (threads < 1 || threads > 64) return 64;
  for (int index = 0; index < threads; index++) pthread_create(&handles[index], 0, work, 0);
  for (int index = 0; index < threads; index++) pthread_join(handles[index], 0);
  if (is_create && syncfs(fans[0])) return 1;
  return atomic_load(&failed);
}
