import TaglioFormat
import TaglioKit

/// Logs of Inspect (versions 1 to 3), as JSON or as an archive of JSON files.
enum InspectLog {
  static func read(_ file: LogFile) throws -> ImportedLog {
    switch file.content {
    case .archive(let archive): return try read(InspectArchive(archive, file.name), file.name)
    case .document(let header, let lists):
      let samples = JSONPointer("/samples").flatMap { lists[$0] } ?? []
      return try read(InspectParts(header: header, samples: samples), file.name)
    default:
      throw ImportError(log: file.name, "this is no log of Inspect", help: "name a .eval or .json")
    }
  }

  private static func read(_ archive: InspectArchive, _ name: String) throws -> ImportedLog {
    var log = try read(archive.parts(), name)
    if archive.copies > 0 {
      log.notes.append("left out: \(archive.copies) files that repeat what the samples say")
    }
    return log
  }

  private static func read(_ parts: InspectParts, _ name: String) throws -> ImportedLog {
    let header = JSONValue.object(parts.header)
    try requireKnown(header, name)
    let eval = header["eval"] ?? .null
    let task = eval["task"]?.text ?? "task"
    let dataSet = eval["dataset"]?["name"]?.text ?? eval["dataset"]?["location"]?.text
    var log = ImportedLog(name: name, tool: "inspect", task: task, dataSet: dataSet ?? task)
    log.identity = .object(
      (eval.object ?? JSONObject()).picking(["created", "eval_id", "run_id", "task_id"])
    )
    log.config = (eval.object ?? JSONObject()).picking(chosen)
    log.details = parts.header
    log.start = LogTime.read(header["stats"]?["started_at"]) ?? LogTime.read(eval["created"])
    log.end = LogTime.read(header["stats"]?["completed_at"])
    log.isComplete = header["status"]?.text == "success"
    if !log.isComplete {
      log.notes.append("the run ended as \(quoted(header["status"]?.words ?? "unknown"))")
    }
    var builder = LogBuilder(log)
    var reader = InspectSamples(scorer: mainScorer(header))
    try reader.read(parts.samples, into: &builder)
    if parts.samples.isEmpty { try noteNoSamples(header, name, &builder) }
    return builder.log
  }

  /// What is chosen for a run.
  private static let chosen = [
    "config", "dataset", "model", "model_args", "model_base_url", "model_generate_config",
    "model_roles", "sandbox", "solver", "solver_args", "task_args", "task_version",
  ]

  /// The scorer whose verdict counts: the first that the log names.
  private static func mainScorer(_ header: JSONValue) -> String? {
    let declared = header["eval"]?["scorers"]?.array?.first?["name"]?.text
    let used = header["results"]?["scores"]?.array?.first
    return used?["scorer"]?.text ?? used?["name"]?.text ?? declared
  }

  private static func requireKnown(_ header: JSONValue, _ name: String) throws {
    guard let version = header["version"]?.int, (1...3).contains(version) else {
      throw ImportError(
        log: name,
        "version \(header["version"]?.words ?? "none") of Inspect's logs is not known",
        help: "versions 1 to 3 are; is there a newer taglio?"
      )
    }
    guard header["status"]?.text != "started" else {
      throw ImportError(
        log: name,
        "the run has not ended, or its log was not finished",
        help: "wait for its end, or recover it: inspect log recover FILE"
      )
    }
  }

  private static func noteNoSamples(
    _ header: JSONValue,
    _ name: String,
    _ builder: inout LogBuilder
  ) throws {
    guard header["results"] != nil else {
      throw ImportError(
        log: name,
        "the log holds neither samples nor results",
        help: "nothing was run; run the task again"
      )
    }
    builder.note("the log holds results and no samples: a run without outputs")
  }
}

/// What a log of Inspect holds, in either format.
struct InspectParts {
  var header: JSONObject
  var samples: [LogElement]
}
