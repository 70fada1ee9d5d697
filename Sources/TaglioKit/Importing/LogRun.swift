import TaglioFormat
import TaglioStore

/// The run that a log becomes.
///
/// It is made of what the log says and of the versions of its cases alone: no clock, no chance, no
/// name of a file. So the same run is the same objects wherever and from whatever format it comes.
struct LogRun {
  private let log: ImportedLog
  private let suite: UUID?
  /// Its outputs, those of erased cases without an input.
  let outputs: [OutputRecord]

  init(_ log: ImportedLog, _ versions: [ObjectID?], suite: UUID?) {
    self.log = log
    self.suite = suite
    var repeats: [ObjectID: Int] = [:]
    outputs = log.outputs.map { output in
      let basis = versions[output.input]
      var trial = output.trial
      if basis == nil {
        let content = BLAKE2b.id(of: output.fields.bytes)
        trial = repeats[content, default: 0]
        repeats[content] = trial + 1
      }
      return OutputRecord(basis: basis, trial: trial, fields: output.fields)
    }
  }

  /// How it is sealed, and when it ended; nil where the log does not say.
  var status: Seal.Status { log.isComplete ? .complete : .abandoned }
  var end: CommitTime? { log.end }

  /// What the run is found again by: which one it was, and what came out of which inputs.
  func digest() throws -> ObjectID {
    var out = PayloadWriter()
    out.begin()
    out.member("identity", try log.canonical(log.identity))
    out.member("outputs", OutputRecord.digest(of: outputs))
    out.member("status", status.rawValue)
    out.member("tool", log.tool)
    out.end()
    return BLAKE2b.id(of: out.bytes)
  }

  func record(_ experiment: ObjectID) throws -> RunRecord {
    var config = log.config
    config["task"] = .string(log.task)
    config["tool"] = .string(log.tool)
    var metadata = JSONObject()
    metadata["digest"] = .string("\(try digest())")
    metadata["log"] = .object(log.details)
    metadata["time"] = log.start.map { .string("\($0)") }
    return RunRecord(
      config: try log.canonical(.object(config)),
      experiment: experiment,
      metadata: try log.canonical(.object(metadata)),
      suite: suite
    )
  }
}

extension ImportedLog {
  /// The canonical text of what the log says of its run.
  ///
  /// - Throws: `badInput` where that is larger or deeper than a record may be.
  func canonical(_ value: JSONValue) throws -> CanonicalJSON {
    do {
      return try CanonicalJSON(value)
    } catch {
      throw TaglioError(
        .badInput,
        "what \(name) says of its run cannot be kept: \(error.detail)",
        help: "Take what is large or deep out of the log.",
        cause: error
      )
    }
  }
}
