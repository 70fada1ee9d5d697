import Synchronization

/// Where text goes: standard output, standard error, or what a test keeps.
///
/// Bytes are collected and handed on in large pieces; `flush` hands on what is left.
package final class OutputChannel: Sendable {
  /// Takes bytes away.
  package typealias Sink = @Sendable ([UInt8]) throws -> Void

  /// Whether a person reads it.
  package let isTerminal: Bool
  /// The width of the terminal in characters, where there is one.
  package let columns: Int?
  private let sink: Sink
  private let buffer = Mutex<[UInt8]>([])

  private static let capacity = 1 << 16

  package init(isTerminal: Bool = false, columns: Int? = nil, _ sink: @escaping Sink) {
    self.isTerminal = isTerminal
    self.columns = columns
    self.sink = sink
  }

  package func write(_ bytes: some Sequence<UInt8>) throws {
    let isFull = buffer.withLock { buffer in
      buffer.append(contentsOf: bytes)
      return buffer.count >= OutputChannel.capacity
    }
    if isFull { try flush() }
  }

  package func write(_ text: String) throws {
    try write(text.utf8)
  }

  package func flush() throws {
    let bytes = buffer.withLock { buffer in
      defer { buffer = [] }
      return buffer
    }
    if !bytes.isEmpty { try sink(bytes) }
  }
}
