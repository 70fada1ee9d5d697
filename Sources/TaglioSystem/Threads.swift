#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// How many processors there are for threads to run on.
package let processorCount = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))

/// How many files this process may have open at once.
package let openFileLimit = max(16, Int(sysconf(Int32(_SC_OPEN_MAX))))

/// Calls `body` with each of `0..<parts`, each on a thread of its own, and returns when all are
/// done.
///
/// Part 0 runs on the caller's thread, and so does any part for which the system has no thread left.
package func inParallel(_ parts: Int, _ body: @Sendable (Int) -> Void) {
  guard parts > 0 else { return }
  withoutActuallyEscaping(body) { body in
    let threads = (1..<parts).compactMap { part -> pthread_t? in
      let thread = start(Job { body(part) })
      if thread == nil { body(part) }
      return thread
    }
    body(0)
    for thread in threads { pthread_join(thread, nil) }
  }
}

/// Threads that work while their owner does something else.
package final class Crew {
  private var threads: [pthread_t]

  /// Calls `body` with each of `0..<size`, each on a thread of its own.
  ///
  /// There may be fewer threads than were wanted, where the system has no more; see `size`.
  package init(_ size: Int, _ body: @escaping @Sendable (Int) -> Void) {
    threads = (0..<size).compactMap { part in start(Job { body(part) }) }
  }

  /// How many threads there are.
  package var size: Int { threads.count }

  /// Waits until all have ended.
  package func join() {
    for thread in threads { pthread_join(thread, nil) }
    threads = []
  }

  deinit { join() }
}

private final class Job: Sendable {
  let run: @Sendable () -> Void

  init(_ run: @escaping @Sendable () -> Void) {
    self.run = run
  }
}

/// As much as the main thread has on most systems; macOS gives other threads 512 KiB.
private let stackSize = 8 << 20

private func start(_ job: Job) -> pthread_t? {
  var attributes = pthread_attr_t()
  guard pthread_attr_init(&attributes) == 0 else { return nil }
  defer { pthread_attr_destroy(&attributes) }
  pthread_attr_setstacksize(&attributes, stackSize)
  let retained = Unmanaged.passRetained(job)
  #if canImport(Darwin)
  var thread: pthread_t?
  let code = pthread_create(&thread, &attributes, { run($0) }, retained.toOpaque())
  #else
  var thread = pthread_t()
  let code = pthread_create(&thread, &attributes, { run($0) }, retained.toOpaque())
  #endif
  guard code == 0 else {
    retained.release()
    return nil
  }
  return thread
}

private func run(_ job: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  guard let job else { return nil }
  Unmanaged<Job>.fromOpaque(job).takeRetainedValue().run()
  return nil
}
