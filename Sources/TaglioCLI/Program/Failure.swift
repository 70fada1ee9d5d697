import SystemPackage
import TaglioFormat
import TaglioKit

/// An error as it is shown: what a person reads, what a program reads, and how the program ends.
struct Failure: Error {
  /// Stable, for programs.
  var code: String
  var status: ExitStatus
  /// One sentence without a full stop.
  var message: String
  var place: Place?
  /// The field of the record, as a JSON Pointer.
  var field: String?
  /// What was typed and where in it the mistake is.
  var excerpt: TaglioError.Excerpt?
  /// The next thing to type or do.
  var help: String?
  /// What a name could stand for.
  var candidates: [String] = []
  /// What a lower layer said.
  var cause: String?
  /// The object that is lost or damaged.
  var object: ObjectID?

  /// Where in an input.
  struct Place {
    var file: String
    var line: Int?
    var column: Int?
    var record: Int?
  }

  init(_ code: String, _ status: ExitStatus, _ message: String, help: String? = nil) {
    self.code = code
    self.status = status
    self.message = message
    self.help = help
  }
}

extension Failure {
  /// `taglio: cases.jsonl:7312:14: message (record 7312, field /input)`, the candidates, and what
  /// helps.
  func text(_ style: Style, isVerbose: Bool) -> String {
    var lines = [style.red("taglio:") + " " + located.escapedForTerminal()]
    lines += excerpt.map(\.lines) ?? []
    lines += candidates.map { "  " + $0.escapedForTerminal() }
    if isVerbose, let cause { lines.append("  cause: " + cause.escapedForTerminal()) }
    if let help { lines.append("  help: " + help.escapedForTerminal()) }
    return lines.joined(separator: "\n") + "\n"
  }

  private var located: String {
    let numbers = [place?.line, place?.column].compactMap { $0.map(String.init) }
    let file = place.map { ([$0.file] + numbers).joined(separator: ":") + ": " } ?? ""
    let details = [
      place?.record.map { "record \($0)" }, field.map { "field \($0)" },
    ].compactMap(\.self)
    return file + message + (details.isEmpty ? "" : " (\(details.joined(separator: ", ")))")
  }

  /// `{"error":{candidates, code, field, help, message, place}}`, all keys present.
  var json: JSONTree {
    let error: JSONTree = [
      "candidates": .texts(candidates),
      "code": .text(code),
      "field": .optional(field),
      "help": .optional(help),
      "message": .text(message),
      "place": place.map(\.json) ?? .null,
    ]
    return ["error": error]
  }
}

extension TaglioError.Excerpt {
  /// The line, and below it a caret at the place.
  fileprivate var lines: [String] {
    let before = String(text.prefix(offset)).escapedForTerminal()
    return [
      "  " + text.escapedForTerminal(),
      "  " + String(repeating: " ", count: before.displayWidth) + "^",
    ]
  }
}

extension Failure.Place {
  fileprivate var json: JSONTree {
    [
      "column": column.map { .number($0) } ?? .null,
      "file": .text(file),
      "line": line.map { .number($0) } ?? .null,
      "record": record.map { .number($0) } ?? .null,
    ]
  }
}
