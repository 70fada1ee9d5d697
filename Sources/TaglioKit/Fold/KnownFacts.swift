package import TaglioFormat

/// What is known of objects that were read or written and that no visible commit lists yet: of many,
/// and so kept as bytes in scratch memory.
///
/// Not for use from several threads at once.
package final class KnownFacts {
  private var table = IDTable()
  /// By the place of the id, where its facts begin.
  private var offsets: [Int] = []
  private let bytes: ScratchBytes

  package init(_ scratch: (any Scratch)?) {
    bytes = ScratchBytes(scratch)
  }

  /// The ids, in the order in which they came.
  var ids: [ObjectID] { table.ids }

  /// Where an id stands in the order.
  func place(of id: ObjectID) -> Int? { table.place(of: id) }

  /// Keeps facts; later ones of an object hold.
  package func insert(_ id: ObjectID, _ facts: PackedFacts) {
    let (place, isNew) = table.insert(id)
    if isNew { offsets.append(bytes.count) } else { offsets[place] = bytes.count }
    bytes.append(facts.bytes)
  }

  /// Keeps facts; later ones of an object hold.
  package func insert(_ id: ObjectID, _ facts: ObjectFacts) {
    insert(id, PackedFacts(facts))
  }

  /// What is known of the object at a place.
  func facts(at place: Int) -> ObjectFacts {
    var reader = reader(at: place)
    return reader.facts()
  }

  /// What its owner calls the object at a place: the canonical text of its key, empty where it has
  /// none, or none that lists show.
  func key(at place: Int) -> UnsafeRawBufferPointer {
    var reader = reader(at: place)
    let none = UnsafeRawBufferPointer(start: nil, count: 0)
    guard let label = reader.label(), label.count >= 2 else { return none }
    let length = Int(label.bigEndian(at: 0, as: UInt16.self))
    guard length <= label.count - 2 else { return none }
    return UnsafeRawBufferPointer(rebasing: label[2..<2 + length])
  }

  /// The type of the object at a place.
  func type(at place: Int) -> ObjectType {
    ObjectType(code: bytes.bytes[offsets[place]])
  }

  /// What is known of an object.
  func facts(of id: ObjectID) -> ObjectFacts? {
    table.place(of: id).map { facts(at: $0) }
  }

  private func reader(at place: Int) -> FactsReader {
    FactsReader(UnsafeRawBufferPointer(rebasing: bytes.bytes[offsets[place]...]))
  }
}

/// Facts as bytes, for this process alone: the type, what there is of the rest, the rest.
package struct PackedFacts: Sendable {
  fileprivate private(set) var bytes: [UInt8] = []

  /// Which of the values follow, in this order.
  fileprivate struct Parts: OptionSet {
    var rawValue: UInt16

    static let standIn = Parts(rawValue: 1 << 0)
    static let salted = Parts(rawValue: 1 << 1)
    static let tombstones = Parts(rawValue: 1 << 2)
    static let label = Parts(rawValue: 1 << 3)
    static let extract = Parts(rawValue: 1 << 4)
    static let basis = Parts(rawValue: 1 << 5)
    static let creator = Parts(rawValue: 1 << 6)
    static let previous = Parts(rawValue: 1 << 7)
    static let content = Parts(rawValue: 1 << 8)
    static let experiment = Parts(rawValue: 1 << 9)
    static let keyedLineage = Parts(rawValue: 1 << 10)
    static let ids = Parts(rawValue: 1 << 11)
    static let ordinal = Parts(rawValue: 1 << 12)
    static let suite = Parts(rawValue: 1 << 13)
    static let start = Parts(rawValue: 1 << 14)
  }

  package init(_ known: ObjectFacts) {
    let facts = known.facts
    var parts: Parts = []
    if known.isStandIn { parts.insert(.standIn) }
    if known.isSalted { parts.insert(.salted) }
    if known.hasTombstones { parts.insert(.tombstones) }
    bytes.reserveCapacity(192 + (known.label?.count ?? 0) + (known.extract?.bytes.count ?? 0))
    bytes.append(facts.type.code)
    bytes.appendBigEndian(UInt16(0))
    write(known.label, .label, &parts)
    write(known.extract?.bytes, .extract, &parts)
    write(facts.basis, .basis, &parts)
    write(facts.creator, .creator, &parts)
    write(facts.previous, .previous, &parts)
    write(facts.content, .content, &parts)
    write(facts.experiment, .experiment, &parts)
    write(facts.keyedLineage?.id, .keyedLineage, &parts)
    if !facts.sources.isEmpty || !facts.attachments.isEmpty {
      parts.insert(.ids)
      write(facts.sources)
      write(facts.attachments)
    }
    if facts.ordinal != 0 {
      parts.insert(.ordinal)
      bytes.appendBigEndian(Int64(facts.ordinal))
    }
    if let suite = facts.suite {
      parts.insert(.suite)
      bytes.appendBigEndian(suite.high)
      bytes.appendBigEndian(suite.low)
    }
    if let start = known.start {
      parts.insert(.start)
      bytes.appendBigEndian(start.milliseconds)
    }
    bytes[1] = UInt8(parts.rawValue >> 8)
    bytes[2] = UInt8(truncatingIfNeeded: parts.rawValue)
  }

  private mutating func write(_ text: [UInt8]?, _ part: Parts, _ parts: inout Parts) {
    guard let text else { return }
    parts.insert(part)
    bytes.appendBigEndian(UInt32(text.count))
    bytes += text
  }

  private mutating func write(_ id: ObjectID?, _ part: Parts, _ parts: inout Parts) {
    guard let id else { return }
    parts.insert(part)
    id.appendBytes(to: &bytes)
  }

  private mutating func write(_ ids: [ObjectID]) {
    bytes.appendBigEndian(UInt32(ids.count))
    for id in ids { id.appendBytes(to: &bytes) }
  }
}

/// Reads the bytes of `PackedFacts`, which this process made.
private struct FactsReader {
  private let bytes: UnsafeRawBufferPointer
  private let parts: PackedFacts.Parts
  private var next = 3

  init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
    parts = PackedFacts.Parts(rawValue: bytes.bigEndian(at: 1, as: UInt16.self))
  }

  mutating func facts() -> ObjectFacts {
    var known = ObjectFacts(facts: Facts(type: ObjectType(code: bytes[0])))
    known.isStandIn = parts.contains(.standIn)
    known.isSalted = parts.contains(.salted)
    known.hasTombstones = parts.contains(.tombstones)
    known.label = label().map { Array($0) }
    known.extract = text(.extract).map { Extract(bytes: Array($0)) }
    known.facts.basis = id(.basis)
    known.facts.creator = id(.creator)
    known.facts.previous = id(.previous)
    known.facts.content = id(.content)
    known.facts.experiment = id(.experiment)
    known.facts.keyedLineage = id(.keyedLineage).map(LineageID.init)
    if parts.contains(.ids) {
      known.facts.sources = ids()
      known.facts.attachments = ids()
    }
    if parts.contains(.ordinal) { known.facts.ordinal = Int(number(Int64.self)) }
    if parts.contains(.suite) {
      known.facts.suite = UUID(high: number(UInt64.self), low: number(UInt64.self))
    }
    if parts.contains(.start) { known.start = CommitTime(milliseconds: number(Int64.self)) }
    return known
  }

  /// The label, which comes first.
  mutating func label() -> UnsafeRawBufferPointer? { text(.label) }

  private mutating func text(_ part: PackedFacts.Parts) -> UnsafeRawBufferPointer? {
    guard parts.contains(part) else { return nil }
    let length = Int(number(UInt32.self))
    defer { next += length }
    return UnsafeRawBufferPointer(rebasing: bytes[next..<next + length])
  }

  private mutating func number<Number: FixedWidthInteger>(_ type: Number.Type) -> Number {
    defer { next += type.bitWidth / 8 }
    return bytes.bigEndian(at: next, as: type)
  }

  private mutating func id(_ part: PackedFacts.Parts) -> ObjectID? {
    parts.contains(part) ? id() : nil
  }

  private mutating func ids() -> [ObjectID] {
    let count = number(UInt32.self)
    return (0..<count).map { _ in id() }
  }

  private mutating func id() -> ObjectID {
    ObjectID(
      words: (
        number(UInt64.self), number(UInt64.self), number(UInt64.self), number(UInt64.self)
      )
    )
  }
}

extension ObjectType {
  fileprivate var code: UInt8 {
    switch self {
    case .case: 0
    case .experiment: 1
    case .run: 2
    case .blob: 3
    case .changes: 4
    case .commit: 5
    }
  }

  fileprivate init(code: UInt8) {
    let types: [ObjectType] = [.case, .experiment, .run, .blob, .changes, .commit]
    self = types[Int(code)]
  }
}
