/// Gives memory that need not stay in memory: what is kept there the system may write out to a file
/// that has no name and is gone when the memory is given up.
package protocol Scratch: Sendable {
  /// Memory of `capacity` bytes; nil where none can be had.
  func block(capacity: Int) -> (any ScratchBlock)?
}

/// Memory that lives as long as its owner.
package protocol ScratchBlock: AnyObject {
  var bytes: UnsafeMutableRawBufferPointer { get }

  /// Makes the memory at least so large, which may move it; false where it stays as it was.
  func grow(to capacity: Int) -> Bool
}

/// Bytes that are appended and read in place: few in memory, many in a scratch block.
///
/// Where no block can be had they stay in memory. Not for use from several threads at once.
package final class ScratchBytes {
  private let scratch: (any Scratch)?
  private var memory: UnsafeMutableRawBufferPointer
  private var block: (any ScratchBlock)?
  package private(set) var count = 0

  /// So many bytes are held in memory.
  private static let inMemory = 4 << 20

  package init(_ scratch: (any Scratch)? = nil) {
    self.scratch = scratch
    memory = UnsafeMutableRawBufferPointer(start: nil, count: 0)
  }

  deinit {
    if block == nil { memory.deallocate() }
  }

  /// What was appended; valid until more is.
  package var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: memory[..<count]) }

  /// A copy of what was appended.
  package var copy: [UInt8] { Array(bytes) }

  package func append(_ bytes: UnsafeRawBufferPointer) {
    reserve(bytes.count)
    UnsafeMutableRawBufferPointer(rebasing: memory[count..<count + bytes.count])
      .copyMemory(from: bytes)
    count += bytes.count
  }

  package func append(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { append($0) }
  }

  package func append(zeros: Int) {
    reserve(zeros)
    UnsafeMutableRawBufferPointer(rebasing: memory[count..<count + zeros])
      .initializeMemory(as: UInt8.self, repeating: 0)
    count += zeros
  }

  /// Writes a number over bytes that were appended.
  package func store(bigEndian number: some FixedWidthInteger, at offset: Int) {
    precondition(offset >= 0 && offset + number.bitWidth / 8 <= count, "past what was appended")
    memory.storeBytes(of: number.bigEndian, toByteOffset: offset, as: type(of: number))
  }

  /// Makes room for so many bytes more.
  package func reserve(_ added: Int) {
    let needed = count + added
    guard needed > memory.count else { return }
    let capacity = max(needed, memory.count * 2, 64)
    if let block {
      if block.grow(to: capacity) {
        memory = block.bytes
        return
      }
    } else if needed > Self.inMemory, let fresh = scratch?.block(capacity: capacity) {
      move(to: fresh.bytes)
      block = fresh
      return
    }
    move(to: UnsafeMutableRawBufferPointer.allocate(byteCount: capacity, alignment: 8))
    block = nil
  }

  private func move(to target: UnsafeMutableRawBufferPointer) {
    target.copyMemory(from: bytes)
    if block == nil { memory.deallocate() }
    memory = target
  }
}
