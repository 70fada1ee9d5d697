import TaglioFormat
import TaglioKit
import TaglioStore
import Testing

/// Shorthands for experiments, suites and runs in a repository in memory.
extension AddFixture {
  /// An experiment with these fields, under its name.
  func experiment(_ fields: String) throws -> ObjectID {
    let fields = try CanonicalJSON(canonicalizing: Array(fields.utf8))
    let text = try #require(fields.document.root["name"]?.string)
    let name = try #require(GivenName(kind: .experiments, name: text))
    let record = ExperimentRecord(immutableFields: fields)
    let ids = try write([.experiment(record)]) { changes, ids in
      changes.names[name] = .object(ids[0])
    }
    return ids[0]
  }

  /// A suite of these cases, floating, under a name.
  func suite(_ name: String, _ keys: String...) throws -> UUID {
    let suite = try #require(UUID("6f31c4df-3a5e-4a0e-9f35-0d1e8b8f5b11"))
    let name = try #require(GivenName(kind: .suites, name: name))
    try commit { changes in
      changes.suites[suite, default: MembershipEdits()].add = Set(keys.map { lineage($0).id })
      changes.names[name] = .suite(suite)
    }
    return suite
  }

  /// Begins a run; `nonce` tells it from others.
  func start(_ experiment: ObjectID, suite: UUID? = nil, nonce: Int = 0) throws -> ObjectID {
    clock.advance(milliseconds: 10)
    let start = RunStart(
      experiment: experiment,
      suite: suite,
      config: json(#"{"set":{"model":"m\#(nonce)"}}"#),
      metadata: json(#"{"nonce":\#(nonce),"time":"2026-11-21T09:14:0\#(nonce).000Z"}"#)
    )
    return try repository.startRun(start, message: "run")
  }

  /// Adds the output of a trial of the head of a case.
  @discardableResult
  func output(_ fields: String, of key: String, trial: Int = 0, to run: ObjectID) throws -> Int {
    clock.advance(milliseconds: 10)
    let output = OutputRecord(basis: try head(key), trial: trial, fields: json(fields))
    return try repository.append([output], to: run, message: "output")
  }

  func seal(_ run: ObjectID) throws {
    clock.advance(milliseconds: 10)
    try repository.seal(run, .complete, message: "seal")
  }

  func outputs(_ run: ObjectID, _ view: OutputView = .asRun) throws -> [Output] {
    let reader = OutputReader(repository, snapshot)
    return try reader.outputs(of: reader.facts(of: run), view)
  }

  /// The number of an object.
  func number(_ id: ObjectID) throws -> UInt32 { try #require(try snapshot.index.number(of: id)) }
}
