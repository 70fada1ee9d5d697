public import TaglioFormat

/// How a suite lists a member.
public enum Membership: Hashable, Sendable {
  /// At its head.
  case floating
  /// At a version.
  case pinned(ObjectID)
}

/// What a write of a register says.
package enum RegisterValue: Hashable, Sendable {
  /// A field's value.
  case json(CanonicalJSON)
  /// A field without a value.
  case absent
  /// An element present or dropped, a target removed or restored, a version closed or reopened.
  case flag(Bool)
  /// What a name points at; nil where it was taken away.
  case name(Changes.NameTarget?)
  /// How a suite lists a member; nil where it does not.
  case member(Membership?)
  case seal(Seal)

  /// As the index stores it: a byte that says which, and the rest.
  package var bytes: [UInt8] {
    switch self {
    case .json(let value): [1] + value.bytes
    case .absent: [0]
    case .flag(let flag): [flag ? 1 : 0]
    case .name(nil), .member(nil): [0]
    case .name(.object(let id)?), .member(.pinned(let id)?): [2] + id.rawBytes
    case .name(.suite(let uuid)?): [3] + uuid.rawBytes
    case .member(.floating?): [1]
    case .seal(let seal): seal.indexBytes
    }
  }

  /// Reads what `bytes` wrote for a register of this class.
  package init(_ kind: RegisterKey.Class, _ bytes: [UInt8]) throws(FormatError) {
    guard let tag = bytes.first else { throw .index("a register without a value") }
    let rest = Array(bytes.dropFirst())
    let value: RegisterValue? =
      switch kind {
      case .field, .saidField: tag == 0 ? .absent : try .json(CanonicalJSON(ofIndex: rest))
      case .element, .saidElement, .removal, .closing: .flag(tag == 1)
      case .name: RegisterValue.name(tag: tag, rest)
      case .member, .suite: RegisterValue.member(tag: tag, rest)
      case .seal: Seal(indexBytes: bytes).map(RegisterValue.seal)
      }
    guard let value else { throw .index("a register's value does not read") }
    self = value
  }

  private static func name(tag: UInt8, _ rest: [UInt8]) -> RegisterValue? {
    switch tag {
    case 0: .name(nil)
    case 2: ObjectID(bytes: rest).map { .name(.object($0)) }
    case 3: UUID(rawBytes: rest).map { .name(.suite($0)) }
    default: nil
    }
  }

  private static func member(tag: UInt8, _ rest: [UInt8]) -> RegisterValue? {
    switch tag {
    case 0: .member(nil)
    case 1: .member(.floating)
    case 2: ObjectID(bytes: rest).map { .member(.pinned($0)) }
    default: nil
    }
  }
}

extension RegisterKey {
  static func field(_ name: ExactString, of target: Target) -> RegisterKey {
    RegisterKey(.field, target: target.rawBytes, detail: Array(name.string.utf8))
  }

  static func element(
    _ element: CanonicalJSON,
    in name: ExactString,
    of target: Target
  ) -> RegisterKey {
    var detail: [UInt8] = []
    detail.reserveCapacity(name.string.utf8.count + 1 + element.bytes.count)
    detail += name.string.utf8
    detail.append(0)
    detail += element.bytes
    return RegisterKey(.element, target: target.rawBytes, detail: detail)
  }

  static func name(_ name: GivenName) -> RegisterKey {
    RegisterKey(
      .name,
      target: Array(name.kind.rawValue.utf8),
      detail: Array(name.name.string.utf8)
    )
  }

  static func member(_ lineage: ObjectID, of suite: UUID) -> RegisterKey {
    RegisterKey(.member, target: suite.rawBytes, detail: lineage.rawBytes)
  }

  static func suite(_ suite: UUID, of lineage: ObjectID) -> RegisterKey {
    RegisterKey(.suite, target: lineage.rawBytes, detail: suite.rawBytes)
  }

  static func seal(of run: ObjectID) -> RegisterKey { RegisterKey(.seal, target: run.rawBytes) }

  static func closing(of version: ObjectID) -> RegisterKey {
    RegisterKey(.closing, target: version.rawBytes)
  }

  static func removal(of target: Target) -> RegisterKey {
    RegisterKey(.removal, target: target.rawBytes)
  }

  /// The register that holds what a source said of the field or element of this register; nil for
  /// registers of other classes.
  func said(by source: UInt32) -> RegisterKey? {
    let kind: Class
    switch self.kind {
    case .field: kind = .saidField
    case .element: kind = .saidElement
    default: return nil
    }
    var said: [UInt8] = []
    said.reserveCapacity(4 + detail.count)
    said.appendBigEndian(source)
    said += detail
    return RegisterKey(kind, target: target, detail: said)
  }

  /// The field, and for an element its canonical text.
  var fieldName: (field: ExactString, element: CanonicalJSON?) {
    let text = kind == .saidField || kind == .saidElement ? Array(detail.dropFirst(4)) : detail
    guard kind == .element || kind == .saidElement, let end = text.firstIndex(of: 0) else {
      return (ExactString(String(decoding: text, as: UTF8.self)), nil)
    }
    return (
      ExactString(String(decoding: text[..<end], as: UTF8.self)),
      CanonicalJSON(unchecked: Array(text[(end + 1)...]))
    )
  }
}

extension ObjectID {
  var rawBytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(32)
    appendBytes(to: &bytes)
    return bytes
  }
}

extension UUID {
  var rawBytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.appendBigEndian(high)
    bytes.appendBigEndian(low)
    return bytes
  }

  init?(rawBytes: [UInt8]) {
    guard rawBytes.count == 16 else { return nil }
    self = rawBytes.withUnsafeBytes {
      UUID(high: $0.bigEndian(at: 0, as: UInt64.self), low: $0.bigEndian(at: 8, as: UInt64.self))
    }
  }
}

extension Target {
  var rawBytes: [UInt8] {
    switch self {
    case .object(let id): id.rawBytes
    case .suite(let uuid): uuid.rawBytes
    }
  }

  init?(rawBytes: [UInt8]) {
    if let id = ObjectID(bytes: rawBytes) {
      self = .object(id)
    } else if let uuid = UUID(rawBytes: rawBytes) {
      self = .suite(uuid)
    } else {
      return nil
    }
  }
}

extension Seal {
  fileprivate var indexBytes: [UInt8] {
    var bytes: [UInt8] = [status == .complete ? 1 : 0]
    bytes.appendBigEndian(UInt64(count))
    bytes.appendBigEndian(time.milliseconds)
    digest.appendBytes(to: &bytes)
    return bytes
  }

  fileprivate init?(indexBytes bytes: [UInt8]) {
    guard bytes.count == 49, let digest = ObjectID(bytes: bytes[17...]) else { return nil }
    let (count, milliseconds) = bytes.withUnsafeBytes {
      ($0.bigEndian(at: 1, as: UInt64.self), $0.bigEndian(at: 9, as: Int64.self))
    }
    guard let time = CommitTime(milliseconds: milliseconds), let count = Int(exactly: count) else {
      return nil
    }
    self.init(
      status: bytes[0] == 1 ? .complete : .abandoned,
      count: count,
      digest: digest,
      time: time
    )
  }
}
