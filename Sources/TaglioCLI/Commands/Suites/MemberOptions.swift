import ArgumentParser
import TaglioFormat
import TaglioKit

/// The cases that a command on suites is about.
struct MemberOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "Keys or ids of cases; - reads them from standard input.",
      valueName: "case"
    ),
    completion: .version
  )
  var cases: [String] = []

  @Option(
    help: ArgumentHelp(
      "Take the inputs of a run, or the members of a suite.",
      valueName: "run|suite"
    ),
    completion: .version
  )
  var from: String?

  @Option(
    name: .customLong("where"),
    help: ArgumentHelp(
      "Take the cases for which an expression holds, of all or of --from.",
      valueName: "expr"
    )
  )
  var condition: String?

  var isEmpty: Bool { cases.isEmpty && from == nil && condition == nil }

  func validate() throws {
    if cases.count(where: { $0 == "-" }) > 1 {
      throw ValidationError("standard input can be read only once")
    }
  }

  /// Refuses a call that names nothing.
  func requireSome() throws {
    guard !isEmpty else { throw ValidationError("name cases, or say which with --from or --where") }
  }

  func selection(_ session: Session) throws -> MemberSelection {
    let names = try cases.flatMap { name in
      name == "-" ? try NameLines.read(session) : [MemberSelection.Name(name)]
    }
    let query = try condition.map { try Query(parsing: $0) }
    return MemberSelection(names, from: from, where: query)
  }
}

/// Names on standard input, one a line; empty lines are passed over.
enum NameLines {
  static func read(_ session: Session) throws -> [MemberSelection.Name] {
    let input = try session.console.input.open()
    var bytes: [UInt8] = []
    while try input.appendSome(to: &bytes) {}
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    return try lines.enumerated().compactMap { number, line in
      let line = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
      guard !line.isEmpty else { return nil }
      let place = RecordPlace(file: "-", line: number + 1, column: 1, record: number + 1)
      guard let text = String(validating: line, as: UTF8.self) else {
        throw TaglioError(
          .badInput,
          "the line is not UTF-8",
          place: place,
          help: "Give keys or ids of cases as text, one a line."
        )
      }
      return MemberSelection.Name(text, at: place)
    }
  }
}
