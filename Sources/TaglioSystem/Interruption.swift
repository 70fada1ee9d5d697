#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif
import Synchronization

/// Asks of somebody at the terminal, or of the system, that this process ends.
///
/// While it is watched, the first `SIGINT` or `SIGTERM` only shows in `isAsked`, so that what is under
/// way can end well; the second one ends the process at once.
package enum Interruption {
  private static let count = Atomic(0)

  /// Whether one came since `watch`.
  package static var isAsked: Bool { count.load(ordering: .acquiring) > 0 }

  /// From now on the first one is only noticed.
  package static func watch() {
    // The counter is made here: a handler may touch nothing that is made when it is first used.
    count.store(0, ordering: .releasing)
    signal(SIGINT, handler)
    signal(SIGTERM, handler)
  }

  /// Either signal ends this process again.
  package static func unwatch() {
    signal(SIGINT, SIG_DFL)
    signal(SIGTERM, SIG_DFL)
  }

  private static let handler: @convention(c) (Int32) -> Void = { number in
    if count.add(1, ordering: .acquiringAndReleasing).oldValue > 0 { _exit(128 + number) }
  }
}
