import Synchronization

/// Work on many elements by all cores, with threads that live as long as one call.
package enum Parallel {
  /// Fewer elements than this for each thread are not worth it.
  private static let worthwhile = 32

  /// Calls `body` with every element, in no order, from several threads.
  ///
  /// - Throws: what `body` threw first, after the calls under way have ended; elements that were not
  ///   begun are then left out.
  package static func forEach<Element: Sendable>(
    _ elements: [Element],
    _ body: @Sendable (Element) throws -> Void
  ) throws {
    let threads = min(processorCount, elements.count / worthwhile + 1)
    guard threads > 1 else { return try elements.forEach(body) }
    let queue = Queue(count: elements.count)
    inParallel(threads) { _ in
      queue.work { try body(elements[$0]) }
    }
    if let failure = queue.failure { throw failure }
  }

  /// What `body` makes of each element, in the order of the elements.
  package static func map<Element: Sendable, Result: Sendable>(
    _ elements: [Element],
    _ body: @Sendable (Element) throws -> Result
  ) throws -> [Result] {
    var results = [Result?](repeating: nil, count: elements.count)
    try results.withUnsafeMutableBufferPointer { places in
      // Each place is written by the one call that has its index.
      nonisolated(unsafe) let places = places
      try forEach(Array(elements.indices)) { places[$0] = try body(elements[$0]) }
    }
    return results.compactMap(\.self)
  }
}

/// Indices that are handed out to threads in small blocks.
private final class Queue: Sendable {
  private static let block = 8

  private let count: Int
  private let next = Atomic<Int>(0)
  private let firstFailure = Mutex<(any Error)?>(nil)

  init(count: Int) {
    self.count = count
  }

  var failure: (any Error)? { firstFailure.withLock { $0 } }

  /// Calls `body` with indices until there are none left or a call failed.
  func work(_ body: (Int) throws -> Void) {
    while true {
      let start = next.wrappingAdd(Queue.block, ordering: .relaxed).oldValue
      guard start < count else { return }
      do {
        for index in start..<min(start + Queue.block, count) { try body(index) }
      } catch {
        firstFailure.withLock { $0 = $0 ?? error }
        next.store(count, ordering: .relaxed)
        return
      }
    }
  }
}
