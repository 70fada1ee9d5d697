// zlib's initialisers are macros that pass the version and the size of z_stream;
// Swift does not import such macros, so they are functions here.
#ifndef TAGLIO_CZLIB_SHIM_H
#define TAGLIO_CZLIB_SHIM_H

#include <zlib.h>

static inline int taglio_deflateInit2(z_stream *stream, int level, int windowBits, int memLevel) {
  return deflateInit2(stream, level, Z_DEFLATED, windowBits, memLevel, Z_DEFAULT_STRATEGY);
}

static inline int taglio_inflateInit2(z_stream *stream, int windowBits) {
  return inflateInit2(stream, windowBits);
}

#endif
