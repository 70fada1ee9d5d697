import TaglioFormat
import TaglioStore

extension Repository {
  /// Gathers what a report tells; nothing is written.
  ///
  /// - Throws: `notFound` where an id is of no run that is here; `badInput` where a run has no case in
  ///   common with the one that it is compared with, or no case the field that is grouped by.
  package func report(_ request: ReportRequest) throws -> EvaluationReport {
    let all = (request.against.map { [$0] } ?? []) + request.runs
    let columns = try columns(all, request)
    if request.against != nil { try columns.forEach(requireCommonCases) }
    return EvaluationReport(
      columns: columns,
      isCompared: request.against != nil,
      by: request.by,
      rows: try rows(columns, request),
      histories: try ReportHistories(self, request).of(columns),
      commits: try snapshot.commitHeads.sorted()
    )
  }

  private func columns(
    _ runs: [ObjectID],
    _ request: ReportRequest
  ) throws -> [EvaluationReport.Column] {
    var summary = SummaryRequest()
    summary.reading = request.reading
    summary.by = request.by
    summary.page = PageRequest(limit: 0)
    let comparer = RunComparer(self, request.reading, seed: request.seed)
    let comparisons = runs.count < 2 ? [] : try comparer.compare(runs[0], with: Array(runs[1...]))
    return try runs.enumerated().map { place, run in
      let summary = try summarize(run, summary)
      return EvaluationReport.Column(
        letter: ComparisonWords.letter(of: place),
        summary: summary,
        suite: try summary.run.item.suite.map(snapshot.suiteWords),
        model: try model(of: summary.run),
        comparison: place > 0 ? comparisons[place - 1] : nil
      )
    }
  }

  /// Where programs and imported logs say which model it was.
  private func model(of run: RunMention) throws -> String? {
    let reader = FieldReader(self, snapshot)
    for path in [["set", "model"], ["model"], ["infer", "model", "name"], ["provider"]] {
      let place = FieldReader.Place(JSONPointer(tokens: ["config"] + path))
      let value = try reader.value(at: place, of: run.facts.number).json
      if let value, value != .null { return ReportText.words(value) }
    }
    return nil
  }

  private func requireCommonCases(_ column: EvaluationReport.Column) throws {
    guard let comparison = column.comparison,
      !comparison.pairs.contains(where: { $0.first != nil && $0.second != nil })
    else { return }
    let ids = [comparison.first, comparison.second].map { $0.run.item.id.short() }
    throw TaglioError(
      .badInput,
      "the runs \(ids[0]) and \(ids[1]) have no case in common, so that nothing can be compared",
      help: "Name a run over the same cases with --against, or leave it out. taglio run ls lists "
        + "the runs."
    )
  }

  private func rows(
    _ columns: [EvaluationReport.Column],
    _ request: ReportRequest
  ) throws -> [ReportRow] {
    let reader = OutputReader(self, snapshot)
    var rows = ReportRows(snapshot, columns: columns.count)
    var loose: [[OutputFigures]] = []
    for (place, column) in columns.enumerated() {
      let outputs = try reader.figures(of: column.run.facts, request.reading.view)
      if place == 0 {
        try rows.begin(RunOutcomes(outputs, hasVerdict: column.run.hasVerdict))
      }
      if let comparison = column.comparison {
        try rows.add(comparison, at: place, isCompared: request.against != nil)
      }
      loose.append(outputs.filter { !$0.counts || $0.input == ObjectRow.none })
    }
    for (place, outputs) in loose.enumerated() {
      try rows.addLoose(outputs, columns[place].run, at: place)
    }
    return rows.sorted()
  }
}

extension Snapshot {
  /// What a suite is called, else its id.
  func suiteWords(_ suite: UUID) throws -> String {
    try names(ofSuite: suite).first ?? "\(suite)"
  }
}

/// Finds the runs that stand beside those of a report: of the same suite, or where there is none of
/// the same experiment.
struct ReportHistories {
  private let repository: Repository
  private let request: ReportRequest
  private let reader: OutputReader

  /// What runs have in common.
  private enum Bond: Hashable {
    case suite(UUID)
    case experiment(UInt32)
  }

  init(_ repository: Repository, _ request: ReportRequest) {
    self.repository = repository
    self.request = request
    reader = OutputReader(repository, repository.snapshot)
  }

  /// One for each suite or experiment of the columns; none where a run has nobody beside it.
  func of(_ columns: [EvaluationReport.Column]) throws -> [ReportHistory] {
    let items = try repository.snapshot.runs(PageRequest()).items.reversed()
      .filter { !$0.isImport }
    var bonds: [Bond] = []
    for column in columns {
      let bond = try self.bond(column.run.item)
      if let bond, !bonds.contains(bond) { bonds.append(bond) }
    }
    return try bonds.compactMap { bond in
      let members = try items.filter { try self.bond($0) == bond }
      return members.count > 1 ? try history(bond, members) : nil
    }
  }

  private func bond(_ run: RunItem) throws -> Bond? {
    if let suite = run.suite { return .suite(suite) }
    let snapshot = repository.snapshot
    guard let number = try snapshot.index.number(of: run.id),
      case let experiment = try snapshot.index.object(number).experiment,
      experiment != ObjectRow.none
    else { return nil }
    return .experiment(try snapshot.lineage(ofInput: experiment))
  }

  private func history(_ bond: Bond, _ runs: [RunItem]) throws -> ReportHistory? {
    let points = try runs.suffix(request.history).compactMap { item -> ReportHistory.Point? in
      let run = try reader.mention(of: item.id, request.reading)
      guard run.hasVerdict else { return nil }
      let outputs = try reader.outputs(of: run.facts, request.reading.view)
      return ReportHistory.Point(run: run, totals: OutputTotals(of: outputs))
    }
    guard points.contains(where: { $0.totals.passRate != nil }) else { return nil }
    return ReportHistory(
      title: try title(bond),
      points: points,
      leftOut: max(0, runs.count - request.history)
    )
  }

  private func title(_ bond: Bond) throws -> String {
    switch bond {
    case .suite(let suite): "suite \(try repository.snapshot.suiteWords(suite))"
    case .experiment(let number):
      "experiment \(try repository.snapshot.label(of: number).summary)"
    }
  }
}
