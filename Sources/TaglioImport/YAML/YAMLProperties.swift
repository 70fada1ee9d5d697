import TaglioFormat

/// What stands before a node in the text: `&anchor` and `!tag`, in either order; or an alias.
///
/// libyaml reads some of it otherwise than YAML 1.2: it drops the tag `!`, which makes a scalar
/// text (6.9.1); it ends a name before a character that YAML 1.2 counts to it (6.9.2), so that
/// `&a:b c` becomes the anchor `a` and the text ":b c"; and it takes the first character off `?b`
/// in `{?b: c}`.
struct YAMLProperties {
  private let text: UnsafeBufferPointer<UInt8>
  private var at: Int

  /// Whether the tag `!` is among them.
  private(set) var hasNonSpecificTag = false

  /// The name after `&` or `*` as YAML 1.2 has it.
  private var name: Slice<UnsafeBufferPointer<UInt8>>?
  private let followsQuestionMark: Bool

  /// Looks at the node that begins at a place of the text.
  init(_ text: UnsafeBufferPointer<UInt8>, at position: TextPosition) {
    self.text = text
    at = position.offset
    let isAtEnd = at >= text.count || text[at] <= 0x20
    followsQuestionMark = !isAtEnd && at > 0 && text[at - 1] == UInt8(ascii: "?")
    while let mark = nextMark() {
      let word = text[(at + 1)...].prefix { $0 > 0x20 && !Self.endsName($0) }
      at = word.endIndex
      if mark != UInt8(ascii: "!") {
        name = name ?? word
      } else if word.isEmpty {
        hasNonSpecificTag = true
      }
      skipSpace()
    }
  }

  /// Refuses a node that libyaml has not read as YAML 1.2 does; `anchor` is the name it found.
  func require(anchor: String?, at position: TextPosition) throws(Refusal) {
    guard !followsQuestionMark else {
      throw Refusal(
        .init(.syntax),
        at: position,
        "text that begins with ? is not in quotation marks",
        help: "put it in quotation marks"
      )
    }
    guard let anchor, let name, !name.elementsEqual(anchor.utf8) else { return }
    throw Refusal(
      .init(.syntax),
      at: position,
      "the name of an anchor or alias has more than letters, digits, - and _",
      help: "rename it, or put a space after it where a colon follows"
    )
  }

  /// The byte here, if a property or an alias begins with it.
  private func nextMark() -> UInt8? {
    guard at < text.count else { return nil }
    return "&!*".utf8.contains(text[at]) ? text[at] : nil
  }

  /// Passes over white space, line breaks and comments.
  private mutating func skipSpace() {
    while at < text.count, text[at] <= 0x20 {
      at += 1
      guard at < text.count, text[at] == UInt8(ascii: "#") else { continue }
      at = text[at...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? text.count
    }
  }

  private static func endsName(_ byte: UInt8) -> Bool {
    ",[]{}".utf8.contains(byte)
  }
}
