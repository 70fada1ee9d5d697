import TaglioFormat
import TaglioKit

/// Event logs of OpenAI Evals: a line that says what is run, a line for each event, and at the end
/// of a run that came to one a line with its report.
enum OpenAIEvalsLog {
  static func read(_ file: LogFile) throws -> ImportedLog {
    var rows: [LogElement] = []
    if case .rows(let lines) = file.content { rows = lines }
    if case .document(let header, _) = file.content { rows = [try LogElement(header, file.name)] }
    guard let spec = rows.lazy.compactMap({ $0.object["spec"]?.object }).first else {
      throw ImportError(
        log: file.name,
        "no line of the log says what was run",
        help: "its first line is {\"spec\": …}; is the file cut?"
      )
    }
    let events = rows.filter { $0.object["sample_id"]?.name != nil }
    guard !events.isEmpty else {
      throw ImportError(
        log: file.name,
        "the log holds no events of samples",
        help: "nothing was run; run the evaluation again"
      )
    }
    var builder = LogBuilder(log(.object(spec), rows, file.name))
    for sample in samples(events) { try take(sample, .object(spec), &builder) }
    return builder.log
  }

  private static func log(
    _ spec: JSONValue,
    _ rows: [LogElement],
    _ name: String
  ) -> ImportedLog {
    let task = spec["eval_name"]?.text ?? spec["base_eval"]?.text ?? "eval"
    let arguments = spec["run_config"]?["eval_spec"]?["args"]
    let split = [spec["base_eval"]?.text, spec["split"]?.text].compactMap(\.self)
    let named = split.isEmpty ? task : split.joined(separator: ".")
    var log = ImportedLog(
      name: name,
      tool: "openai-evals",
      task: task,
      dataSet: arguments?["samples_jsonl"]?.text ?? named
    )
    log.identity = spec["run_id"] ?? spec["created_at"] ?? .null
    log.config = (spec.object ?? JSONObject()).picking([
      "completion_fns", "model_name", "model_names", "run_config",
    ])
    log.start = LogTime.read(spec["created_at"])
    log.details["spec"] = spec
    let others = rows.map(\.object).filter { $0["sample_id"]?.name == nil && $0["spec"] == nil }
    log.details["final_report"] = others.lazy.compactMap { $0["final_report"] }.first
    let rest = others.filter { $0["final_report"] == nil }.map { JSONValue.object($0) }
    if !rest.isEmpty {
      log.details["events"] = .array(rest)
      log.kept["events without a sample"] = rest.count
    }
    log.isComplete = log.details["final_report"] != nil
    if !log.isComplete { log.notes.append("there is no final report: the run was cut short") }
    return log
  }

  // MARK: Samples

  private struct Sample {
    var id: String
    var events: [LogElement]
  }

  /// The events of each sample, in the order in which samples first appear.
  private static func samples(_ events: [LogElement]) -> [Sample] {
    var samples: [Sample] = []
    var numbers: [ExactString: Int] = [:]
    for event in events {
      let id = event.object["sample_id"]?.name ?? ""
      if let number = numbers[ExactString(id)] {
        samples[number].events.append(event)
      } else {
        numbers[ExactString(id)] = samples.count
        samples.append(Sample(id: id, events: [event]))
      }
    }
    return samples
  }

  private static func take(
    _ sample: Sample,
    _ spec: JSONValue,
    _ builder: inout LogBuilder
  ) throws {
    let events = sample.events.map { JSONValue.object($0.object) }
    let data = { (type: String) in events.filter { $0["type"]?.text == type }.map { $0["data"] } }
    let split = [spec["base_eval"]?.text, spec["split"]?.text].compactMap(\.self)
    let heading = split.joined(separator: ".") + "."
    let id = sample.id.hasPrefix(heading) ? String(sample.id.dropFirst(heading.count)) : sample.id
    let matches = data("match").compactMap(\.self)
    var record: JSONObject = ["id": .string(id)]
    record["input"] =
      data("raw_sample").first.flatMap(\.self) ?? data("sampling").first.flatMap { $0?["prompt"] }
    record["target"] = matches.first?["expected"]
    guard let place = sample.events.first?.place else { return }
    let input = try builder.input(id: id, record, at: place)
    var fields = JSONObject()
    fields["output"] = data("sampling").last.flatMap { $0?["sampled"] } ?? matches.last?["sampled"]
    fields["error"] = data("error").first.flatMap(\.self)
    judge(matches, data("metrics").compactMap(\.self), &fields)
    try builder.output(of: input, fields, rest: ["events": .array(events)], at: place)
  }

  /// The verdict is that of the matches, all of which must be right; without any, a metric is the
  /// score.
  private static func judge(
    _ matches: [JSONValue],
    _ metrics: [JSONValue],
    _ fields: inout JSONObject
  ) {
    let correct = matches.compactMap { $0["correct"]?.bool }
    if !correct.isEmpty {
      fields["passed"] = .bool(correct.allSatisfy(\.self))
      fields["score"] = .double(Double(correct.count(where: \.self)) / Double(correct.count))
      return
    }
    for name in ["score", "accuracy"] where fields["score"] == nil {
      let value = metrics.lazy.compactMap { $0[name] }.first
      fields["passed"] = value?.bool.map { .bool($0) }
      fields["score"] = value?.number.map { .double($0) }
    }
    fields["metrics"] = metrics.last
  }
}
