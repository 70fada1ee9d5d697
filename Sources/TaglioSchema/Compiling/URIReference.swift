/// A URI or a reference to one, in its parts (RFC 3986, section 3).
struct URIReference: Hashable, Sendable, CustomStringConvertible {
  private(set) var scheme: String?
  private(set) var authority: String?
  private(set) var path: String
  private(set) var query: String?

  /// What follows the `#`, as it is written; nil without one.
  private(set) var fragment: String?

  /// Takes any text apart; what is no scheme is path.
  init(_ text: String) {
    var rest = text.unicodeScalars[...]
    fragment = Self.cut(&rest, at: "#")
    query = Self.cut(&rest, at: "?")
    if let colon = rest.firstIndex(of: ":"), Self.isScheme(rest[..<colon]) {
      scheme = String(rest[..<colon])
      rest = rest[rest.index(after: colon)...]
    }
    if rest.starts(with: "//".unicodeScalars) {
      rest = rest.dropFirst(2)
      let end = rest.firstIndex(of: "/") ?? rest.endIndex
      authority = String(rest[..<end])
      rest = rest[end...]
    }
    path = String(rest)
  }

  /// Whether it names a place by itself, with no base.
  var isAbsolute: Bool { scheme != nil }

  /// The same without its fragment.
  var document: URIReference {
    var document = self
    document.fragment = nil
    return document
  }

  /// The text, put together again (section 5.3).
  var description: String {
    var text = scheme.map { $0 + ":" } ?? ""
    text += authority.map { "//" + $0 } ?? ""
    text += path
    text += query.map { "?" + $0 } ?? ""
    return text + (fragment.map { "#" + $0 } ?? "")
  }

  /// What the reference means where `base` is (section 5.2.2).
  func resolved(against base: URIReference) -> URIReference {
    var target = self
    if scheme == nil {
      target.scheme = base.scheme
      if authority == nil {
        target.authority = base.authority
        target.takePath(from: base)
      }
    }
    if path.isEmpty, target.path == base.path { return target }
    target.path = Self.withoutDots(target.path)
    return target
  }

  private mutating func takePath(from base: URIReference) {
    guard !path.isEmpty else {
      path = base.path
      query = query ?? base.query
      return
    }
    guard !path.hasPrefix("/") else { return }
    if base.authority != nil, base.path.isEmpty {
      path = "/" + path
    } else {
      let slash = base.path.lastIndex(of: "/")
      path = (slash.map { String(base.path[...$0]) } ?? "") + path
    }
  }

  /// Follows `.` and `..` (section 5.2.4).
  private static func withoutDots(_ path: String) -> String {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    var kept: [Substring] = []
    for (index, part) in parts.enumerated() {
      let isLast = index == parts.count - 1
      switch part {
      case ".": if isLast { kept.append("") }
      case "..":
        if kept.count > 1 || kept.first.map({ !$0.isEmpty }) == true { kept.removeLast() }
        if isLast { kept.append("") }
      default: kept.append(part)
      }
    }
    return kept.joined(separator: "/")
  }

  private static func cut(
    _ text: inout Substring.UnicodeScalarView,
    at mark: UnicodeScalar
  ) -> String? {
    guard let place = text.firstIndex(of: mark) else { return nil }
    defer { text = text[..<place] }
    return String(text[text.index(after: place)...])
  }

  private static func isScheme(_ text: Substring.UnicodeScalarView) -> Bool {
    guard let first = text.first, first.isASCII, first.properties.isAlphabetic else { return false }
    return text.allSatisfy { scalar in
      scalar.isASCII
        && (scalar.properties.isAlphabetic || "0123456789+-.".unicodeScalars.contains(scalar))
    }
  }
}

extension String {
  /// The text with `%41` made `A`; nil if what comes out is not UTF-8.
  var withoutPercents: String? {
    var bytes: [UInt8] = []
    var rest = utf8[...]
    while let byte = rest.popFirst() {
      let digits = rest.prefix(2)
      guard byte == UInt8(ascii: "%"), digits.count == 2,
        let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
      else {
        bytes.append(byte)
        continue
      }
      bytes.append(value)
      rest = rest.dropFirst(2)
    }
    return String(validating: bytes, as: UTF8.self)
  }
}
