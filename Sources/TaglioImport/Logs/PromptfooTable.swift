import TaglioFormat
import TaglioKit

/// What the columns of a table of promptfoo are.
///
/// Three forms are known: with `Status`, `Score`, `Named Scores`, `Grader Reason` and `Comment` behind
/// each output; with `[PASS]`, `[FAIL]` or `[ERROR]` before it; and, of the first versions, with one
/// `RESULT` for all outputs of a row, where an output's column is named by a prompt with `{{…}}`.
struct PromptfooColumns {
  /// A column with outputs.
  struct Output {
    var column: Int
    /// Columns of what is said of the output, by the name it gets.
    var fields: [(name: String, column: Int)] = []
  }

  private(set) var outputs: [Output] = []
  /// The columns of the variables.
  private(set) var variables: [Int] = []
  /// The column that describes the test.
  private(set) var description: Int?

  private static let said = [
    "Status": "status", "Score": "score", "Named Scores": "scores", "Grader Reason": "reason",
    "Comment": "comment",
  ]

  /// Nil where this is no table of promptfoo.
  init?(_ rows: [[String]]) {
    guard let head = rows.first else { return nil }
    if head.contains("Status") {
      readStatuses(head)
    } else if let result = head.firstIndex(of: "RESULT") {
      for (column, name) in head.enumerated() where column != result {
        guard name.contains("{{") else {
          variables.append(column)
          continue
        }
        outputs.append(Output(column: column, fields: [("status", result)]))
      }
    } else {
      readMarks(head, rows.dropFirst())
    }
    guard !outputs.isEmpty else { return nil }
  }

  private mutating func readStatuses(_ head: [String]) {
    for (column, name) in head.enumerated() {
      let isOutput = column + 1 < head.count && head[column + 1] == "Status"
      if isOutput {
        outputs.append(Output(column: column))
      } else if let last = outputs.indices.last {
        outputs[last].fields.append((PromptfooColumns.said[name] ?? name, column))
      } else if name == "Description", column == 0 {
        description = column
      } else {
        variables.append(column)
      }
    }
  }

  private mutating func readMarks(_ head: [String], _ rows: ArraySlice<[String]>) {
    for column in head.indices {
      let cells = rows.lazy.map { $0[column] }.filter { !$0.isEmpty }
      if !cells.isEmpty, cells.allSatisfy({ PromptfooMark($0) != nil }) {
        outputs.append(Output(column: column))
      } else {
        variables.append(column)
      }
    }
  }
}

/// `[PASS] …`, `[FAIL] …`, `[ERROR] …`, with or without brackets.
struct PromptfooMark {
  /// `PASS`, `FAIL` or `ERROR`.
  let word: String
  /// What follows it.
  let rest: String

  init?(_ cell: String) {
    guard let word = ["PASS", "FAIL", "ERROR"].first(where: { cell.hasPrefix("[\($0)]") }) else {
      return nil
    }
    self.word = word
    rest = String(cell.dropFirst(word.count + 2).drop { $0 == " " })
  }
}

/// A table of promptfoo: a row for each test.
struct PromptfooTable {
  private let rows: [[String]]
  private let columns: PromptfooColumns

  init(_ rows: [[String]], _ columns: PromptfooColumns) {
    self.rows = rows
    self.columns = columns
  }

  /// One log for each column with outputs.
  func logs(_ name: String) throws -> [ImportedLog] {
    guard rows.count > 1 else {
      throw ImportError(log: name, "the table has no rows", help: "run the evaluation again")
    }
    return try columns.outputs.map { try log($0, name) }
  }

  private func log(_ output: PromptfooColumns.Output, _ name: String) throws -> ImportedLog {
    let heading = rows[0][output.column]
    var log = ImportedLog(
      name: name,
      tool: "promptfoo",
      task: "promptfoo",
      dataSet: "promptfoo"
    )
    log.config = ["prompt": .string(heading)]
    if heading.hasPrefix("["), let end = heading.firstIndex(of: "]") {
      log.config["model"] = .string(String(heading[..<end].dropFirst()))
    }
    log.identity = ["column": .int(Int64(output.column)), "prompt": .string(heading)]
    log.details = ["columns": .array(rows[0].map { .string($0) })]
    if columns.outputs.count > 1 {
      log.notes.append("one of \(columns.outputs.count) runs: \(heading.prefix(80))")
    }
    log.notes.append("a table tells no time and no data set")
    var builder = LogBuilder(log)
    for (index, row) in rows.dropFirst().enumerated() {
      let place = RecordPlace(file: name, line: index + 2, column: 1, record: index + 1)
      try take(row, output, place, &builder)
    }
    return builder.log
  }

  private func take(
    _ row: [String],
    _ output: PromptfooColumns.Output,
    _ place: RecordPlace,
    _ builder: inout LogBuilder
  ) throws {
    var vars = JSONObject()
    for column in columns.variables { vars[rows[0][column]] = .string(row[column]) }
    var record: JSONObject = ["vars": .object(vars)]
    if let column = columns.description, !row[column].isEmpty {
      record["description"] = .string(row[column])
    }
    let input = try builder.input(digesting: .object(vars), record, at: place)
    var said = JSONObject()
    for (name, column) in output.fields where !row[column].isEmpty {
      said[name] = .string(row[column])
    }
    let mark = PromptfooMark(row[output.column])
    let status = said.take("status")?.text ?? mark?.word
    // A column that a test was not run for is empty.
    if row[output.column].isEmpty, status == nil { return }
    let fields = try fields(row[output.column], mark, status, &said, place)
    try builder.output(of: input, fields, rest: said, at: place)
  }

  private func fields(
    _ cell: String,
    _ mark: PromptfooMark?,
    _ status: String?,
    _ said: inout JSONObject,
    _ place: RecordPlace
  ) throws -> JSONObject {
    let text = mark?.rest ?? cell
    var fields: JSONObject = ["output": .string(text)]
    switch status {
    case "PASS"?: fields["passed"] = true
    case "FAIL"?: fields["passed"] = false
    case "ERROR"?: fields["error"] = .string(text.isEmpty ? "promptfoo tells an error" : text)
    default:
      throw ImportError(
        .log,
        at: place,
        "the status is \(quoted(status ?? "")), and PASS, FAIL or ERROR is wanted",
        help: "is this the table as promptfoo wrote it?"
      )
    }
    if let score = said["score"]?.text.flatMap(Double.init), score.isFinite {
      fields["score"] = .double(score)
      said["score"] = nil
    }
    // Scores that do not read stay among what the log says, and are kept as text.
    if let scores = said["scores"]?.text,
      let value = try? CanonicalJSON(canonicalizing: Array(scores.utf8))
    {
      fields["scores"] = value.value
      said["scores"] = nil
    }
    fields["reason"] = said.take("reason")
    return fields
  }
}
