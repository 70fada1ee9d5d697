import TaglioFormat
import TaglioStore
import TestSupport
import Testing

@testable import TaglioKit

/// Which versions a run takes as its inputs.
@Suite struct RunInputsTests {
  private let suite = UUID(high: 1, low: 0x8000_0000_0000_0002)

  private func open() throws -> Repository {
    let options = Repository.Options(author: "ada", now: { 1_795_252_440_000_000_000 })
    return try Repository(objects: MemoryStore(), books: MemoryBookkeeping(), options: options)
  }

  private func edit(_ id: ObjectID, to n: Int, in repository: Repository) throws -> ObjectID {
    var transaction = try repository.transaction()
    guard case .case(let old) = try repository.record(id) else { return id }
    var new = old
    new.immutableFields = CanonicalJSON(unchecked: Array(#"{"n":\#(n)}"#.utf8))
    new.previous = id
    let staged = StagedRecord(.case(new), payload: new.payload)
    try transaction.stage([staged])
    var changes = Changes()
    changes.objects = [staged.id]
    try transaction.add(changes)
    _ = try transaction.commit(message: "edit")
    return staged.id
  }

  @Test func floatingMembersAreTakenAtTheirHead() throws {
    let repository = try open()
    let cases = try repository.makeCases([#"{"n":1}"#, #"{"n":2}"#, #"{"n":3}"#])
    try repository.makeSuite("s", suite, of: cases)
    let new = try edit(cases[1], to: 20, in: repository)
    let inputs = try repository.snapshot.inputs(InputSelection(.suite(suite)))
    #expect(Set(inputs.versions) == [cases[0], new, cases[2]])
    #expect(inputs.forked.isEmpty && inputs.leftOut.isEmpty)
    #expect(inputs.digest == Seal.digest(of: [cases[0], new, cases[2]]))
  }

  @Test func pinnedMembersAreTakenAtTheirVersion() throws {
    let repository = try open()
    let cases = try repository.makeCases([#"{"n":1}"#, #"{"n":2}"#])
    try repository.makeSuite("s", suite, of: cases, isPinned: true)
    _ = try edit(cases[1], to: 20, in: repository)
    let inputs = try repository.snapshot.inputs(InputSelection(.suite(suite)))
    #expect(Set(inputs.versions) == Set(cases))
  }

  @Test func aForkGivesItsPrincipalHeadOrAll() throws {
    let repository = try open()
    let cases = try repository.makeCases([#"{"n":1}"#, #"{"n":2}"#])
    try repository.makeSuite("s", suite, of: cases)
    let heads = [
      try edit(cases[0], to: 10, in: repository), try edit(cases[0], to: 11, in: repository),
    ]
    let principal = try repository.snapshot.inputs(InputSelection(.suite(suite)))
    #expect(principal.versions.count == 2 && principal.forked.count == 1)
    #expect(principal.versions.count { heads.contains($0) } == 1)
    let all = try repository.snapshot.inputs(InputSelection(.suite(suite), fork: .all))
    #expect(Set(all.versions) == Set(heads + [cases[1]]) && all.forked.count == 1)
  }

  @Test func whatWasRemovedIsLeftOut() throws {
    let repository = try open()
    let cases = try repository.makeCases([#"{"n":1}"#, #"{"n":2}"#])
    try repository.makeSuite("s", suite, of: cases)
    var transaction = try repository.transaction()
    var changes = Changes()
    changes.removed = [.object(cases[0])]
    try transaction.add(changes)
    _ = try transaction.commit(message: "rm")
    let inputs = try repository.snapshot.inputs(InputSelection(.suite(suite)))
    #expect(inputs.versions == [cases[1]])
    #expect(inputs.leftOut == [RunInputs.LeftOut(name: cases[0].short(), reason: .removed)])
  }

  @Test func anotherRunsInputsAreTakenExactlyOrInTheirLatestVersions() throws {
    let repository = try open()
    let cases = try repository.makeCases([#"{"n":1}"#, #"{"n":2}"#, #"{"n":3}"#])
    let experiment = try repository.makeExperiment("e", #"{"name":"e"}"#)
    let start = RunStart(
      experiment: experiment,
      suite: nil,
      config: .emptyObject,
      metadata: .emptyObject
    )
    let outputs = cases.prefix(2).flatMap { id in
      (0...1).map { OutputRecord(basis: id, trial: $0, fields: .emptyObject) }
    }
    let run = try repository.record(start, outputs, message: "run").run
    let new = try edit(cases[0], to: 10, in: repository)
    let exact = try repository.snapshot.inputs(InputSelection(.exact(run)))
    #expect(Set(exact.versions) == [cases[0], cases[1]] && exact.versions.count == 2)
    let latest = try repository.snapshot.inputs(InputSelection(.latest(run)))
    #expect(Set(latest.versions) == [new, cases[1]])
  }
}
