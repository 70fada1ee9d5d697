import TaglioFormat
import TaglioKit

/// All settings.
struct SettingList: Report {
  /// Names are written as in a file.
  var items: [(name: String, value: ConfigLayers.Value)]
  var showsOrigin: Bool

  func text(_ style: Style) -> String {
    var table = TextTable()
    table.rows = items.map { name, value in
      let line = [name, "= " + value.text.escapedForTerminal()]
      return showsOrigin ? line + [value.origin.words] : line
    }
    table.paint = [2: style.dim]
    return table.text(columns: nil)
  }

  /// `{"settings":[…]}` of what one setting has.
  var json: JSONTree { ["settings": .list(entries)] }

  var entries: [JSONTree] { items.map { .setting($0.name, $0.value) } }
}

/// One setting.
struct SettingView: Report {
  var name: String
  var value: ConfigLayers.Value
  var showsOrigin: Bool

  func text(_ style: Style) -> String {
    let origin = showsOrigin ? "  " + style.dim(value.origin.words) : ""
    return value.text.escapedForTerminal() + origin + "\n"
  }

  /// `{"name","origin":{"file","kind","line","variable"},"value"}`; `kind` is `option`, `variable`,
  /// `file` or `default`.
  var json: JSONTree { .setting(name, value) }
}

/// What `config` changed in a file.
struct SettingChange: Report {
  var name: Config.Name
  /// Nil where it was taken out.
  var value: String?
  /// What the file said before.
  var before: String?
  var file: String
  /// What counts now.
  var effective: ConfigLayers.Value

  var isConfirmation: Bool { true }

  func text(_ style: Style) -> String {
    let change = value.map { "\(name.rawValue) = \($0.escapedForTerminal())" }
    return "\(change ?? "took out \(name.rawValue)"), in \(file.escapedForTerminal())\n"
  }

  /// `{"before","file","name","value"}`; `before` and `value` are null where the file said or says
  /// nothing.
  var json: JSONTree {
    [
      "before": .optional(before), "file": .text(file), "name": .text(name.rawValue),
      "value": .optional(value),
    ]
  }

  var notes: [String] {
    guard let value, effective.text != value else { return [] }
    return ["\(effective.origin.words) overrides it"]
  }
}

extension ConfigLayers.Origin {
  /// For a person: an option, a variable, a file and line, or the default.
  var words: String {
    switch self {
    case .flag: "option -c"
    case .variable(let name): "variable \(name)"
    case .file(let path, let line): "\(path):\(line)".escapedForTerminal()
    case .standard: "default"
    }
  }

  fileprivate var json: JSONTree {
    var (kind, file, number, variable) = ("default", JSONTree.null, JSONTree.null, JSONTree.null)
    switch self {
    case .flag: kind = "option"
    case .variable(let name): (kind, variable) = ("variable", .text(name))
    case .file(let path, let line):
      (kind, file, number) = ("file", .text("\(path)"), .number(line))
    case .standard: break
    }
    return ["file": file, "kind": .text(kind), "line": number, "variable": variable]
  }
}

extension JSONTree {
  fileprivate static func setting(_ name: String, _ value: ConfigLayers.Value) -> JSONTree {
    ["name": .text(name), "origin": value.origin.json, "value": .text(value.text)]
  }
}
