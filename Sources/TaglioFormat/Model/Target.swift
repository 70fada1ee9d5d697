/// What labels, removals and memberships point at: a lineage, a run, or a suite.
///
/// Lineages and runs are named by 64 hexadecimal digits, suites by a UUID. It is never a later
/// version's id. Ordered by the text, as `removed` and `restored` are.
public enum Target: Hashable, Sendable {
  case object(ObjectID)
  case suite(UUID)

  /// Reads either form of name.
  public init?(_ text: String) {
    if let id = ObjectID(text) {
      self = .object(id)
    } else if let uuid = UUID(text), ExactString(text) == ExactString("\(uuid)") {
      self = .suite(uuid)
    } else {
      return nil
    }
  }
}

extension Target: Comparable, CustomStringConvertible {
  /// 64 hexadecimal digits, or a UUID.
  public var description: String {
    switch self {
    case .object(let id): id.description
    case .suite(let uuid): uuid.description
    }
  }

  /// Orders by their bytes.
  public static func < (left: Target, right: Target) -> Bool {
    switch (left, right) {
    case (.object(let left), .object(let right)): left < right
    case (.suite(let left), .suite(let right)): left < right
    default: ExactString(left.description) < ExactString(right.description)
    }
  }
}

/// A name that a commit can give: `experiments/…`, `suites/…`, `runs/…` or `commits/…`.
public struct GivenName: Hashable, Sendable {
  /// The directory of `refs` that a name stands in.
  public enum Kind: String, Sendable, CaseIterable, Comparable {
    case commits, experiments, runs, suites

    /// Orders by their bytes.
    public static func < (left: Kind, right: Kind) -> Bool { left.rawValue < right.rawValue }
  }

  /// What sort of thing it names.
  public let kind: Kind
  /// At least one byte, at most `maximumLength`, no control characters.
  public let name: ExactString

  /// The longest name in bytes of UTF-8.
  public static let maximumLength = 1024

  /// Nil where the name is empty, too long, or holds a control character.
  public init?(kind: Kind, name: String) {
    guard !name.isEmpty, name.utf8.count <= GivenName.maximumLength,
      !name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
    else { return nil }
    self.kind = kind
    self.name = ExactString(name)
  }

  /// Reads `kind/name`.
  ///
  /// The name is all that follows the first slash.
  public init?(_ text: String) {
    guard let slash = text.utf8.firstIndex(of: UInt8(ascii: "/")),
      let kind = Kind(rawValue: String(text[..<slash]))
    else { return nil }
    self.init(kind: kind, name: String(text[text.utf8.index(after: slash)...]))
  }
}

extension GivenName: Comparable, CustomStringConvertible {
  /// 64 hexadecimal digits, or a UUID.
  public var description: String { "\(kind.rawValue)/\(name)" }

  /// Orders by their bytes.
  public static func < (left: GivenName, right: GivenName) -> Bool {
    (left.kind, left.name) < (right.kind, right.name)
  }
}
