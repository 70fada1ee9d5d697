package import TaglioFormat
import TaglioStore

/// A run as a person looks for it: what it was, and what came out.
package struct RunOverview: Sendable {
  package var item: RunItem
  /// What its suite is called; nil where it has none or it has no name.
  package var suiteName: String?
  /// The place of the experiment's version in its chain, from 1.
  package var experimentSequence: Int?
  /// What came out, as the run made it; for an import there is nothing to count.
  package var totals: OutputTotals
}

/// An output of a run in a list.
package struct OutputItem: Sendable {
  package var output: Output
  /// The input: its id, and what a person knows it by; nil where nobody knows it.
  package var input: VersionMention?
  /// A line of what came out.
  package var summary: String
}

extension Repository {
  /// Lists the runs, the latest start first, with what came out of them; imports only where all are
  /// asked for.
  package func runs(_ request: PageRequest) throws -> Page<RunOverview> {
    let all = PageRequest(includesAll: request.includesAll)
    let items = try snapshot.runs(all).items.filter { request.includesAll || !$0.isImport }
    let reader = OutputReader(self, snapshot)
    return try request.page(of: items) { try overview($0, reader) }
  }

  /// One run, and its first outputs in the order in which they came.
  ///
  /// - Throws: `notFound` where the id is of no run that is here.
  package func run(
    _ id: ObjectID,
    outputs limit: Int
  ) throws -> (overview: RunOverview, outputs: Page<OutputItem>) {
    guard let item = try snapshot.runItem(of: id) else {
      throw TaglioError(.notFound, "\(id.short()) is not a run")
    }
    let reader = OutputReader(self, snapshot)
    let overview = try overview(item, reader)
    guard !item.isImport else { return (overview, Page(items: [], total: 0, offset: 0)) }
    let outputs = try reader.outputs(of: reader.facts(of: id), .asRun)
    let page = try PageRequest(limit: limit).page(of: outputs) { try outputItem($0) }
    return (overview, page)
  }

  private func overview(_ item: RunItem, _ reader: OutputReader) throws -> RunOverview {
    var overview = RunOverview(
      item: item,
      suiteName: try item.suite.flatMap { try snapshot.names(ofSuite: $0).first },
      totals: OutputTotals()
    )
    guard !item.isImport else { return overview }
    let facts = try reader.facts(of: item.id)
    overview.totals = OutputTotals(of: try reader.outputs(of: facts, .asRun))
    if facts.experiment != ObjectRow.none {
      overview.experimentSequence = try snapshot.version(facts.experiment).sequence
    }
    return overview
  }

  private func outputItem(_ output: Output) throws -> OutputItem {
    OutputItem(
      output: output,
      input: try output.basis.map { try snapshot.mention(of: $0) },
      summary: try snapshot.label(of: output.shown.number).summary
    )
  }
}
