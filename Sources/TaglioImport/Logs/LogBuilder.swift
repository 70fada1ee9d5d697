import TaglioFormat
import TaglioKit

/// Puts a log together: cases, each once, and outputs, each of a trial of its own.
struct LogBuilder {
  private(set) var log: ImportedLog
  private var numbers: [CaseKey: Int] = [:]
  private var trials: [Slot: RecordPlace] = [:]

  private struct Slot: Hashable {
    var input: Int
    var trial: Int
  }

  init(_ log: ImportedLog) {
    self.log = log
  }

  // MARK: Cases

  /// The number of the case with this key in the data set.
  ///
  /// - Throws: `ImportError` where the log says two things of one case.
  mutating func input(
    id: String,
    _ record: JSONObject,
    at place: RecordPlace
  ) throws -> Int {
    let key = UUID(id).map { CaseKey($0) } ?? CaseKey(source: log.dataSet, name: id)
    let imported = ImportedCase(key: key, record: try canonical(record, place))
    guard let number = numbers[key] else { return append(imported) }
    guard log.cases[number] == imported else {
      throw ImportError(
        .log,
        at: place,
        "the log says two things of the case \(quoted(id))",
        help: "give each case an id of its own, and run it again"
      )
    }
    return number
  }

  /// The number of a case that nothing names: its key is a digest of its input.
  ///
  /// Of several cases with one input, the second and those after it are told apart by a number.
  mutating func input(
    digesting input: JSONValue,
    _ record: JSONObject,
    at place: RecordPlace
  ) throws -> Int {
    let text = try canonical(input, place)
    let name = String("\(BLAKE2b.id(of: text.bytes))".prefix(32))
    let record = try canonical(record, place)
    var repetition = 1
    while true {
      let suffix = repetition == 1 ? "" : "-\(repetition)"
      let key = CaseKey(source: log.dataSet, name: name + suffix)
      let imported = ImportedCase(key: key, record: record)
      guard let number = numbers[key] else { return append(imported) }
      if log.cases[number] == imported { return number }
      repetition += 1
    }
  }

  private mutating func append(_ imported: ImportedCase) -> Int {
    log.cases.append(imported)
    numbers[imported.key] = log.cases.count - 1
    return log.cases.count - 1
  }

  // MARK: Outputs

  /// Adds what came out of a trial: the next one of its case, or the one that the log names.
  ///
  /// - Parameters:
  ///   - fields: what has a place in an output.
  ///   - rest: what has none; it is kept under `metadata`, and counted.
  mutating func output(
    of input: Int,
    trial: Int? = nil,
    _ fields: JSONObject,
    rest: JSONObject,
    at place: RecordPlace
  ) throws {
    var fields = fields
    for member in rest.members { keep(member.key) }
    if !rest.isEmpty { fields["metadata"] = .object(rest) }
    let slot = Slot(input: input, trial: trial ?? nextTrial(of: input))
    if let first = trials.updateValue(place, forKey: slot) {
      throw ImportError(
        .log,
        at: place,
        "trial \(slot.trial + 1) of the case \(log.cases[input].key) is there twice: "
          + "the other is record \(first.record) of \(first.file)",
        help: "give each sample an id of its own, and run it again"
      )
    }
    log.outputs.append(
      ImportedOutput(
        input: input,
        trial: slot.trial,
        fields: try canonical(fields, place),
        result: LogBuilder.result(fields)
      )
    )
  }

  private func nextTrial(of input: Int) -> Int {
    var trial = 0
    while trials[Slot(input: input, trial: trial)] != nil { trial += 1 }
    return trial
  }

  /// What an output says, as runs are read.
  private static func result(_ fields: JSONObject) -> Output.Result {
    if let error = fields["error"], error != .null, error != .bool(false) { return .error }
    return fields["passed"]?.bool.map { $0 ? .passed : .failed } ?? .unjudged
  }

  /// Counts something that has no place of its own.
  mutating func keep(_ name: String) {
    log.kept[ExactString(name), default: 0] += 1
  }

  /// Says something to the person.
  mutating func note(_ text: String) {
    if !log.notes.contains(text) { log.notes.append(text) }
  }

  // MARK: Values

  private func canonical(_ object: JSONObject, _ place: RecordPlace) throws -> CanonicalJSON {
    try canonical(.object(object), place)
  }

  private func canonical(_ value: JSONValue, _ place: RecordPlace) throws -> CanonicalJSON {
    do throws(JSONError) {
      return try CanonicalJSON(value)
    } catch {
      throw ImportError(
        .init(error.code),
        at: place,
        error.detail,
        help: "leave what is large out of the log, and keep it in a file of its own"
      )
    }
  }
}

extension ImportError {
  /// What is wrong with a record of a log.
  init(_ code: Code, at place: RecordPlace, _ message: String, help: String) {
    self.init(
      code,
      file: place.file,
      line: place.line,
      column: place.column,
      record: place.record,
      message: message,
      help: help
    )
  }

  /// What is wrong with a log as a whole.
  init(log file: String, _ message: String, help: String) {
    self.init(.log, file: file, message: message, help: help)
  }
}
