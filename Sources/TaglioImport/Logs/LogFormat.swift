import TaglioFormat

/// Whose logs can be taken in.
package enum LogFormat: String, Sendable, CaseIterable {
  /// GoTaglio: run logs, and suites of cases.
  case gotaglio
  /// Inspect: `.json` and `.eval`.
  case inspect
  /// The LM Evaluation Harness: results, and samples.
  case lmEval = "lm-eval"
  /// promptfoo: results as JSON and CSV.
  case promptfoo
  /// OpenAI Evals: event logs.
  case openAIEvals = "openai-evals"
}

extension LogFile {
  /// Whose log it is, by what is in it; nil where that is none that is known.
  var format: LogFormat? {
    switch content {
    case .archive(let archive):
      let names = Set(archive.entries.map { ExactString($0.name) })
      let isInspect = names.contains("header.json") || names.contains("_journal/start.json")
      return isInspect ? .inspect : nil
    case .document(let header, let lists): return LogFile.format(header, lists)
    case .rows(let rows): return rows.first.flatMap { LogFile.format(ofRow: $0.object) }
    case .table(let rows): return PromptfooColumns(rows) == nil ? nil : .promptfoo
    }
  }

  private static func format(
    _ header: JSONObject,
    _ lists: [JSONPointer: [LogElement]]
  ) -> LogFormat? {
    let value = JSONValue.object(header)
    let has = { (list: String) in JSONPointer(list).flatMap { lists[$0] } != nil }
    if value["eval"]?.object != nil, value["status"] != nil { return .inspect }
    if has("/results") { return value["metadata"]?["pipeline"] == nil ? nil : .gotaglio }
    if has("/results/results") || value["evalId"] != nil { return .promptfoo }
    if value["results"]?["stats"] != nil, value["results"]?["prompts"] != nil { return .promptfoo }
    if value["results"]?.object != nil, value["versions"] ?? value["configs"] != nil {
      return .lmEval
    }
    return format(ofRow: header)
  }

  private static func format(ofRow row: JSONObject) -> LogFormat? {
    let has = { (name: String) in row[name] != nil }
    if row["spec"]?.object != nil { return .openAIEvals }
    if has("event_id"), has("sample_id"), has("type") { return .openAIEvals }
    if has("doc_id"), has("doc") || has("resps") || has("filtered_resps") { return .lmEval }
    if row["uuid"]?.text.flatMap({ UUID($0) }) != nil || row["turns"]?.array != nil {
      return .gotaglio
    }
    return nil
  }

  /// What was seen, for the message that it is none of the logs that are known.
  var sight: String {
    switch content {
    case .archive(let archive):
      return "a ZIP archive of \(archive.entries.count) files"
        + LogFile.list(archive.entries.map(\.name), " such as ")
    case .document(let header, let lists):
      let names =
        header.members.map(\.key)
        + lists.keys.filter { $0.tokens.count == 1 }
        .compactMap(\.tokens.first)
      return "a JSON object" + LogFile.list(names, " with ")
    case .rows(let rows):
      let names = rows.first.map { $0.object.members.map(\.key) } ?? []
      return "\(rows.count) object\(rows.count == 1 ? "" : "s")"
        + LogFile.list(names, ", the first with ")
    case .table(let rows):
      return "a table" + LogFile.list(rows.first ?? [], " with the columns ")
    }
  }

  private static func list(_ names: [String], _ start: String) -> String {
    guard !names.isEmpty else { return "" }
    let shown = names.prefix(6).map { quoted(String($0.prefix(40))) }.joined(separator: ", ")
    return start + shown + (names.count > 6 ? ", …" : "")
  }
}
