import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Work on all cores, with threads that live as long as one call.
package enum Parallel {
  /// The number of threads that work at once.
  package static let width = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))

  /// Fewer elements than this are not worth a thread.
  private static let worthwhile = 32

  /// Calls `body` with every element, in no order, from several threads.
  ///
  /// - Throws: what `body` threw first, after the calls under way have ended; further elements are
  ///   then left out.
  package static func forEach<Element: Sendable>(
    _ elements: [Element],
    _ body: @escaping @Sendable (Element) throws -> Void
  ) throws {
    let threads = min(width, elements.count / worthwhile + 1)
    guard threads > 1 else { return try elements.forEach(body) }
    let work = Work(count: elements.count) { try body(elements[$0]) }
    let helpers = (1..<threads).compactMap { _ in Thread(work) }
    work.run()
    for helper in helpers { helper.join() }
    if let failure = work.failure { throw failure }
  }
}

/// Indices that are handed out to threads in small blocks.
private final class Work: Sendable {
  private static let block = 8

  private let count: Int
  private let body: @Sendable (Int) throws -> Void
  private let next = Atomic<Int>(0)
  private let firstFailure = Mutex<(any Error)?>(nil)

  init(count: Int, _ body: @escaping @Sendable (Int) throws -> Void) {
    self.count = count
    self.body = body
  }

  var failure: (any Error)? { firstFailure.withLock { $0 } }

  func run() {
    while true {
      let start = next.wrappingAdd(Work.block, ordering: .relaxed).oldValue
      guard start < count else { return }
      do {
        for index in start..<min(start + Work.block, count) { try body(index) }
      } catch {
        firstFailure.withLock { $0 = $0 ?? error }
        // Ends the handing out.
        next.store(count, ordering: .relaxed)
        return
      }
    }
  }
}

/// A thread that runs `Work` and ends.
private struct Thread {
  private let thread: pthread_t

  /// Nil where the system gives no thread; the work is then done by the others.
  init?(_ work: Work) {
    let context = Unmanaged.passRetained(work)
    #if canImport(Darwin)
    var thread: pthread_t?
    #else
    var thread = pthread_t()
    #endif
    let code = pthread_create(&thread, nil, runWork, context.toOpaque())
    guard code == 0 else {
      context.release()
      return nil
    }
    #if canImport(Darwin)
    guard let thread else { return nil }
    #endif
    self.thread = thread
  }

  func join() {
    pthread_join(thread, nil)
  }
}

#if canImport(Darwin)
private let runWork: @convention(c) (UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? = {
  Unmanaged<Work>.fromOpaque($0).takeRetainedValue().run()
  return nil
}
#else
private let runWork: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = {
  if let context = $0 { Unmanaged<Work>.fromOpaque(context).takeRetainedValue().run() }
  return nil
}
#endif
