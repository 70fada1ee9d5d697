/// The way to a value inside a JSON document (RFC 6901): `/results/samples`, `/splits/0`.
public struct JSONPointer: Hashable, Sendable, CustomStringConvertible {
  /// The keys and indices on the way, unescaped; none lead to the document itself.
  public var tokens: [String]

  /// The way through these keys and indices.
  public init(tokens: [String]) {
    self.tokens = tokens
  }

  /// Reads the empty text, or a text of tokens with a `/` before each, in which `~1` is `/` and
  /// `~0` is `~`; nil for any other text, and for one of more than 512 tokens.
  public init?(_ text: String) {
    self.init(tokens: [])
    guard !text.isEmpty else { return }
    let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard parts.count > 1, parts.count <= 513, parts[0].isEmpty else { return nil }
    for part in parts.dropFirst() {
      guard let token = Self.unescape(part) else { return nil }
      tokens.append(token)
    }
  }

  /// The text that `init(_:)` reads.
  public var description: String {
    tokens.map { "/" + Self.escape($0) }.joined()
  }

  /// This pointer and one token more.
  public func appending(_ token: String) -> JSONPointer {
    JSONPointer(tokens: tokens + [token])
  }

  /// The index that a token names in an array: digits without a leading zero.
  package static func index(_ token: String) -> Int? {
    guard token.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    guard token.utf8.count == 1 || token.utf8.first != UInt8(ascii: "0") else { return nil }
    return Int(token)
  }

  private static func unescape(_ part: Substring.UTF8View) -> String? {
    var bytes: [UInt8] = []
    var rest = part[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "~") else {
        bytes.append(byte)
        continue
      }
      switch rest.popFirst() {
      case UInt8(ascii: "0"): bytes.append(UInt8(ascii: "~"))
      case UInt8(ascii: "1"): bytes.append(UInt8(ascii: "/"))
      default: return nil
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func escape(_ token: String) -> String {
    var bytes: [UInt8] = []
    for byte in token.utf8 {
      switch byte {
      case UInt8(ascii: "~"): bytes += Array("~0".utf8)
      case UInt8(ascii: "/"): bytes += Array("~1".utf8)
      default: bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
