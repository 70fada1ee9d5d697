import TaglioFormat
import TaglioKit

/// Results and samples of the LM Evaluation Harness, which are files of their own.
///
/// A file of samples, `samples_TASK_TIME.jsonl`, belongs to the results of the same time, or to the
/// only ones that are given. Each task of a run is a run here.
enum HarnessLogs {
  static func read(_ files: [LogFile]) throws -> [ImportedLog] {
    var results: [HarnessResults] = []
    var samples: [HarnessSamples] = []
    for file in files {
      switch file.content {
      case .document(let header, _) where header["results"] != nil:
        results.append(HarnessResults(file.name, header))
      case .document(let header, _):
        samples.append(HarnessSamples(file.name, [try LogElement(header, file.name)]))
      case .rows(let rows): samples.append(HarnessSamples(file.name, rows))
      default:
        throw ImportError(log: file.name, "this is no log of lm-eval", help: "name a .json file")
      }
    }
    var logs: [ImportedLog] = []
    for (index, run) in results.enumerated() {
      let own = try samples.filter { try owner(of: $0, among: results) == index }
      logs += try run.logs(with: own)
    }
    let alone = results.isEmpty ? samples : []
    return try logs + alone.map { try HarnessResults($0.file, [:]).log($0.task, $0) }
  }

  /// The results that samples belong to.
  private static func owner(
    of samples: HarnessSamples,
    among results: [HarnessResults]
  ) throws -> Int {
    let sameTime = results.firstIndex { $0.time != nil && $0.time == samples.time }
    if let index = sameTime ?? (results.count == 1 ? 0 : nil) { return index }
    throw ImportError(
      log: samples.file,
      "of \(results.count) results it is not clear which ones these samples belong to",
      help: "name the results and the samples of one run in a call of their own"
    )
  }

  /// The time in a file's name, `2024-05-01T12-30-00.123456`; nil where there is none.
  static func time(in name: String) -> String? {
    let parts = LogNames.stem(of: name).split(separator: "_")
    guard let last = parts.last, last.utf8.count >= 19, last.prefix(4).allSatisfy(\.isNumber),
      last.contains("T")
    else { return nil }
    return String(last)
  }
}

/// A file of samples.
struct HarnessSamples {
  let file: String
  let rows: [LogElement]

  init(_ file: String, _ rows: [LogElement]) {
    self.file = file
    self.rows = rows
  }

  var time: String? { HarnessLogs.time(in: file) }

  /// The task, from the name of the file.
  var task: String {
    var parts = LogNames.stem(of: file).split(separator: "_")
    if time != nil { parts.removeLast() }
    if parts.count > 1, parts.first == "samples" { parts.removeFirst() }
    return parts.joined(separator: "_")
  }
}

/// A file of results.
struct HarnessResults {
  let file: String
  private let header: JSONObject

  init(_ file: String, _ header: JSONObject) {
    self.file = file
    self.header = header
  }

  var time: String? { HarnessLogs.time(in: file) }

  /// One log for each task, those without samples without outputs.
  func logs(with samples: [HarnessSamples]) throws -> [ImportedLog] {
    let tasks = tasks(samples)
    guard !tasks.isEmpty else {
      throw ImportError(log: file, "there are no results in it", help: "run the tasks again")
    }
    let embedded = header["samples"]?.object ?? JSONObject()
    return try tasks.map { task in
      var rows = samples.filter { $0.task == task }.flatMap(\.rows)
      if samples.count == 1, tasks.count == 1 { rows = samples[0].rows }
      let names = samples.filter { $0.task == task || tasks.count == 1 }.map(\.file)
      rows += try (embedded[task]?.array ?? []).compactMap(\.object).map {
        try LogElement($0, file)
      }
      return try log(task, HarnessSamples(([file] + names).joined(separator: " "), rows))
    }
  }

  /// The tasks that have results or samples; groups of tasks are none.
  private func tasks(_ samples: [HarnessSamples]) -> [String] {
    let groups = header["groups"]?.object ?? JSONObject()
    let named = (header["results"]?.object ?? JSONObject()).members.map(\.key)
    var tasks = named.filter { groups[$0] == nil }
    if samples.count == 1, tasks.count == 1 { return tasks }
    for sample in samples where !tasks.contains(sample.task) { tasks.append(sample.task) }
    return tasks
  }

  func log(_ task: String, _ samples: HarnessSamples) throws -> ImportedLog {
    let header = JSONValue.object(self.header)
    let config = header["configs"]?[task]
    let split = config?["test_split"] ?? config?["validation_split"]
    let data = [config?["dataset_path"], config?["dataset_name"], split].compactMap { $0?.text }
    var log = ImportedLog(
      name: samples.file,
      tool: "lm-eval",
      task: task,
      dataSet: config?["dataset_path"] == nil ? task : data.joined(separator: "/")
    )
    log.details = details(of: task)
    log.config = header["config"]?.object ?? JSONObject()
    let start = header["start_time"] ?? header["date"]
    log.identity = [
      "start": start ?? time.map { .string($0) } ?? .null, "task": .string(task),
      "results": header["results"]?[task] ?? .null, "version": header["versions"]?[task] ?? .null,
    ]
    log.start = LogTime.read(header["date"])
    var builder = LogBuilder(log)
    let judge = HarnessJudge(samples.rows, header["higher_is_better"]?[task])
    for document in try HarnessDocument.all(samples.rows) {
      try document.add(to: &builder, judge)
    }
    if samples.rows.isEmpty { builder.note("results without samples: a run without outputs") }
    return builder.log
  }

  /// What the file says, without what it says of other tasks.
  private func details(of task: String) -> JSONObject {
    var details = JSONObject()
    for (name, value) in header.members where name != "samples" {
      let own = name == "groups" ? nil : value[task]
      details[name] = own.map { [task: $0] } ?? value
    }
    return details
  }
}
