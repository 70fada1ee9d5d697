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
  package func insert(_ id: ObjectID, _ facts: ObjectFacts) {
    var writer = FactsWriter()
    writer.write(facts)
    let (place, isNew) = table.insert(id)
    if isNew { offsets.append(bytes.count) } else { offsets[place] = bytes.count }
    bytes.append(writer.bytes)
  }

  /// What is known of the object at a place.
  func facts(at place: Int) -> ObjectFacts {
    var reader = FactsReader(UnsafeRawBufferPointer(rebasing: bytes.bytes[offsets[place]...]))
    return reader.facts()
  }

  /// What its owner calls the object at a place: the canonical text of its key, empty where it has
  /// none.
  func key(at place: Int) -> UnsafeRawBufferPointer {
    var reader = FactsReader(UnsafeRawBufferPointer(rebasing: bytes.bytes[offsets[place]...]))
    return reader.text()
  }

  /// The type of the object at a place.
  func type(at place: Int) -> ObjectType {
    var reader = FactsReader(UnsafeRawBufferPointer(rebasing: bytes.bytes[offsets[place]...]))
    return reader.type()
  }

  /// What is known of an object.
  func facts(of id: ObjectID) -> ObjectFacts? {
    table.place(of: id).map { facts(at: $0) }
  }
}

/// Facts as bytes, for this process alone: key first, then what is there of the rest.
private struct FactsWriter {
  private(set) var bytes: [UInt8] = []

  mutating func write(_ known: ObjectFacts) {
    let facts = known.facts
    write(text: known.key?.text.bytes ?? [])
    bytes.append(facts.type.code)
    bytes.append(
      (known.isStandIn ? 1 : 0) | (known.isSalted ? 2 : 0) | (known.hasTombstones ? 4 : 0)
    )
    for id in [facts.basis, facts.creator, facts.previous, facts.content, facts.experiment] {
      write(id)
    }
    write(facts.keyedLineage?.id)
    write(facts.sources)
    write(facts.attachments)
    bytes.appendBigEndian(Int64(facts.ordinal))
    write(facts.suite.map { Array("\($0)".utf8) })
    write(known.start.map { Array("\($0)".utf8) })
    write(known.summary.map { Array($0.utf8) })
    write(known.extract?.bytes)
  }

  private mutating func write(text: [UInt8]) {
    bytes.appendBigEndian(UInt32(text.count))
    bytes += text
  }

  private mutating func write(_ text: [UInt8]?) {
    bytes.append(text == nil ? 0 : 1)
    if let text { write(text: text) }
  }

  private mutating func write(_ id: ObjectID?) {
    bytes.append(id == nil ? 0 : 1)
    id?.appendBytes(to: &bytes)
  }

  private mutating func write(_ ids: [ObjectID]) {
    bytes.appendBigEndian(UInt32(ids.count))
    for id in ids { id.appendBytes(to: &bytes) }
  }
}

/// Reads what `FactsWriter` wrote in this process.
private struct FactsReader {
  private let bytes: UnsafeRawBufferPointer
  private var next = 0

  init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
  }

  mutating func facts() -> ObjectFacts {
    let key = text()
    var facts = Facts(type: ObjectType(code: byte()))
    let flags = byte()
    facts.basis = optionalID()
    facts.creator = optionalID()
    facts.previous = optionalID()
    facts.content = optionalID()
    facts.experiment = optionalID()
    facts.keyedLineage = optionalID().map(LineageID.init)
    facts.sources = ids()
    facts.attachments = ids()
    facts.ordinal = Int(number(Int64.self))
    facts.suite = optionalText().flatMap { UUID(String(decoding: $0, as: UTF8.self)) }
    var known = ObjectFacts(facts: facts, isStandIn: flags & 1 != 0)
    known.start = optionalText().flatMap { CommitTime(String(decoding: $0, as: UTF8.self)) }
    known.summary = optionalText().map { String(decoding: $0, as: UTF8.self) }
    known.extract = optionalText().map { Extract(bytes: Array($0)) }
    known.isSalted = flags & 2 != 0
    known.hasTombstones = flags & 4 != 0
    if !key.isEmpty { known.key = CaseKey(unchecked: CanonicalJSON(unchecked: Array(key))) }
    return known
  }

  mutating func type() -> ObjectType {
    _ = text()
    return ObjectType(code: byte())
  }

  mutating func text() -> UnsafeRawBufferPointer {
    let length = Int(number(UInt32.self))
    defer { next += length }
    return UnsafeRawBufferPointer(rebasing: bytes[next..<next + length])
  }

  private mutating func byte() -> UInt8 {
    defer { next += 1 }
    return bytes[next]
  }

  private mutating func number<Number: FixedWidthInteger>(_ type: Number.Type) -> Number {
    defer { next += type.bitWidth / 8 }
    return bytes.bigEndian(at: next, as: type)
  }

  private mutating func optionalText() -> UnsafeRawBufferPointer? {
    byte() == 0 ? nil : text()
  }

  private mutating func optionalID() -> ObjectID? {
    byte() == 0 ? nil : id()
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
