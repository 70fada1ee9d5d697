/// The name of one register of the fold: what a single write of a commit sets.
package struct RegisterKey: Hashable, Sendable {
  /// What kind of thing is written.
  ///
  /// The raw value is its byte in the index.
  package enum Class: UInt8, Sendable, CaseIterable {
    /// A field of a target. Detail: the field's name.
    case field = 1
    /// An element of a list field. Detail: the field's name, NUL, the element's canonical text.
    case element = 2
    /// A name. Target: its kind; detail: the name.
    case name = 3
    /// A member of a suite. Target: the suite; detail: the lineage.
    case member = 4
    /// The same from the other side. Target: the lineage; detail: the suite.
    case suite = 5
    /// Whether a target is removed.
    case removal = 6
    /// Whether a version is closed. Target: the version.
    case closing = 7
    /// The seal of a run. Target: the run.
    case seal = 8
    /// What a source said of a field. Detail: the source's number, then as `field`.
    case saidField = 9
    /// What a source said of an element. Detail: the source's number, then as `element`.
    case saidElement = 10
  }

  package var kind: Class
  package var target: [UInt8]
  package var detail: [UInt8]

  package init(_ kind: Class, target: [UInt8], detail: [UInt8] = []) {
    self.kind = kind
    self.target = target
    self.detail = detail
  }

  /// The class and the hashes of target and detail: the beginning of a row of `registers`.
  package var hash: [UInt8] {
    var bytes: [UInt8] = []
    appendHash(to: &bytes)
    return bytes
  }

  /// The part of the hash that all registers of one class and target share.
  package var prefix: [UInt8] {
    var bytes = [kind.rawValue]
    RegisterKey.appendHash(of: target, to: &bytes)
    return bytes
  }

  /// Appends `hash`.
  package func appendHash(to bytes: inout [UInt8]) {
    bytes.append(kind.rawValue)
    RegisterKey.appendHash(of: target, to: &bytes)
    RegisterKey.appendHash(of: detail, to: &bytes)
  }

  /// Appends sixteen bytes: of an id its first ones, of a UUID itself, of other text a BLAKE2b digest.
  private static func appendHash(of text: [UInt8], to bytes: inout [UInt8]) {
    switch text.count {
    case 0: bytes.append(contentsOf: repeatElement(0, count: 16))
    case 16: bytes += text
    case 32: bytes += text[..<16]
    default: bytes += text.withUnsafeBytes { BLAKE2b.hash($0, digestLength: 16) }
    }
  }

  /// What stands in the heap for a write: lengths of target and detail, both, and the value.
  ///
  /// The whole key is kept, so that registers whose hashes meet are still told apart.
  package func heapBytes(value: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    appendHeapBytes(value: value, to: &bytes)
    return bytes
  }

  /// Appends `heapBytes`.
  package func appendHeapBytes(value: [UInt8], to bytes: inout [UInt8]) {
    bytes.reserveCapacity(8 + target.count + detail.count + value.count)
    bytes.appendBigEndian(UInt32(target.count))
    bytes.appendBigEndian(UInt32(detail.count))
    bytes += target
    bytes += detail
    bytes += value
  }

  /// Bytes of an index, lent as long as its segment lives.
  package typealias Bytes = Slice<UnsafeRawBufferPointer>

  /// What `heapBytes` wrote, in place.
  package struct Stored {
    package let target: Bytes
    package let detail: Bytes
    package let value: Bytes

    package init(_ heap: UnsafeRawBufferPointer) throws(FormatError) {
      guard heap.count >= 8 else { throw .index("a register without a key") }
      let target = Int(heap.bigEndian(at: 0, as: UInt32.self))
      let detail = Int(heap.bigEndian(at: 4, as: UInt32.self))
      guard target + detail <= heap.count - 8 else { throw .index("a register's key is cut") }
      self.target = heap[8..<8 + target]
      self.detail = heap[8 + target..<8 + target + detail]
      value = heap[(8 + target + detail)...]
    }

    /// The key, copied.
    package func key(_ kind: Class) throws(FormatError) -> RegisterKey {
      let key = RegisterKey(kind, target: Array(target), detail: Array(detail))
      try key.checkElement()
      return key
    }
  }

  /// Reads what `heapBytes` wrote.
  package static func read(
    _ kind: Class,
    _ heap: UnsafeRawBufferPointer
  ) throws(FormatError) -> (key: RegisterKey, value: [UInt8]) {
    let stored = try Stored(heap)
    return (try stored.key(kind), Array(stored.value))
  }

  /// Whether the detail of a `field` or an `element` is of the field with this name.
  package static func isField(_ name: [UInt8], _ detail: Bytes) -> Bool {
    guard detail.count >= name.count, detail.prefix(name.count) == name else { return false }
    return detail.count == name.count || detail[detail.startIndex + name.count] == 0
  }

  /// The element that the detail of an `element` names must be canonical text: whoever asks for it
  /// relies on that.
  private func checkElement() throws(FormatError) {
    guard kind == .element || kind == .saidElement else { return }
    let name = kind == .saidElement ? detail.dropFirst(4) : detail[...]
    guard let end = name.firstIndex(of: 0) else { throw .index("an element without a field") }
    _ = try CanonicalJSON(ofIndex: Array(name[(end + 1)...]))
  }
}

extension CanonicalJSON {
  /// Text that the index holds, checked.
  package init(ofIndex bytes: [UInt8]) throws(FormatError) {
    if bytes.withUnsafeBytes(CanonicalJSON.isPlain) {
      self.init(unchecked: bytes)
      return
    }
    do {
      try self.init(validating: bytes)
    } catch {
      throw .index("a value that is not canonical JSON")
    }
  }
}

extension Slice where Base == UnsafeRawBufferPointer {
  /// Whether the bytes are the same.
  package static func == (left: Self, right: [UInt8]) -> Bool {
    right.withUnsafeBytes { UnsafeRawBufferPointer(rebasing: left).isSame(as: $0) }
  }
}
