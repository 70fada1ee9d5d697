/// What a ref names; each has a directory and a packed file of its own.
package enum RefKind: String, Hashable, Sendable, CaseIterable {
  case cases, commits, experiments, runs, suites
}

/// The name of a ref.
///
/// Kept as it stands in file names: lower-case letters, digits, `-`, `_` and a `.` that does not lead
/// stand for themselves, every other byte of the UTF-8 text is `%` and two lower-case hexadecimal
/// digits. So names are equal only when their bytes are, and no two meet on a file system that
/// ignores case or normalises text.
package struct RefName: Hashable, Sendable {
  package let kind: RefKind

  /// The name as it stands in file names; ASCII.
  package let encoded: String

  /// The most bytes of an encoded name that has a file of its own.
  package static let longestFileName = 200

  package init(_ kind: RefKind, _ name: some StringProtocol) {
    self.kind = kind
    var encoded: [UInt8] = []
    for byte in name.utf8 {
      if Self.standsForItself(byte, leading: encoded.isEmpty) {
        encoded.append(byte)
      } else {
        encoded += [UInt8(ascii: "%"), Hex.digit(byte >> 4), Hex.digit(byte)]
      }
    }
    self.encoded = String(decoding: encoded, as: UTF8.self)
  }

  private init(kind: RefKind, encoded: String) {
    self.kind = kind
    self.encoded = encoded
  }

  /// Reads an encoded name; nil unless it is exactly what encoding some UTF-8 text gives.
  package init?(_ kind: RefKind, encoded: some Collection<UInt8>) {
    if Self.standsForItself(encoded) {
      self.init(kind: kind, encoded: String(decoding: encoded, as: UTF8.self))
      return
    }
    guard let bytes = Self.decode(encoded), let name = String(validating: bytes, as: UTF8.self)
    else { return nil }
    self.init(kind, name)
    guard self.encoded.utf8.elementsEqual(encoded) else { return nil }
  }

  /// The name as its owner wrote it.
  package var name: String {
    String(decoding: Self.decode(encoded.utf8) ?? [], as: UTF8.self)
  }

  /// Whether the name can be that of a file; others live in the packed file only.
  package var fitsFileName: Bool { (1...Self.longestFileName).contains(encoded.utf8.count) }

  /// Whether the name as its owner wrote it begins with that of `beginning`, byte for byte.
  package func begins(with beginning: RefName) -> Bool {
    kind == beginning.kind && encoded.utf8.starts(with: beginning.encoded.utf8)
  }

  /// Whether the bytes are what they encode.
  private static func standsForItself(_ encoded: some Collection<UInt8>) -> Bool {
    var isLeading = true
    for byte in encoded {
      guard standsForItself(byte, leading: isLeading) else { return false }
      isLeading = false
    }
    return true
  }

  private static func standsForItself(_ byte: UInt8, leading: Bool) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
    case UInt8(ascii: "-"), UInt8(ascii: "_"): true
    case UInt8(ascii: "."): !leading
    default: false
    }
  }

  private static func decode(_ encoded: some Collection<UInt8>) -> [UInt8]? {
    var bytes: [UInt8] = []
    var rest = encoded[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard let high = rest.popFirst().flatMap({ Hex.value($0) }),
        let low = rest.popFirst().flatMap({ Hex.value($0) })
      else { return nil }
      bytes.append(high << 4 | low)
    }
    return bytes
  }
}

extension RefName: Comparable {
  /// By kind, then in the order of the packed file: by the bytes of the encoded name.
  package static func < (left: RefName, right: RefName) -> Bool {
    if left.kind != right.kind { return left.kind.rawValue < right.kind.rawValue }
    return left.encoded.utf8.lexicographicallyPrecedes(right.encoded.utf8)
  }
}
