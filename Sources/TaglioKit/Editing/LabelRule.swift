public import TaglioFormat

/// Which values a label can have.
public enum LabelRule: Hashable, Sendable {
  /// One text: `title`, `description`, `author`, `notes`.
  case text
  /// A list of texts, written element by element: `keywords`.
  case texts
  /// A text or a number: `priority`.
  case textOrNumber
  /// Any value: labels that the data model does not know.
  case anything

  /// The rule for the label of this name.
  public init(for name: ExactString) {
    switch name {
    case "author", "description", "notes", "title": self = .text
    case "keywords": self = .texts
    case "priority": self = .textOrNumber
    default: self = .anything
    }
  }

  /// The value that a text from the command line stands for.
  ///
  /// Where more than texts are allowed, what reads as JSON is taken as such and anything else as a
  /// text.
  public func value(_ text: String) -> CanonicalJSON {
    // What is no JSON is no mistake here: it is a text.
    let json = try? CanonicalJSON(canonicalizing: Array(text.utf8))
    switch self {
    case .text: return CanonicalJSON(text: text)
    case .textOrNumber where json?.document.root.kind != .number: return CanonicalJSON(text: text)
    case .texts, .textOrNumber, .anything: return json ?? CanonicalJSON(text: text)
    }
  }

  /// The element of a list that a text from the command line stands for.
  public func element(_ text: String) -> CanonicalJSON {
    self == .texts ? CanonicalJSON(text: text) : LabelRule.anything.value(text)
  }

  func allows(_ value: CanonicalJSON) -> Bool {
    let root = value.document.root
    switch self {
    case .text: return root.kind == .string
    case .texts: return root.kind == .array && root.elements.allSatisfy { $0.kind == .string }
    case .textOrNumber: return root.kind == .string || root.kind == .number
    case .anything: return true
    }
  }

  /// Whether the label can be a list with this element.
  func allows(element: CanonicalJSON) -> Bool {
    switch self {
    case .text, .textOrNumber: false
    case .texts: element.document.root.kind == .string
    case .anything: true
    }
  }

  /// The refusal of a value that the label `name` cannot have.
  func refusal(_ name: ExactString) -> TaglioError {
    let (words, help) =
      switch self {
      case .text: ("one text", "Write it as a text: --label \(name)=TEXT")
      case .texts:
        (
          "a list of texts",
          "Add one with --add-label \(name)=TEXT, or write the list: "
            + #"--label '\#(name)=["easy","short"]'"#
        )
      case .textOrNumber: ("one text or number", "For example: --label \(name)=1")
      case .anything: ("any value", "For example: --label \(name)=TEXT")
      }
    return TaglioError(.badInput, "the label \(name) is \(words)", help: help)
  }
}

extension CanonicalJSON {
  /// A text.
  init(text: String) {
    var bytes: [UInt8] = []
    JSONWriter.appendString(text, to: &bytes)
    self.init(unchecked: bytes)
  }
}
