package import TaglioFormat

/// The field `$salt`: 128 random bits that keep erased text from being guessed by its digest.
package enum Salt {
  /// The name of the field, which no record may use for anything else while it is salted.
  package static let field = "$salt"

  /// A salt: 32 lower-case hexadecimal digits.
  static func make(_ random: @Sendable () -> UInt64) -> String {
    var bytes: [UInt8] = []
    bytes.appendBigEndian(random())
    bytes.appendBigEndian(random())
    return Hex.string(bytes)
  }

  /// Whether a value can be a salt.
  static func isSalt(_ text: String) -> Bool {
    text.utf8.count == 32
      && text.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
  }
}

extension JSONView {
  /// The salt among the fields; nil where there is none, or a `$salt` that is plain data.
  var salt: String? {
    guard let text = self[Salt.field]?.string, Salt.isSalt(text) else { return nil }
    return text
  }
}

extension CanonicalJSON {
  /// The salt among the fields; nil where there is none, or a `$salt` that is plain data.
  package var salt: String? { document.root.salt }

  /// The fields with a salt, which they must not have.
  func salted(_ salt: String) -> CanonicalJSON {
    var out = PayloadWriter(reserving: bytes.count + 64)
    var isMissing = true
    out.begin()
    for member in document.root.members {
      let name = member.key.string ?? ""
      if isMissing, Salt.field.precedes(name) {
        out.member(Salt.field, salt)
        isMissing = false
      }
      out.member(name, member.value.canonical)
    }
    if isMissing { out.member(Salt.field, salt) }
    out.end()
    return CanonicalJSON(unchecked: out.bytes)
  }

  /// The fields without their salt, as a person compares and reads them.
  package var unsalted: CanonicalJSON {
    guard salt != nil else { return self }
    var bytes: [UInt8] = []
    document.root.appendCanonical(to: &bytes, omitting: [Array(Salt.field.utf8)])
    return CanonicalJSON(unchecked: bytes)
  }
}
