import TaglioFormat
import TaglioStore

extension Repository {
  /// Takes outputs that another program wrote in as a run that is over: the run, its outputs and its
  /// seal in one commit.
  ///
  /// Each row is joined to its input: by the key or the id that it holds, or by a field of the case.
  /// All rows are taken, or none. The same rows again, for the same experiment, suite and config, are
  /// the run that is here, and nothing is done.
  ///
  /// - Throws: `TaglioError` `badInput` for rows that match no case or several, for inputs that have
  ///   several rows, for rows without an output and where there are no rows; what `inputs` throw.
  package func record(
    _ inputs: [any RecordInput],
    _ request: RecordRequest
  ) throws -> RecordReport {
    guard request.experiment != ImportExperiment.id else { throw TaglioError.recordsNoImport }
    let snapshot = snapshot
    var rows = try RecordedRows(request, self, snapshot)
    for input in inputs {
      try input.forEachRecord { row, place in
        try rows.take(row, place)
        if rows.outputs.count % 256 == 0 { try options.progress?(rows.outputs.count, nil) }
      }
    }
    try rows.requireMatches()
    let names = inputs.map(\.name)
    guard !rows.outputs.isEmpty else { throw TaglioError.noRows(names) }
    var report = RecordReport(
      run: request.experiment,
      rows: rows.outputs.count,
      unmatched: rows.unmatched,
      inputs: rows.inputs.count
    )
    let digest = rows.digest
    let start = RunStart(
      experiment: request.experiment,
      suite: request.suite,
      config: request.config,
      metadata: try recordingMetadata(
        digest,
        files: names,
        inputs: rows.inputs,
        program: request.program
      )
    )
    let message = request.message ?? "record \(names.joined(separator: " "))"
    (report.run, report.commit) = try record(start, rows.outputs, message: message) { snapshot in
      try recorded(start, digest, snapshot)
    }
    return report
  }

  /// The run in which outputs of the same digest were recorded before, with the same suite and
  /// config, of any version of the experiment.
  func recorded(
    _ start: RunStart,
    _ digest: ObjectID,
    _ snapshot: Snapshot
  ) throws -> ObjectID? {
    guard let experiment = try snapshot.index.number(of: start.experiment) else { return nil }
    let lineage = try snapshot.index.object(experiment).lineage
    let fields = FieldReader(self, snapshot)
    func isEqual(_ run: UInt32, _ names: String..., to value: CanonicalJSON) throws -> Bool {
      let place = FieldReader.Place(JSONPointer(tokens: names))
      return try fields.value(at: place, of: run) == .value(value)
    }
    let suite = start.suite.map { CanonicalJSON(string: "\($0)") } ?? .null
    for item in try snapshot.runs(PageRequest()).items where !item.isImport {
      guard let run = try snapshot.index.number(of: item.id),
        case let row = try snapshot.index.object(run), row.experiment != ObjectRow.none,
        try isEqual(run, "metadata", "digest", to: CanonicalJSON(string: "\(digest)")),
        try snapshot.index.object(row.experiment).lineage == lineage,
        try isEqual(run, "suite", to: suite), try isEqual(run, "config", to: start.config)
      else { continue }
      return item.id
    }
    return nil
  }

  /// `{digest, files, inputs: {commits, count, digest}, nonce, taglio, time}`.
  func recordingMetadata(
    _ digest: ObjectID,
    files: [String],
    inputs: Set<ObjectID>,
    program: String
  ) throws -> CanonicalJSON {
    let snapshot = snapshot
    let time = CommitTime(milliseconds: options.now() / 1_000_000) ?? .lowest
    var nonce: [UInt8] = []
    nonce.appendBigEndian(options.random())
    var out = PayloadWriter()
    out.begin()
    out.member("digest", digest)
    out.member("files", strings: files)
    out.name("inputs")
    out.begin()
    out.member(
      "commits",
      try snapshot.index.heads.map { try snapshot.index.commit($0).id }.sorted()
    )
    out.member("count", inputs.count)
    out.member("digest", Seal.digest(of: inputs))
    out.end()
    out.member("nonce", Hex.string(nonce))
    out.member("taglio", program)
    out.member("time", "\(time)")
    out.end()
    return CanonicalJSON(unchecked: out.bytes)
  }
}

extension TaglioError {
  fileprivate static let recordsNoImport = TaglioError(
    .badInput,
    "the experiment \"import\" is what add runs, and no outputs are recorded for it",
    help: "Name the experiment that was run: taglio ls experiments"
  )

  fileprivate static func noRows(_ names: [String]) -> TaglioError {
    TaglioError(
      .badInput,
      "there are no rows in \(names.joined(separator: " "))",
      help: "A run has at least one output."
    )
  }
}
