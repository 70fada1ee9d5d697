package import TaglioFormat
package import TaglioKit
import TaglioStore

extension Repository {
  /// Makes cases with the fields of these texts, in one import, and gives their ids.
  package func makeCases(_ texts: [String]) throws -> [ObjectID] {
    var transaction = try transaction()
    let experiment = ImportExperiment.record
    let run = ImportExperiment.run(source: "tests", key: nil, mutable: [])
    let runID = ObjectCodec.id(type: .run, payload: run.payload)
    var records = [
      StagedRecord(.experiment(experiment), payload: experiment.payload),
      StagedRecord(.run(run), payload: run.payload),
    ]
    let cases = try texts.map { text in
      let fields = try CanonicalJSON(canonicalizing: Array(text.utf8))
      let record = CaseRecord(creator: runID, immutableFields: fields, key: nil)
      return StagedRecord(.case(record), payload: record.payload)
    }
    records += cases
    let new = try records.filter { try !transaction.isKnown($0.id) }
    try transaction.stage(new)
    var changes = Changes()
    changes.objects = new.map(\.id).sorted()
    try transaction.add(changes)
    _ = try transaction.commit(message: "cases")
    return cases.map(\.id)
  }

  /// Makes an experiment whose fields are this text, or its next version.
  @discardableResult
  package func makeExperiment(_ name: String, _ text: String) throws -> ObjectID {
    var transaction = try transaction()
    let fields = try CanonicalJSON(canonicalizing: Array(text.utf8))
    let record = ExperimentRecord(immutableFields: fields)
    let staged = StagedRecord(.experiment(record), payload: record.payload)
    try transaction.stage([staged])
    var changes = Changes()
    changes.objects = [staged.id]
    if let name = GivenName(kind: .experiments, name: name) {
      changes.names.updateValue(.object(staged.id), forKey: name)
    }
    try transaction.add(changes)
    _ = try transaction.commit(message: "experiment")
    return staged.id
  }

  /// Makes a suite that lists versions, at their heads or pinned.
  @discardableResult
  package func makeSuite(
    _ name: String,
    _ id: UUID,
    of versions: [ObjectID],
    isPinned: Bool = false
  ) throws -> UUID {
    var transaction = try transaction()
    var edits = MembershipEdits()
    for version in versions {
      guard let number = try snapshot.index.number(of: version) else { continue }
      let lineage = try snapshot.lineageID(snapshot.index.object(number).lineage).id
      if isPinned { edits.pin[lineage] = version } else { edits.add.insert(lineage) }
    }
    var changes = Changes()
    if edits.entryCount > 0 { changes.suites[id] = edits }
    if let name = GivenName(kind: .suites, name: name) {
      changes.names.updateValue(.suite(id), forKey: name)
    }
    try transaction.add(changes)
    _ = try transaction.commit(message: "suite")
    return id
  }
}
