#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The clocks of the system.
package enum SystemClock {
  /// The wall clock: nanoseconds since 1970-01-01T00:00:00Z.
  package static func now() -> Int64 { read(CLOCK_REALTIME) }

  /// Nanoseconds since some moment in the past; it never goes back.
  package static func monotonic() -> Int64 { read(CLOCK_MONOTONIC) }

  private static func read(_ clock: clockid_t) -> Int64 {
    var time = timespec()
    clock_gettime(clock, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}
