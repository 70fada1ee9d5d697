import ArgumentParser
import TaglioFormat
import TaglioKit

/// Changes of fields, as the command line has them.
struct FieldOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Give the field at a JSON Pointer a value, in JSON; - adds to an array.",
      valueName: "path=json"
    )
  )
  var set: [String] = []

  @Option(help: ArgumentHelp("Take the field at a JSON Pointer away.", valueName: "path"))
  var unset: [String] = []

  var isEmpty: Bool { self.set.isEmpty && unset.isEmpty }

  /// The changes: first what is set, then what is taken away, each in the order of the call.
  func edits() throws -> [JSONEdit] {
    try set.map(FieldOptions.setting) + unset.map { .unset(try FieldOptions.pointer($0)) }
  }

  private static func setting(_ text: String) throws -> JSONEdit {
    guard let pair = text.splitAtEquals else {
      throw TaglioError(
        .usage,
        "--set \(text) has no value",
        help: "Write: --set '\(text)=VALUE', with the value in JSON"
      )
    }
    let pointer = try pointer(pair.name)
    do {
      return .set(pointer, try CanonicalJSON(canonicalizing: Array(pair.value.utf8)))
    } catch {
      throw TaglioError(
        .usage,
        "the value of --set \(pair.name) is no JSON: \(error.detail)",
        help: "A text needs quotation marks of JSON, and the shell's around them: "
          + "--set " + #"\#(pair.name)="five""#.shellWord,
        cause: error
      )
    }
  }

  private static func pointer(_ text: String) throws -> JSONPointer {
    guard let pointer = JSONPointer(text), !pointer.tokens.isEmpty else {
      throw TaglioError(
        .usage,
        "\"\(text)\" is no path to a field",
        help: "A path is a JSON Pointer: /answer, /input/messages/0"
      )
    }
    return pointer
  }
}

/// Changes of labels, as the command line has them.
struct LabelOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Give a label a value.", valueName: "name=value"))
  var label: [String] = []

  @Option(help: ArgumentHelp("Add an element to a label that is a list.", valueName: "name=value"))
  var addLabel: [String] = []

  @Option(
    help: ArgumentHelp(
      "Take a label away, or one element of a list.",
      valueName: "name[=value]"
    )
  )
  var dropLabel: [String] = []

  var isEmpty: Bool { label.isEmpty && addLabel.isEmpty && dropLabel.isEmpty }

  /// The changes: values, then elements that are added, then what is taken away.
  func edits() throws -> [LabelEdit] {
    let set = try label.map { text in
      let (name, value) = try LabelOptions.pair(text, "--label")
      return LabelEdit.set(name, LabelRule(for: name).value(value))
    }
    let add = try addLabel.map { text in
      let (name, value) = try LabelOptions.pair(text, "--add-label")
      return LabelEdit.add(name, LabelRule(for: name).element(value))
    }
    let drop = dropLabel.map { text in
      guard let pair = text.splitAtEquals else { return LabelEdit.unset(ExactString(text)) }
      let name = ExactString(pair.name)
      return LabelEdit.drop(name, LabelRule(for: name).element(pair.value))
    }
    return set + add + drop
  }

  private static func pair(_ text: String, _ option: String) throws -> (ExactString, String) {
    guard let pair = text.splitAtEquals, !pair.name.isEmpty else {
      throw TaglioError(
        .usage,
        "\(option) \(text) is not NAME=VALUE",
        help: "For example: \(option) " + (option == "--label" ? "title=Primes" : "keywords=easy")
      )
    }
    return (ExactString(pair.name), pair.value)
  }
}

extension String {
  /// What stands before the first `=` and after it; nil where there is none.
  fileprivate var splitAtEquals: (name: String, value: String)? {
    guard let equals = utf8.firstIndex(of: UInt8(ascii: "=")) else { return nil }
    return (String(self[..<equals]), String(self[utf8.index(after: equals)...]))
  }
}
