import TaglioFormat
import TaglioStore

extension Repository {
  /// Takes logs of other tools in, each as one commit: its cases, and the run that it tells of with
  /// its outputs and its seal.
  ///
  /// The logs are taken in in the order of their starts, whatever order they are given in; those
  /// without a time come first. All of them are looked at before anything is written. A log that is
  /// here already changes nothing.
  ///
  /// - Returns: what came of them, in the order in which they are given.
  /// - Throws: `TaglioError` `badInput` for what cannot be a name, records that are too large, and
  ///   links to blobs that are not here.
  package func importLogs(_ logs: [ImportedLog], _ options: LogOptions) throws -> [LogReport] {
    let order = logs.indices.sorted {
      (logs[$0].start ?? .lowest, $0) < (logs[$1].start ?? .lowest, $1)
    }
    var planned: [Int: LogReport] = [:]
    var said = SaidCases()
    var trial = options
    trial.isDryRun = true
    for index in order {
      let report = try recovering { try LogBatch(self, logs[index], trial, after: said).finish() }
      said = report.said
      planned[index] = report
    }
    guard !options.isDryRun else { return logs.indices.compactMap { planned[$0] } }
    for (done, index) in order.enumerated() {
      planned[index] = try recovering { try LogBatch(self, logs[index], options).finish() }
      try self.options.progress?(done + 1, logs.count)
    }
    return logs.indices.compactMap { planned[$0] }
  }

  /// The run that a log became before, of any version of the experiment.
  func run(
    with digest: ObjectID,
    of experiment: ObjectID,
    _ snapshot: Snapshot
  ) throws -> ObjectID? {
    guard let number = try snapshot.index.number(of: experiment) else { return nil }
    let lineage = try snapshot.index.object(number).lineage
    let place = FieldReader.Place(JSONPointer(tokens: ["metadata", "digest"]))
    let wanted = CanonicalJSON(string: "\(digest)")
    let fields = FieldReader(self, snapshot)
    for (run, _) in try snapshot.starts() {
      let row = try snapshot.index.object(run)
      guard row.experiment != ObjectRow.none,
        try snapshot.index.object(row.experiment).lineage == lineage,
        try fields.value(at: place, of: run) == .value(wanted)
      else { continue }
      return row.id
    }
    return nil
  }

  /// The version of an experiment that stands for it now; nil where nothing has the name.
  func experiment(named name: GivenName) throws -> ObjectID? {
    let snapshot = snapshot
    guard case .name(.object(let id)?)? = try snapshot.register(.name(name))?.value,
      let number = try snapshot.index.number(of: id),
      case let row = try snapshot.index.object(number), row.kind == .experiment
    else { return nil }
    return try snapshot.heads(ofLineage: row.lineage)?.principal.id
  }
}

extension ImportedLog {
  /// `inspect/popularity`: the tool and the task, with what a name may not hold written as `-`.
  var experimentName: GivenName {
    get throws {
      let task = String(String.UnicodeScalarView(self.task.unicodeScalars.map(\.inName)))
      let parts = task.split(separator: "/").filter { $0 != "." && $0 != ".." }
      let text = parts.joined(separator: "/").prefix(100)
      return try GivenName(ofExperiment: "\(tool)/\(text.isEmpty ? "log" : text)")
    }
  }

  /// The fields of the experiment: what its outputs are judged by, and whose they are.
  func experimentContent(name: String) throws -> CanonicalJSON {
    var request = ExperimentRequest()
    request.verdict = "/passed"
    request.score = "/score"
    request.fields = try canonical(["task": .string(task), "tool": .string(tool)])
    return try request.content(name: name)
  }
}

extension Unicode.Scalar {
  /// The scalar, or a hyphen for what names do not hold or what could be mistaken in one.
  fileprivate var inName: Unicode.Scalar {
    let isPlain = properties.isAlphabetic || properties.numericType != nil
    return isPlain || "-_./:".unicodeScalars.contains(self) ? self : "-"
  }
}
