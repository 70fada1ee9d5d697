/// BLAKE2b as in RFC 7693: digests of 1 to 64 bytes, optionally keyed, in one call or in pieces.
package struct BLAKE2b: Sendable {
  private var state: State
  private let digestLength: Int

  /// The bytes that no compression has taken yet: at most one block, since the last block is
  /// compressed in its own way and any block may turn out to be the last.
  private var pending: [UInt8] = []

  /// Begins a digest of `digestLength` bytes, 1 to 64, with a key of 0 to 64 bytes.
  package init(digestLength: Int = 32, key: [UInt8] = []) {
    precondition((1...64).contains(digestLength) && key.count <= 64, "outside RFC 7693")
    state = State(digestLength: digestLength, keyLength: key.count)
    self.digestLength = digestLength
    guard !key.isEmpty else { return }
    pending = key + [UInt8](repeating: 0, count: State.blockLength - key.count)
  }

  /// Takes the next bytes of the message.
  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    var rest = bytes[...]
    if !pending.isEmpty {
      let head = rest.prefix(State.blockLength - pending.count)
      pending.append(contentsOf: head)
      rest = rest.dropFirst(head.count)
      guard !rest.isEmpty else { return }
      pending.withUnsafeBytes { state.compress($0) }
      pending.removeAll(keepingCapacity: true)
    }
    let whole = UnsafeRawBufferPointer(rebasing: rest).droppingLastBlock
    state.compress(whole)
    pending.append(contentsOf: rest.dropFirst(whole.count))
  }

  /// Takes the next bytes of the message.
  package mutating func update(_ bytes: some Collection<UInt8>) {
    let done: Void? = bytes.withContiguousStorageIfAvailable { update(UnsafeRawBufferPointer($0)) }
    guard done == nil else { return }
    Array(bytes).withUnsafeBytes { update($0) }
  }

  /// The digest of everything taken.
  ///
  /// The hasher is spent: it must not be used again.
  package mutating func finalize() -> [UInt8] {
    pending.withUnsafeBytes { state.compressLast($0) }
    return state.digest(length: digestLength)
  }

  /// The digest of everything taken, as an id; only for digests of 32 bytes.
  package mutating func finalizeID() -> ObjectID {
    precondition(digestLength == 32, "an id is a digest of 32 bytes")
    pending.withUnsafeBytes { state.compressLast($0) }
    return state.id
  }

  /// The digest of `bytes`, without a key.
  package static func hash(_ bytes: UnsafeRawBufferPointer, digestLength: Int = 32) -> [UInt8] {
    precondition((1...64).contains(digestLength), "outside RFC 7693")
    return finished(bytes, digestLength: digestLength).digest(length: digestLength)
  }

  /// The id that `bytes`, a whole uncompressed object, have.
  package static func id(of bytes: UnsafeRawBufferPointer) -> ObjectID {
    finished(bytes, digestLength: 32).id
  }

  /// The id that `bytes`, a whole uncompressed object, have.
  package static func id(of bytes: [UInt8]) -> ObjectID {
    bytes.withUnsafeBytes { id(of: $0) }
  }

  private static func finished(_ bytes: UnsafeRawBufferPointer, digestLength: Int) -> State {
    var state = State(digestLength: digestLength, keyLength: 0)
    let whole = bytes.droppingLastBlock
    state.compress(whole)
    state.compressLast(UnsafeRawBufferPointer(rebasing: bytes[whole.count...]))
    return state
  }
}

extension UnsafeRawBufferPointer {
  /// The whole blocks that cannot be the last one: at least one byte stays behind them.
  fileprivate var droppingLastBlock: UnsafeRawBufferPointer {
    let length = BLAKE2b.State.blockLength
    return UnsafeRawBufferPointer(rebasing: self[..<((count - 1) / length * length)])
  }
}
