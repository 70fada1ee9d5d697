import TaglioFormat
import TaglioKit

/// What `--set NAME=VALUE` says of a run, in the order of the call.
struct ChosenValues {
  private(set) var values: [(name: ExactString, value: CanonicalJSON)] = []

  /// - Throws: `usage` for what is not `NAME=VALUE`, and for a name with two values.
  init(_ texts: [String]) throws {
    for text in texts {
      let (name, value) = try ChosenValues.pair(text)
      guard !values.contains(where: { $0.name == name }) else {
        throw TaglioError(
          .usage,
          "--set gives \(name) two values",
          help: "Give it one: --set \(name.string.shellWord)=VALUE"
        )
      }
      values.append((name, value))
    }
  }

  /// What does not read as JSON is a text.
  private static func pair(_ text: String) throws -> (ExactString, CanonicalJSON) {
    guard let equals = text.utf8.firstIndex(of: UInt8(ascii: "=")), equals > text.startIndex else {
      throw TaglioError(
        .usage,
        "--set \(text) is not NAME=VALUE",
        help: "For example: --set model=small or --set temperature=0.5"
      )
    }
    let value = String(text[text.utf8.index(after: equals)...])
    return (ExactString(String(text[..<equals])), LabelRule.anything.value(value))
  }

  /// The object of all of them.
  var json: CanonicalJSON {
    let members = values.map { (name: $0.name.string, value: JSONTree.value($0.value)) }
    return CanonicalJSON(unchecked: JSONTree.object(members).bytes)
  }
}
