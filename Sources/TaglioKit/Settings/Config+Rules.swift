package import TaglioFormat
import TaglioSystem

/// What each setting may be, and where it may stand.
extension Config.Name {
  /// Its values, where they are few.
  package var choices: [String]? {
    switch self {
    case .color: ["auto", "always", "never"]
    case .durability: Durability.allCases.map(\.rawValue)
    case .author, .editor, .key, .mutable, .pager, .wait: nil
    }
  }

  /// What holds where nobody says anything; nil for the author, whom only the world around knows.
  package var standard: String? {
    switch self {
    case .author: nil
    case .color: "auto"
    case .durability: Durability.batch.rawValue
    case .editor: "vi"
    case .key: "uuid"
    case .mutable: AddOptions.defaultMutable.joined(separator: ",")
    case .pager: "less -FRX"
    case .wait: Config.forever
    }
  }

  /// Whether its value is run.
  ///
  /// Such a setting does not count in a store: stores are copied, and nothing in them is executed.
  package var isProgram: Bool { self == .editor || self == .pager }

  /// Whether it may be empty, for none; elsewhere an empty value says nothing.
  package var mayBeEmpty: Bool { self == .mutable || self == .pager }

  /// The environment variable of its own.
  package var variable: String { "TAGLIO_" + rawValue.uppercased() }

  /// Environment variables that other programs read too and that count after all files.
  package var sharedVariables: [String] {
    switch self {
    case .editor: ["VISUAL", "EDITOR"]
    case .pager: ["PAGER"]
    default: []
    }
  }

  /// Why it cannot have this value; nil where it can.
  package func problem(with value: String) -> String? {
    if value.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) {
      return "a value is one line without control characters"
    }
    if value.isEmpty { return mayBeEmpty ? nil : "it cannot be empty" }
    if let choices {
      return choices.contains(value) ? nil : "it can be \(Config.list(choices, "or"))"
    }
    if self == .wait, value != Config.forever, DurationText.nanoseconds(value) == nil {
      return "it is a length of time, as 30s or 10m, or forever"
    }
    if self == .mutable,
      value.split(separator: ",", omittingEmptySubsequences: false)
        .contains(where: { $0.allSatisfy { $0 == " " } })
    {
      return "it is names of fields between commas"
    }
    return nil
  }
}

extension Config {
  /// The value of `wait` without a limit.
  package static let forever = "forever"

  /// `a, b and c`.
  package static func list(_ words: [String], _ joint: String) -> String {
    guard let last = words.last, words.count > 1 else { return words.joined() }
    return words.dropLast().joined(separator: ", ") + " \(joint) " + last
  }
}

extension TaglioError {
  /// Says that there is no such setting, and which was meant.
  package static func noSetting(_ name: String, code: Code = .usage) -> TaglioError {
    let names = Config.Name.allCases.map(\.rawValue)
    let near = Spelling.nearest(to: name, among: names)
    let meant = near.isEmpty ? "" : "Did you mean \(Config.list(near, "or"))? "
    return TaglioError(
      code,
      "there is no setting \"\(name)\"",
      help: meant + "There are \(Config.list(names, "and"))."
    )
  }
}
