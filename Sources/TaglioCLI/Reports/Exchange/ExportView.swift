import TaglioFormat
import TaglioKit

/// What `export` wrote.
struct ExportView: Report {
  /// Nil for standard output.
  var file: String?
  var format: String
  var selection: ExportSelection
  /// Of an envelope: how many objects it holds.
  var objects: Int?
  /// Labels that have the name of a field, and were left out.
  var hiddenLabels: [String] = []
  var labels: [String] = []
  /// Columns of a table that are places inside objects.
  var innerColumns: [String] = []
  /// How the cases came in.
  var imports: [ExportOrigins.Import] = []

  var isConfirmation: Bool { true }

  func text(_ style: Style) -> String {
    let noun = selection.isOfOutputs ? "output" : "case"
    let objects = objects.map { ", \($0.of("object"))" } ?? ""
    let place = file.map { " to \($0.escapedForTerminal())" } ?? ""
    return "wrote \(selection.versions.count.of(noun))\(objects)\(place)\n"
  }

  var notes: [String] {
    var notes: [String] = []
    if selection.missing > 0 {
      notes.append(
        "\(selection.missing.of("case")) left out: erased, lost, or not here; see: taglio status"
      )
    }
    if !hiddenLabels.isEmpty {
      let names = hiddenLabels.map { $0.escapedForTerminal() }.joined(separator: ", ")
      notes.append(
        "labels left out, since fields have their names: \(names); an envelope holds them all"
      )
    }
    if let way = wayBack { notes.append(way) }
    return notes
  }

  /// How the records are read back as the same cases.
  private var wayBack: String? {
    guard let file, objects == nil, !selection.versions.isEmpty else { return nil }
    if selection.isOfOutputs {
      return "read back with: taglio run record EXPERIMENT \(file.shellWord) --basis /basis "
        + "--fields /output" + (format == "csv" ? " (as JSON Lines)" : "")
    }
    guard imports.count == 1, let origin = imports.first else {
      return imports.count > 1
        ? "the cases came from \(imports.count) sources, and a file is read back as one: "
          + "export those of each with 'source = NAME'" : nil
    }
    return "read back with: taglio add \(file.shellWord)\(options(of: origin))"
  }

  private func options(of origin: ExportOrigins.Import) -> String {
    var options = origin.source.map { " --source \($0.escapedForTerminal().shellWord)" } ?? ""
    switch origin.key {
    case nil: options += " --no-key"
    case "uuid"?: break
    case let key?: options += " --key \(key.escapedForTerminal().shellWord)"
    }
    let others = labels.filter { !AddOptions.defaultMutable.contains($0) }
    if !others.isEmpty, format != "csv" {
      let all = (AddOptions.defaultMutable + others).joined(separator: ",")
      options += " --mutable \(all.escapedForTerminal().shellWord)"
    }
    return options + (format == "csv" ? " --types json" + columnOption : "")
  }

  /// Sends the cells of inner columns back to their places, and those of labels to the labels.
  private var columnOption: String {
    let inner = innerColumns.map { name in
      let escaped = ExportView.escaped(name)
      return escaped + "=" + escaped
    }
    let entries =
      inner
      + labels.filter { !$0.hasPrefix("/") }.map { name in
        let escaped = ExportView.escaped(name)
        return escaped + "=label:" + escaped
      }
    guard !entries.isEmpty else { return "" }
    return " --columns " + entries.joined(separator: ",").escapedForTerminal().shellWord
  }

  /// The name as `--columns` reads it.
  private static func escaped(_ name: String) -> String {
    var text = String.UnicodeScalarView()
    for scalar in name.unicodeScalars {
      if "\\,=".unicodeScalars.contains(scalar) { text.append("\\") }
      text.append(scalar)
    }
    return String(text)
  }

  /// `{count, file, format, hidden_labels, kind, missing, objects}`; `kind` is `cases` or `outputs`,
  /// `objects` null but for an envelope.
  var json: JSONTree {
    [
      "count": .number(selection.versions.count),
      "file": .optional(file),
      "format": .text(format),
      "hidden_labels": .texts(hiddenLabels),
      "kind": .text(selection.isOfOutputs ? "outputs" : "cases"),
      "missing": .number(selection.missing),
      "objects": objects.map { .number($0) } ?? .null,
    ]
  }
}
