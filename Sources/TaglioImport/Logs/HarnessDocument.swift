import TaglioFormat
import TaglioKit

/// What a task came to on one document: a row for each filter that its answers went through.
struct HarnessDocument {
  private let id: String
  private var rows: [LogElement] = []

  /// The documents of a file, in its order.
  static func all(_ rows: [LogElement]) throws -> [HarnessDocument] {
    var documents: [HarnessDocument] = []
    var numbers: [ExactString: Int] = [:]
    for row in rows {
      guard let id = row.object["doc_id"]?.name, row.object["doc"] != nil else {
        throw ImportError(
          .log,
          at: row.place,
          "the sample has no doc_id, or no doc",
          help: "is this the file as lm-eval wrote it?"
        )
      }
      if let number = numbers[ExactString(id)] {
        documents[number].rows.append(row)
      } else {
        numbers[ExactString(id)] = documents.count
        documents.append(HarnessDocument(id: id, rows: [row]))
      }
    }
    return documents
  }

  /// Adds the document as a case, and what came out of it.
  func add(to builder: inout LogBuilder, _ judge: HarnessJudge) throws {
    guard let first = rows.first else { return }
    var filters = JSONObject()
    var scores = JSONObject()
    let head = first.object
    let record: JSONObject = ["doc": head["doc"] ?? .null, "id": head["doc_id"] ?? .null]
    let input = try builder.input(id: id, record, at: first.place)
    for row in rows {
      var rest = row.object
      let filter = rest.take("filter")?.text ?? "none"
      guard filters[filter] == nil else { throw repeated(filter, row) }
      for name in HarnessJudge.metrics(of: row.object) {
        scores["\(name),\(filter)"] = rest.take(name)
      }
      for name in ["doc", "doc_id"] where rest[name] == head[name] { rest[name] = nil }
      if filter == (head["filter"]?.text ?? "none") {
        HarnessDocument.shown.forEach { rest[$0] = nil }
      }
      filters[filter] = .object(rest)
    }
    var fields = JSONObject()
    fields["output"] = HarnessDocument.answer(head["filtered_resps"])
    for name in ["resps", "target"] { fields[name] = head[name] }
    judge.judge(head, &fields)
    fields["scores"] = .object(scores)
    try builder.output(
      of: input,
      trial: 0,
      fields,
      rest: ["filters": .object(filters)],
      at: first.place
    )
  }

  /// What the output shows of the first filter.
  private static let shown = ["filtered_resps", "resps", "target"]

  private func repeated(_ filter: String, _ row: LogElement) -> ImportError {
    ImportError(
      .log,
      at: row.place,
      "document \(id) has two rows of the filter \(quoted(filter))",
      help: "name the samples of each run in a call of their own"
    )
  }

  /// The answer itself, where there is one.
  private static func answer(_ responses: JSONValue?) -> JSONValue? {
    guard let list = responses?.array, list.count == 1 else { return responses }
    return list[0]
  }
}

/// Judges samples by the first metric of their task.
///
/// A metric is a verdict only where it is 0 or 1 for every sample of the task and more is better: a
/// share of common words that happens to be 1 is none.
struct HarnessJudge {
  private let metric: String?
  private let isVerdict: Bool

  init(_ rows: [LogElement], _ higherIsBetter: JSONValue?) {
    let metric = rows.first.flatMap { HarnessJudge.metrics(of: $0.object).first }
    self.metric = metric
    let filter = rows.first?.object["filter"]
    let values = rows.map(\.object).filter { $0["filter"] == filter }
      .map { row in metric.flatMap { row[$0] } }
    let isBetter = metric.flatMap { higherIsBetter?[$0]?.bool } ?? true
    isVerdict = isBetter && values.allSatisfy { HarnessJudge.verdict($0) != nil }
  }

  func judge(_ row: JSONObject, _ fields: inout JSONObject) {
    guard let metric, let value = row[metric] else { return }
    if isVerdict { fields["passed"] = HarnessJudge.verdict(value).map { .bool($0) } }
    let number = value.number ?? value.bool.map { $0 ? 1 : 0 }
    fields["score"] = number.map { .double($0) }
  }

  private static func verdict(_ value: JSONValue?) -> Bool? {
    if let flag = value?.bool { return flag }
    guard let number = value?.number else { return nil }
    return number == 1 ? true : number == 0 ? false : nil
  }

  /// The names of the metrics in a row: those that it lists, else those that are known to be one.
  static func metrics(of row: JSONObject) -> [String] {
    if let listed = row["metrics"]?.array { return listed.compactMap(\.text) }
    let known = ["acc", "exact_match", "em", "pass@1", "acc_norm", "f1", "mc1", "mc2"]
    return known.filter { row[$0] != nil }
  }
}
