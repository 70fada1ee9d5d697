import ArgumentParser
import TaglioFormat

/// What the parser knows of a command: the one description that help, manual pages and completions
/// share.
struct CommandInfo {
  /// `taglio`, or `taglio ls`.
  var name: String
  var abstract: String
  /// Paragraphs, and then perhaps `EXAMPLES` with lines that are indented.
  var discussion: String
  var arguments: [ArgumentInfo]
  var commands: [CommandInfo]

  /// All of the program.
  static func ofProgram() throws -> CommandInfo {
    let document = try JSONDocument(parsing: Array(TaglioProgram._dumpHelp().utf8))
    return CommandInfo(document.root["command"] ?? document.root, above: "")
  }

  private init(_ view: JSONView, above: String) {
    let own = view.text("commandName")
    let name = above.isEmpty ? own : above + " " + own
    self.name = name
    abstract = view.text("abstract")
    discussion = view.text("discussion")
    arguments = view.list("arguments").filter(\.isShown).map { ArgumentInfo($0) }
    commands = view.list("subcommands").filter { $0.isShown && $0.text("commandName") != "help" }
      .map { CommandInfo($0, above: name) }
  }
}

/// What the parser knows of an argument, an option or a flag.
struct ArgumentInfo {
  enum Kind { case positional, option, flag }

  var kind: Kind
  /// With their hyphens, as `-q` and `--quiet`; none for what has no name.
  var names: [String]
  var abstract: String
  var valueName: String
  var isOptional: Bool
  var isRepeating: Bool
  /// Whether every command has it.
  var isGlobal: Bool

  init(_ view: JSONView) {
    kind =
      switch view.text("kind") {
      case "positional": .positional
      case "option": .option
      default: .flag
      }
    names = view.list("names").map { name in
      (name.text("kind") == "long" ? "--" : "-") + name.text("name")
    }
    abstract = view.text("abstract")
    valueName = view.text("valueName")
    isOptional = view["isOptional"]?.bool ?? false
    isRepeating = view["isRepeating"]?.bool ?? false
    isGlobal = view["sectionTitle"] != nil || names.contains { $0 == "--help" || $0 == "--version" }
  }
}

extension JSONView {
  fileprivate func text(_ key: String) -> String { self[key]?.string ?? "" }

  fileprivate func list(_ key: String) -> [JSONView] { self[key].map { Array($0.elements) } ?? [] }

  fileprivate var isShown: Bool { self["shouldDisplay"]?.bool ?? true }
}
