import TaglioFormat
import TaglioKit

/// Run logs of GoTaglio, and its suites of cases.
enum GotaglioLog {
  static func read(_ file: LogFile) throws -> ImportedLog {
    switch file.content {
    case .document(let header, let lists):
      guard let results = JSONPointer("/results").flatMap({ lists[$0] }) else {
        return try suite([LogElement(header, file.name)], file.name)
      }
      return try run(header, results, file.name)
    case .rows(let rows): return try suite(rows, file.name)
    default:
      throw ImportError(log: file.name, "this is no log of GoTaglio", help: "name a JSON file")
    }
  }

  // MARK: Run logs

  private static func run(
    _ header: JSONObject,
    _ results: [LogElement],
    _ name: String
  ) throws -> ImportedLog {
    let metadata = header["metadata"] ?? .null
    let pipeline = metadata["pipeline"]?["name"]?.text ?? "pipeline"
    var log = ImportedLog(name: name, tool: "gotaglio", task: pipeline, dataSet: pipeline)
    log.identity = header["uuid"] ?? metadata["start"] ?? .null
    log.config = metadata["pipeline"]?["config"]?.object ?? JSONObject()
    log.details = header
    log.start = LogTime.read(metadata["start"])
    log.end = LogTime.read(metadata["end"])
    log.isComplete = metadata["end"] != nil
    if !log.isComplete { log.notes.append("the log tells no end: the run was cut short") }
    guard !results.isEmpty else {
      throw ImportError(log: name, "the log holds no results", help: "run the pipeline again")
    }
    var builder = LogBuilder(log)
    for result in results { try take(result, &builder) }
    return builder.log
  }

  private static func take(_ element: LogElement, _ builder: inout LogBuilder) throws {
    var result = element.object
    guard let record = result.take("case")?.object else {
      throw ImportError(
        .log,
        at: element.place,
        "the result has no case",
        help: "is this the log as GoTaglio wrote it?"
      )
    }
    let input = try self.input(record, element.place, &builder)
    let verdict = verdict(of: .object(result))
    var fields = JSONObject()
    fields["passed"] = verdict.map { .bool($0) }
    fields["error"] = result.take("exception")
    if fields["error"] == nil, result["succeeded"]?.bool == false {
      fields["error"] = "the result says that it did not succeed"
    }
    for name in ["stages", "succeeded", "turns"] { fields[name] = result.take(name) }
    if let times = result.take("metadata")?.object {
      for name in ["elapsed", "end", "start"] { fields[name] = times[name] }
      for member in times.members where fields[member.key] == nil {
        result[member.key] = member.value
      }
    }
    try builder.output(of: input, fields, rest: result, at: element.place)
  }

  /// Whether all that was assessed has no distance to what was expected; nil where nothing was.
  private static func verdict(of result: JSONValue) -> Bool? {
    let steps = [result] + (result["turns"]?.array ?? [])
    let assessed = steps.compactMap { $0["stages"]?["assess"] }
    let verdicts = assessed.compactMap { $0.bool ?? $0.number.map { $0 == 0 } }
    guard !verdicts.isEmpty, verdicts.count == assessed.count else { return nil }
    return verdicts.allSatisfy(\.self)
  }

  // MARK: Cases

  private static func suite(_ rows: [LogElement], _ name: String) throws -> ImportedLog {
    let suite = LogNames.stem(of: name)
    var log = ImportedLog(name: name, tool: "gotaglio", task: suite, dataSet: suite)
    log.isSuite = true
    var builder = LogBuilder(log)
    for row in rows { _ = try input(row.object, row.place, &builder) }
    return builder.log
  }

  private static func input(
    _ record: JSONObject,
    _ place: RecordPlace,
    _ builder: inout LogBuilder
  ) throws -> Int {
    if let id = record["uuid"]?.text, UUID(id) != nil {
      return try builder.input(id: id, record, at: place)
    }
    var input = record
    for label in AddOptions.defaultMutable { input[label] = nil }
    return try builder.input(digesting: .object(input), record, at: place)
  }
}

extension LogElement {
  /// An object that is a whole file.
  init(_ object: JSONObject, _ file: String) throws {
    json = try CanonicalJSON(.object(object))
    place = RecordPlace(file: file, line: 1, column: 1, record: 1)
  }
}

/// Names that are taken from names of files, where a log has none.
enum LogNames {
  /// The last component of a path without its ending.
  static func stem(of path: String) -> String {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    guard let dot = file.lastIndex(of: "."), dot != file.startIndex else { return file }
    return String(file[..<dot])
  }
}
