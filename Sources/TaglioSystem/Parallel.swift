import Synchronization

/// Work on many elements by all cores, with threads that live as long as one call.
package enum Parallel {
  /// Fewer elements than this for each thread are not worth it.
  private static let worthwhile = 32

  /// What `body` makes of every element, in the order of the elements, by several threads.
  ///
  /// - Throws: what `body` threw first.
  package static func map<Element: Sendable, Result: Sendable>(
    _ elements: [Element],
    _ body: @Sendable (Element) throws -> Result
  ) throws -> [Result] {
    try map(elements, pieces: worthwhile, body)
  }

  /// As `map`, for elements of which each is worth a thread.
  package static func mapLarge<Element: Sendable, Result: Sendable>(
    _ elements: [Element],
    _ body: @Sendable (Element) throws -> Result
  ) throws -> [Result] {
    try map(elements, pieces: 1, body)
  }

  private static func map<Element: Sendable, Result: Sendable>(
    _ elements: [Element],
    pieces length: Int,
    _ body: @Sendable (Element) throws -> Result
  ) throws -> [Result] {
    let starts = Array(stride(from: 0, to: elements.count, by: length))
    let pieces = Mutex<[Int: [Result]]>([:])
    try forEach(starts, blocks: 1, least: 1) { start in
      let piece = try elements[start..<min(start + length, elements.count)].map(body)
      pieces.withLock { $0[start] = piece }
    }
    let made = pieces.withLock { $0 }
    return starts.flatMap { made[$0] ?? [] }
  }

  /// Calls `body` with every element, in no order, from several threads.
  ///
  /// - Throws: what `body` threw first, after the calls under way have ended; elements that were not
  ///   begun are then left out.
  package static func forEach<Element: Sendable>(
    _ elements: [Element],
    _ body: @Sendable (Element) throws -> Void
  ) throws {
    try forEach(elements, blocks: worthwhile / 4, least: worthwhile, body)
  }

  /// - Parameters:
  ///   - block: how many elements a thread takes at a time.
  ///   - least: fewer for each thread are not worth it.
  private static func forEach<Element: Sendable>(
    _ elements: [Element],
    blocks block: Int,
    least: Int,
    _ body: @Sendable (Element) throws -> Void
  ) throws {
    let threads = min(processorCount, elements.count / least + 1)
    guard threads > 1 else { return try elements.forEach(body) }
    let queue = Queue(count: elements.count, block: block)
    inParallel(threads) { _ in
      queue.work { try body(elements[$0]) }
    }
    if let failure = queue.failure { throw failure }
  }
}

/// Indices that are handed out to threads in small blocks.
private final class Queue: Sendable {
  private let block: Int
  private let count: Int
  private let next = Atomic<Int>(0)
  private let firstFailure = Mutex<(any Error)?>(nil)

  init(count: Int, block: Int) {
    self.count = count
    self.block = block
  }

  var failure: (any Error)? { firstFailure.withLock { $0 } }

  /// Calls `body` with indices until there are none left or a call failed.
  func work(_ body: (Int) throws -> Void) {
    while true {
      let start = next.wrappingAdd(block, ordering: .relaxed).oldValue
      guard start < count else { return }
      do {
        for index in start..<min(start + block, count) { try body(index) }
      } catch {
        firstFailure.withLock { $0 = $0 ?? error }
        next.store(count, ordering: .relaxed)
        return
      }
    }
  }
}
