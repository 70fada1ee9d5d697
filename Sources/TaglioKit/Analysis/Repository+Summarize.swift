package import TaglioFormat
import TaglioStore

extension Repository {
  /// Sums a run up.
  ///
  /// - Throws: `notFound` where the id is of no run that is here; `badInput` where no case has the
  ///   field that is grouped by.
  package func summarize(_ run: ObjectID, _ request: SummaryRequest) throws -> RunSummary {
    let reader = OutputReader(self, snapshot)
    let run = try reader.mention(of: run, request.reading)
    let outputs = try reader.inOrder(reader.outputs(of: run.facts, request.reading.view))
    let totals = OutputTotals(of: outputs)
    let isRated = totals.passRate != nil
    return RunSummary(
      run: run,
      totals: totals,
      missing: try reader.missing(of: run, outputs),
      passInterval: isRated ? WilsonInterval(passed: totals.passed, of: totals.judged) : nil,
      rows: try reader.rows(of: outputs, request),
      groups: try reader.groups(of: outputs, request.by)
    )
  }
}

extension OutputReader {
  /// The outputs in the order in which their inputs came, then by trial.
  fileprivate func inOrder(_ outputs: [Output]) throws -> [Output] {
    let ranked = try outputs.map { output in
      let basis = output.basis ?? .max
      let lineage = try output.basis.map(snapshot.lineage(ofInput:)) ?? .max
      return (rank: (lineage, basis, output.trial, output.shown.number), output: output)
    }
    return ranked.sorted { $0.rank < $1.rank }.map(\.output)
  }

  /// By what the run says of its inputs, as it was begun.
  fileprivate func missing(of run: RunMention, _ outputs: [Output]) throws -> Int? {
    struct Slot: Hashable {
      var basis: UInt32
      var trial: Int
    }
    let number = run.facts.number
    guard let inputs = try count(at: ["metadata", "inputs", "count"], of: number) else {
      return nil
    }
    let trials = try count(at: ["config", "trials"], of: number) ?? 1
    let slots = outputs.filter(\.counts).compactMap { output in
      output.basis.map { Slot(basis: $0, trial: output.trial) }
    }
    let (expected, isTooMany) = inputs.multipliedReportingOverflow(by: trials)
    return isTooMany ? nil : max(0, expected - Set(slots).count)
  }

  private func count(at path: [String], of run: UInt32) throws -> Int? {
    let place = FieldReader.Place(JSONPointer(tokens: path))
    let value = try fields.value(at: place, of: run).json?.document.root.double
    return value.flatMap(Int.init(exactly:)).flatMap { $0 < 0 ? nil : $0 }
  }

  fileprivate func rows(
    of outputs: [Output],
    _ request: SummaryRequest
  ) throws -> Page<RunSummary.Row> {
    let listed =
      request.onlyFailed ? outputs.filter { $0.result == .failed || $0.result == .error } : outputs
    let columns = try ChosenFields(request.columns, self, outputs)
    return try request.page.page(of: listed) { output in
      RunSummary.Row(
        output: output,
        first: try snapshot.index.object(output.first).id,
        input: try output.basis.map(snapshot.mention),
        columns: try columns.values(of: output)
      )
    }
  }

  fileprivate func groups(
    of outputs: [Output],
    _ choice: FieldChoice?
  ) throws -> [RunSummary.Group] {
    guard let choice else { return [] }
    let field = try ChosenFields([choice], self, outputs)
    var groups: [CanonicalJSON?: OutputTotals] = [:]
    for output in outputs {
      for value in try field.values(of: output).flatMap(\.groups) {
        groups[value, default: OutputTotals()].add(output)
      }
    }
    guard outputs.isEmpty || groups.keys.contains(where: { $0 != nil }) else {
      throw TaglioError(
        .badInput,
        "no case of the run has \(choice)",
        help: "See what a case and its output have: taglio show CASE. A place begins with a slash."
      )
    }
    return groups.map { RunSummary.Group(value: $0.key, totals: $0.value) }
      .sorted { $0.comesBefore($1) }
  }
}

extension FieldValue {
  /// The groups that something with this value is in: one for each element of a list.
  fileprivate var groups: [CanonicalJSON?] {
    guard let json else { return [nil] }
    guard let elements = json.elements, !elements.isEmpty else { return [json] }
    return Array(Set(elements))
  }
}

extension RunSummary.Group {
  /// Numbers and texts by their order, others by their canonical texts; those without a value last.
  fileprivate func comesBefore(_ other: RunSummary.Group) -> Bool {
    guard let value, let next = other.value else { return value != nil }
    if let order = ScalarOrder.compare(value.document.root, next.document.root) { return order < 0 }
    return value < next
  }
}
