public import TaglioFormat

/// What an experiment shall be.
public struct ExperimentRequest: Sendable {
  /// Whatever its author writes: a JSON object, in which `name`, `verdict`, `score` and `schema` mean
  /// what they mean in an experiment.
  public var fields = CanonicalJSON.emptyObject
  /// How outputs are judged, as `VerdictRule` reads it.
  public var verdict: String?
  /// The JSON Pointer of the number in an output that says how good it is.
  public var score: String?
  /// The JSON Schema that outputs must meet.
  public var schema: CanonicalJSON?
  /// The message of the commit; nil for one that names the experiment.
  public var message: String?

  /// Says nothing but the name.
  public init() {}
}

/// What adding an experiment did.
public struct ExperimentReport: Sendable {
  /// Its name.
  public var name: String
  /// The version that says what was asked for.
  public var version: ObjectID
  /// The place of that version in its chain.
  public var sequence: Int
  /// The version it follows.
  public var previous: ObjectID?
  /// Whether the version was written now.
  public var isNew: Bool
  /// Whether the experiment had been removed and is in lists again.
  public var isRestored: Bool
  /// The number of heads besides that version.
  public var furtherHeads: Int
  /// The commit, nil where nothing changed.
  public var commit: ObjectID?
}

extension ExperimentRequest {
  /// The immutable fields of the experiment of this name.
  ///
  /// The verdict is kept as `VerdictRule` writes it, so that equal rules make equal experiments.
  ///
  /// - Throws: `TaglioError` `badInput` for what does not read, and where fields and request say
  ///   different things.
  func content(name: String) throws -> CanonicalJSON {
    guard case .object(var object) = fields.value else {
      throw TaglioError(
        .badInput,
        "the fields of an experiment are an object, and these are \(fields.value.kindWords)",
        help: "Write: {\"description\": \"…\"}"
      )
    }
    try object.settle("name", .string(name), "the experiment is called")
    if let verdict = try verdict.map({ try ExperimentRequest.rule(.string($0)) }) {
      object["verdict"] = try object["verdict"].map(ExperimentRequest.rule)
      try object.settle("verdict", verdict, "--verdict is")
    }
    if let score { try object.settle("score", .string(score), "--score is") }
    if let schema { try object.settle("schema", schema.value, "--schema is") }
    object["verdict"] = try object["verdict"].map(ExperimentRequest.rule)
    try object["score"].map(ExperimentRequest.requirePointer)
    try object["schema"].map { try ExperimentRequest.requireSchema($0, of: name) }
    return try ExperimentRequest.canonical(object)
  }

  private static func canonical(_ object: JSONObject) throws -> CanonicalJSON {
    do {
      return try CanonicalJSON(.object(object))
    } catch {
      throw TaglioError(
        .badInput,
        "the fields of the experiment are refused: \(error.detail)",
        help: "Keep large or deep content in a file of its own.",
        cause: error
      )
    }
  }

  // MARK: What fields must be

  private static func rule(_ value: JSONValue) throws -> JSONValue {
    guard case .string(let text) = value else {
      throw refusal("verdict", "a verdict is a text", "Write: \"/correct\" or \"/score>=0.5\"")
    }
    return .string("\(try VerdictRule(text))")
  }

  private static func requirePointer(_ value: JSONValue) throws {
    guard case .string(let text) = value, !text.isEmpty, JSONPointer(text) != nil else {
      throw refusal(
        "score",
        "a score is the JSON Pointer of a number in an output",
        "It begins with a slash: /score, /metrics/f1"
      )
    }
  }

  private static func requireSchema(_ value: JSONValue, of name: String) throws {
    switch value {
    case .object, .bool: _ = try OutputSchema(CanonicalJSON(value), of: name)
    default:
      throw refusal(
        "schema",
        "a JSON Schema is an object, true or false, and this is \(value.kindWords)",
        "See: https://json-schema.org/draft/2020-12"
      )
    }
  }

  fileprivate static func refusal(_ field: String, _ message: String, _ help: String) -> TaglioError
  {
    TaglioError(.badInput, message, field: "/\(field)", help: help)
  }
}

extension JSONObject {
  /// Gives a member its value.
  ///
  /// - Throws: `badInput` where the object says something else of it.
  fileprivate mutating func settle(_ name: String, _ value: JSONValue, _ who: String) throws {
    if let other = self[name], other != value {
      throw ExperimentRequest.refusal(
        name,
        "the file says that \"\(name)\" is \(other.short), and \(who) \(value.short)",
        "Take \"\(name)\" out of the file, or say the same."
      )
    }
    self[name] = value
  }
}

extension JSONValue {
  /// The beginning of its text, for a message.
  fileprivate var short: String {
    guard let text = try? CanonicalJSON(self) else { return kindWords }
    let line = "\(text)"
    return line.count > 60 ? line.prefix(60) + "…" : line
  }
}
