public import TaglioFormat

extension GivenName {
  /// Reads `kind/name` for a name that somebody wants to give, and refuses what could be mistaken
  /// for something else at the prompt.
  ///
  /// Names in commits may be any (`init(_:)`); these are only kept from being given here.
  ///
  /// - Throws: `TaglioError` with `badInput`.
  public init(toGive text: String) throws {
    guard let name = GivenName(text) else { throw GivenName.notAName(text) }
    if let reason = name.reasonAgainst {
      throw TaglioError(
        .badInput,
        "\"\(name.name)\" cannot be a name: \(reason)",
        help: "Choose letters, digits, - and _, for example: \(name.kind.rawValue)/baseline"
      )
    }
    self = name
  }

  /// The refusal of what is no `kind/name` at all.
  static func notAName(_ text: String) -> TaglioError {
    let kinds = Kind.allCases.map { "\($0.rawValue)/NAME" }.joined(separator: ", ")
    return TaglioError(
      .badInput,
      "\"\(text)\" is no name that can be given",
      help: "Names are \(kinds), without control characters and of at most "
        + "\(maximumLength) bytes; cases are named by their keys."
    )
  }

  /// Why the name would be mistaken; nil where it would not.
  private var reasonAgainst: String? {
    let text = name.string
    if text == "latest" { return "it stands for the run that started last" }
    if IDPrefix(text) != nil { return "it looks like the beginning of an id" }
    if UUID(text) != nil { return "it looks like a UUID" }
    if text.hasPrefix("-") { return "it looks like an option" }
    if text.hasPrefix("[") { return "it looks like a key in JSON" }
    if text.hasSuffix("^") || text.contains("~") { return "^ and ~ go back to earlier versions" }
    if text.unicodeScalars.contains(where: \.isInvisible) {
      return "it holds spaces or invisible characters"
    }
    return reasonAgainstParts
  }

  private var reasonAgainstParts: String? {
    let parts = name.string.split(separator: "/", omittingEmptySubsequences: false)
    if parts.contains("") || parts.contains(".") || parts.contains("..") {
      return "it looks like a path"
    }
    let kinds = Kind.allCases.map(\.rawValue) + ["cases"]
    guard parts.count > 1, let first = parts.first, kinds.contains(String(first)) else {
      return nil
    }
    return "it looks like a name with its kind"
  }
}

extension Unicode.Scalar {
  /// Spaces of all sorts, and what steers or joins text without being seen.
  fileprivate var isInvisible: Bool {
    switch properties.generalCategory {
    case .format, .lineSeparator, .paragraphSeparator, .spaceSeparator, .control: true
    default: false
    }
  }
}
