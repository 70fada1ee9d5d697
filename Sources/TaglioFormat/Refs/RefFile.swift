/// What a ref points at.
package enum RefTarget: Hashable, Sendable, CustomStringConvertible {
  case object(ObjectID)
  case uuid(UUID)

  /// Reads an id or a UUID in lower case.
  package init?(_ bytes: some Collection<UInt8>) {
    if let id = ObjectID(String(decoding: bytes, as: UTF8.self)) {
      self = .object(id)
    } else if let uuid = UUID(exactly: String(decoding: bytes, as: UTF8.self)) {
      self = .uuid(uuid)
    } else {
      return nil
    }
  }

  package var description: String {
    switch self {
    case .object(let id): id.description
    case .uuid(let uuid): uuid.description
    }
  }
}

/// The file of one ref: an id or a UUID and a line feed; or `-` and a line feed where the ref was
/// deleted but the packed file may still have it.
package enum RefFile: Hashable, Sendable {
  case target(RefTarget)
  case deleted

  /// The most bytes such a file has.
  package static let maximumLength = 65

  package init(_ target: RefTarget?) {
    self = target.map(RefFile.target) ?? .deleted
  }

  package init(decoding bytes: [UInt8]) throws(FormatError) {
    guard bytes.last == UInt8(ascii: "\n") else {
      throw FormatError(.ref, "the ref does not end in a line feed", offset: bytes.count)
    }
    let line = bytes.dropLast()
    if line.elementsEqual("-".utf8) {
      self = .deleted
    } else if let target = RefTarget(line) {
      self = .target(target)
    } else {
      throw FormatError(.ref, "the ref holds neither an id nor a UUID", offset: 0)
    }
  }

  package var target: RefTarget? {
    if case .target(let target) = self { target } else { nil }
  }

  package func encode() -> [UInt8] {
    Array((target?.description ?? "-").utf8) + [UInt8(ascii: "\n")]
  }
}

extension FormatError.Code {
  /// The file of a ref, or a line of packed refs, is not what it should be.
  package static let ref = Self(rawValue: "ref")
}
