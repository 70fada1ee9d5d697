import TaglioFormat
import TaglioKit

/// Results of promptfoo: JSON of the versions 1 to 3, and CSV.
///
/// Each column of its table, a prompt with a provider, is a run of its own: so that two of them can be
/// compared.
enum PromptfooLog {
  static func read(_ file: LogFile) throws -> [ImportedLog] {
    switch file.content {
    case .document(let header, let lists):
      let results = JSONPointer("/results/results").flatMap { lists[$0] } ?? []
      return try read(.object(header), results, file.name)
    case .table(let rows):
      guard let columns = PromptfooColumns(rows) else { break }
      return try PromptfooTable(rows, columns).logs(file.name)
    default: break
    }
    throw ImportError(
      log: file.name,
      "this is no result of promptfoo",
      help: "write it with: promptfoo eval -o results.json"
    )
  }

  private static func read(
    _ header: JSONValue,
    _ results: [LogElement],
    _ name: String
  ) throws -> [ImportedLog] {
    try requireKnown(header, results, name)
    let tests = header["config"]?["tests"]?.text.map { $0.replacing("file://", with: "") }
    let named = tests ?? header["config"]?["description"]?.text
    var columns: [Column: LogBuilder] = [:]
    var order: [Column] = []
    for element in results.sorted(by: precedes) {
      let row = JSONValue.object(element.object)
      let column = Column(row)
      if columns[column] == nil {
        order.append(column)
        columns[column] = LogBuilder(log(header, column, row, named, name))
      }
      try columns[column]?.take(element, isNamed: named != nil)
    }
    let logs = order.sorted().compactMap { columns[$0]?.log }
    return logs.count < 2 ? logs : logs.map { $0.named(after: logs.count) }
  }

  /// Rows of one test stand together; else they keep their order.
  private static func precedes(_ left: LogElement, _ right: LogElement) -> Bool {
    let test = { (element: LogElement) in element.object["testIdx"]?.int ?? 0 }
    return (test(left), left.place.record) < (test(right), right.place.record)
  }

  private static func log(
    _ header: JSONValue,
    _ column: Column,
    _ row: JSONValue,
    _ named: String?,
    _ name: String
  ) -> ImportedLog {
    let description = header["config"]?["description"]?.text
    let data = named ?? "promptfoo"
    var log = ImportedLog(
      name: name,
      tool: "promptfoo",
      task: description ?? data,
      dataSet: data
    )
    let eval = header["evalId"] ?? header["results"]?["timestamp"] ?? .null
    log.identity = ["column": .string(column.text), "eval": eval]
    log.config = [
      "model": .string(column.provider), "prompt": row["prompt"] ?? .null,
      "provider": row["provider"] ?? .null,
    ]
    log.details = header.object ?? JSONObject()
    let time = header["results"]?["timestamp"] ?? header["metadata"]?["evaluationCreatedAt"]
    log.start = LogTime.read(time ?? header["createdAt"])
    return log
  }

  private static func requireKnown(
    _ header: JSONValue,
    _ results: [LogElement],
    _ name: String
  ) throws {
    if let error = header["error"] ?? header["results"]?["error"] {
      let words = String((error["message"] ?? error).words.prefix(200))
      throw ImportError(
        log: name,
        "the evaluation failed as a whole: \(words)",
        help: "nothing came out that could be imported; run it again"
      )
    }
    if let version = header["results"]?["version"], !(1...3).contains(version.int ?? 0) {
      throw ImportError(
        log: name,
        "version \(version.words) of promptfoo's results is not known",
        help: "versions 1 to 3 are; export it as CSV: promptfoo export eval ID -o results.csv"
      )
    }
    guard !results.isEmpty else {
      throw ImportError(log: name, "there are no results in it", help: "run the evaluation again")
    }
  }

  /// A prompt with a provider.
  private struct Column: Hashable, Comparable {
    var index: Int
    var provider: String
    var prompt: String

    init(_ row: JSONValue) {
      index = row["promptIdx"]?.int ?? 0
      provider =
        row["provider"]?["label"]?.text ?? row["provider"]?["id"]?.text ?? row["provider"]?.text
        ?? "provider"
      prompt = row["prompt"]?["raw"]?.text ?? row["prompt"]?.text ?? ""
    }

    /// What tells it from the other columns of its evaluation.
    var text: String { "\(index)\n\(provider)\n\(prompt)" }

    static func < (left: Column, right: Column) -> Bool {
      (left.index, left.text) < (right.index, right.text)
    }
  }
}

extension ImportedLog {
  /// Says that the log is several runs.
  fileprivate func named(after count: Int) -> ImportedLog {
    var log = self
    let prompt = config["prompt"]
    let label = prompt?["label"]?.text ?? prompt?["raw"]?.text ?? prompt?.text ?? ""
    log.notes.append("one of \(count) runs: \(config["model"]?.words ?? ""), \(label.prefix(60))")
    return log
  }
}

extension LogBuilder {
  /// Takes a result: its test as a case, and what came out.
  fileprivate mutating func take(_ element: LogElement, isNamed: Bool) throws {
    var row = element.object
    var test = row.take("testCase")?.object ?? JSONObject()
    let vars = row.take("vars")
    if let vars, let own = test["vars"], own != vars { row["vars"] = vars }
    test["vars"] = test["vars"] ?? vars ?? [:]
    // Tests of evaluations without a name may have nothing in common but their variables.
    let digested = isNamed ? test["vars"] ?? .null : .object(test)
    let input = try self.input(digesting: digested, test, at: element.place)
    var fields = JSONObject()
    let response = row["response"]
    fields["output"] = response?["output"] ?? row["output"]
    let reason = row.take("error")
    if LogBuilder.isError(.object(row), reason) {
      fields["error"] = reason ?? response?["error"] ?? "promptfoo tells an error"
    } else {
      fields["passed"] = row["success"]
      fields["reason"] = reason ?? row["gradingResult"]?["reason"]
    }
    fields["score"] = row.take("score")
    fields["scores"] = row.take("namedScores")
    fields["latency_ms"] = row.take("latencyMs")
    fields["cost"] = row.take("cost")
    fields["usage"] = response?["tokenUsage"]
    for name in ["success", "output", "prompt", "provider"] { row[name] = nil }
    try output(of: input, fields, rest: row, at: element.place)
  }

  /// `failureReason` is 2 where the provider failed; before version 3 there was none.
  private static func isError(_ row: JSONValue, _ reason: JSONValue?) -> Bool {
    if let kind = row["failureReason"]?.int { return kind == 2 }
    if row["response"]?["error"] != nil { return true }
    return reason != nil && row["success"]?.bool != true && row["gradingResult"] == nil
  }
}
