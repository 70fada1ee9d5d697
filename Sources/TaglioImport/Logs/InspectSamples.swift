import TaglioFormat
import TaglioKit

/// Turns the samples of a log of Inspect into cases and outputs.
struct InspectSamples {
  /// The scorer whose verdict counts; nil for the only one, or the first by name.
  let scorer: String?
  /// By sample: the metadata that it has as a case.
  private var metadata: [String: JSONValue] = [:]

  init(scorer: String?) {
    self.scorer = scorer
  }

  /// Takes the samples in the order of their epochs, whatever order the log has them in.
  mutating func read(_ samples: [LogElement], into builder: inout LogBuilder) throws {
    let ordered = samples.map { (epoch: $0.object["epoch"]?.int ?? 1, sample: $0) }
      .sorted { ($0.epoch, $0.sample.json) < ($1.epoch, $1.sample.json) }
    for (epoch, sample) in ordered { try take(sample, epoch, &builder) }
  }

  private mutating func take(
    _ element: LogElement,
    _ epoch: Int,
    _ builder: inout LogBuilder
  ) throws {
    var sample = element.object
    guard let id = sample["id"]?.name, epoch >= 1 else {
      throw ImportError(
        .log,
        at: element.place,
        "the sample has no id, or an epoch below 1",
        help: "is this the log as Inspect wrote it?"
      )
    }
    let record = record(&sample, id)
    let input = try builder.input(id: id, record, at: element.place)
    let fields = fields(&sample, &builder)
    try builder.output(of: input, trial: epoch - 1, fields, rest: sample, at: element.place)
  }

  /// The case: what the data set says of the sample.
  ///
  /// A solver may change the metadata; the case has those of the first epoch, and others stay with
  /// the output.
  private mutating func record(_ sample: inout JSONObject, _ id: String) -> JSONObject {
    let attachments = sample["attachments"]?.object ?? JSONObject()
    var record: JSONObject = ["id": sample.take("id") ?? .null]
    for name in ["input", "target", "choices", "files", "setup", "sandbox"] {
      guard let value = sample[name], value != .null else { continue }
      let plain = value.withoutMessageIDs.resolving(attachments)
      record[name] = plain
      if plain == value { sample[name] = nil }
    }
    let own = sample["metadata"] ?? .null
    let first = metadata[id] ?? own
    metadata[id] = first
    if first == own { sample["metadata"] = nil }
    if let first = first.object, !first.isEmpty { record["metadata"] = .object(first) }
    return record
  }

  private func fields(_ sample: inout JSONObject, _ builder: inout LogBuilder) -> JSONObject {
    var fields = JSONObject()
    fields["error"] = sample.take("error")
    fields["output"] = InspectSamples.completion(sample["output"])
    if let scores = sample.take("scores") ?? sample.take("score").map({ ["score": $0] }) {
      fields["scores"] = scores
      let main = mainScore(scores.object ?? JSONObject(), &builder)
      fields["answer"] = main?["answer"]
      fields["explanation"] = main?["explanation"]
      let verdict = InspectSamples.verdict(main?["value"])
      fields["passed"] = verdict.passed.map { .bool($0) }
      fields["score"] = verdict.score.map { .double($0) }
    }
    fields["epoch"] = sample.take("epoch")
    fields["usage"] = sample.take("model_usage")
    fields["total_time"] = sample.take("total_time")
    fields["working_time"] = sample.take("working_time")
    fields["limit"] = sample.take("limit")
    return fields
  }

  private func mainScore(_ scores: JSONObject, _ builder: inout LogBuilder) -> JSONValue? {
    if let scorer, let score = scores[scorer] { return score }
    let names = scores.members.map(\.key).sorted { ExactString($0) < ExactString($1) }
    guard let first = names.first else { return nil }
    if names.count > 1 {
      builder.note("of several scores without an order, \(quoted(first)) is the verdict")
    }
    return scores[first]
  }

  /// What a value means, by the rules of Inspect.
  ///
  /// `C` is correct, `I` incorrect, `P` partly, `N` no answer; true and 1, false and 0. Any other
  /// number is a score without a verdict.
  private static func verdict(_ value: JSONValue?) -> (passed: Bool?, score: Double?) {
    switch value {
    case .string(let text)?:
      let grades: [String: (Bool, Double)] = [
        "C": (true, 1), "I": (false, 0), "P": (false, 0.5), "N": (false, 0),
      ]
      return grades[text].map { ($0.0, $0.1) } ?? (nil, nil)
    case .bool(let flag)?: return (flag, flag ? 1 : 0)
    default:
      guard let number = value?.number else { return (nil, nil) }
      return (number == 1 ? true : number == 0 ? false : nil, number)
    }
  }

  /// The text of the first choice, where it is one.
  private static func completion(_ output: JSONValue?) -> JSONValue? {
    if let text = output?["completion"] { return text }
    let content = output?["choices"]?.array?.first?["message"]?["content"]
    guard let parts = content?.array else { return content }
    let texts = parts.compactMap { $0["text"]?.text }
    return texts.isEmpty ? nil : .string(texts.joined(separator: "\n"))
  }
}

extension JSONValue {
  /// The messages of an input without the ids that each run gives them anew.
  fileprivate var withoutMessageIDs: JSONValue {
    guard case .array(let elements) = self else { return self }
    return .array(
      elements.map { element in
        guard case .object(var message) = element, message["role"] != nil else { return element }
        message["id"] = nil
        return .object(message)
      }
    )
  }

  /// The value with what it refers to as `attachment://DIGEST` in its place.
  fileprivate func resolving(_ attachments: JSONObject) -> JSONValue {
    switch self {
    case .string(let text) where text.hasPrefix("attachment://"):
      return attachments[String(text.dropFirst("attachment://".count))] ?? self
    case .array(let elements): return .array(elements.map { $0.resolving(attachments) })
    case .object(let object):
      let members = object.members.map { ($0.key, $0.value.resolving(attachments)) }
      return .object(JSONObject(unique: members.map { (key: $0.0, value: $0.1) }))
    default: return self
    }
  }
}
