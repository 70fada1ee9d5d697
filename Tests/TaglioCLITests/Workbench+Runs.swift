import SystemPackage
import TaglioFormat
import TaglioKit
import TaglioSystem
import Testing

/// Experiments and suites for tests of commands that need them.
extension Workbench {
  /// Writes an experiment and a name for it.
  func makeExperiment(_ name: String, _ fields: String) throws {
    let record = ExperimentRecord(
      immutableFields: try CanonicalJSON(canonicalizing: Array(fields.utf8))
    )
    let staged = StagedRecord(.experiment(record), payload: record.payload)
    let name = try #require(GivenName(kind: .experiments, name: name))
    try commit([staged]) { changes in
      changes.objects = [staged.id]
      changes.names[name] = .object(staged.id)
    }
  }

  /// Makes a suite of the cases that are listed, or of some of them.
  func makeSuite(
    _ name: String,
    id: String = "6f31c4df-3a5e-4a0e-9f35-0d1e8b8f5b11",
    where isMember: (LineageItem) -> Bool = { _ in true }
  ) throws {
    let suite = try #require(UUID(id))
    let name = try #require(GivenName(kind: .suites, name: name))
    let members = try repository().snapshot.cases(PageRequest()).items.filter(isMember)
    try commit([]) { changes in
      changes.suites[suite, default: MembershipEdits()].add = Set(members.map(\.lineage.id))
      changes.names[name] = .suite(suite)
    }
  }

  /// The store of the bench, as the library opens it.
  func repository() throws -> Repository {
    let location = RepositoryDirectory(
      path: directory.appending(RepositoryDirectory.name),
      disk: Disk()
    )
    return try Repository(
      location,
      config: Config(),
      options: Repository.Options(author: "ada", now: { 1_795_252_440_000_000_000 })
    )
  }

  private func commit(_ staged: [StagedRecord], _ change: (inout Changes) -> Void) throws {
    var transaction = try repository().transaction()
    try transaction.stage(staged)
    var changes = Changes()
    change(&changes)
    try transaction.add(changes)
    _ = try transaction.commit(message: "by hand")
  }
}

/// Calls `body` with the small store, the experiment `sums` with a verdict, and the suite `all`.
func withExperiment<R>(_ body: (Workbench) throws -> R) throws -> R {
  try withSmallStore { (bench) throws in
    try bench.makeExperiment("sums", #"{"name":"sums","score":"/score","verdict":"/ok"}"#)
    try bench.makeSuite("all")
    return try body(bench)
  }
}
