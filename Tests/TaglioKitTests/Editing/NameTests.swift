import TaglioFormat
import TaglioKit
import TaglioStore
import Testing

/// Names for experiments, runs, commits and suites.
@Suite struct NameTests {
  /// A store with an experiment of two versions, a run, a case and their commits.
  private struct Things {
    let store: AddFixture
    let experiment: ObjectID
    let run: ObjectID
    let commit: ObjectID

    init() throws {
      store = try AddFixture()
      commit = try #require(try store.add("s", #"{"id":"sum","a":1}"#).commit)
      let record = ExperimentRecord(immutableFields: json(#"{"name":"e"}"#))
      experiment = try store.write([.experiment(record)])[0]
      let run = RunRecord(config: .emptyObject, experiment: experiment, metadata: .emptyObject)
      self.run = try store.write([.run(run)])[0]
    }

    func name(_ name: String, _ text: String, force: Bool = false) throws -> NameReport {
      store.clock.advance(milliseconds: 10)
      return try store.repository.give(name: name, to: text, force: force)
    }

    func resolve(_ text: String) throws -> Named { try Resolver(store.snapshot).resolve(text) }
  }

  @Test func aNameLeadsToWhatItWasGivenTo() throws {
    let things = try Things()
    let report = try things.name("runs/base", "\(things.run)")
    #expect(report.target == "\(things.run)" && report.previous == nil && report.commit != nil)
    #expect(try things.resolve("base") == .run(things.run))
    #expect(try things.store.lastMessage == "name runs/base: \(things.run.short())")
    _ = try things.name("commits/v1", "\(things.commit)")
    #expect(try things.resolve("commits/v1") == .commit(things.commit))
    #expect(try things.name("runs/base", "base").commit == nil, "it points there already")
  }

  @Test func theNameOfAnExperimentFollowsItsVersions() throws {
    let things = try Things()
    _ = try things.name("experiments/e", "\(things.experiment)")
    let next = try #require(try things.store.edit("e", #"/note="x""#).version)
    #expect(try things.name("experiments/e", "\(next)").commit == nil)
    #expect(try things.name("experiments/f", "\(things.experiment)").target == "\(next)")
    guard case .version(let version, isLineage: true) = try things.resolve("e") else {
      throw TaglioError(.failed, "no lineage")
    }
    #expect(version.id == next)
  }

  @Test func aNameIsMovedOnlyByForceAndTakenAway() throws {
    let things = try Things()
    _ = try things.name("runs/base", "\(things.run)")
    let other = try #require(
      try things.store.snapshot.runs(PageRequest()).items.first {
        $0.id != things.run
      }
    )
    try expectRefusal(.badInput, "is taken", things.run.short(), "--force", in: things.store) {
      _ = try things.name("runs/base", "\(other.id)")
    }
    let moved = try things.name("runs/base", "\(other.id)", force: true)
    #expect(moved.previous == "\(things.run)" && moved.target == "\(other.id)")
    let gone = try things.store.repository.takeAway(name: "runs/base")
    #expect(gone.previous == "\(other.id)" && gone.target == nil && gone.commit != nil)
    try expectRefusal(.notFound, "runs/base", in: things.store) {
      _ = try things.store.repository.takeAway(name: "runs/base")
    }
    #expect(try things.name("runs/base", "\(things.run)").commit != nil)
  }

  @Test(arguments: [
    ("experiments/x", "is a case"), ("runs/x", "is a case"), ("suites/x", "is a case"),
    ("commits/x", "is a case"),
  ])
  func thingsOfAnotherKindAreRefused(_ name: String, _ words: String) throws {
    let things = try Things()
    try expectRefusal(.badInput, words, in: things.store) { _ = try things.name(name, "sum") }
  }

  @Test(arguments: [
    "base", "cases/sum", "runs/", "runs/a\u{7}", "nothing/x", "runs/latest", "runs/abcd",
    "runs/1234", "runs/6f31c4df-0b5e-4f6a-8a55-0f7c60d8e5a1", "runs/../x", "runs/a/../b",
    "runs/a//b",
    "runs//a", "runs/a/", "runs/.", "runs/a^", "runs/a~1", "runs/a~", "runs/-x", "runs/[1]",
    "runs/a b", "runs/a\u{202E}b", "runs/a\u{200B}", "runs/experiments/x",
  ])
  func whatCouldBeMistakenIsNoName(_ name: String) throws {
    let things = try Things()
    try expectRefusal(.badInput, in: things.store) { _ = try things.name(name, "\(things.run)") }
  }

  @Test(arguments: [
    "runs/abc", "runs/gpt-4.1", "runs/week/1", "runs/ünïcode", "runs/1", "runs/a.b_c",
  ])
  func otherNamesAreFoundAgain(_ name: String) throws {
    let things = try Things()
    _ = try things.name(name, "\(things.run)")
    #expect(try things.resolve(name) == .run(things.run))
    #expect(try things.resolve(String(name.dropFirst(5))) == .run(things.run))
  }

  @Test func aCommitThatIsNotVisibleGetsNoName() throws {
    let things = try Things()
    let other = try AddFixture(clock: 1_790_000_500_000)
    try other.add("s", #"{"id":"x"}"#)
    let hidden = try #require(try other.add("s", #"{"id":"y"}"#).commit)
    things.store.store.setFile(try other.store.readFile(hidden, limit: .max), for: hidden)
    try things.store.repository.refresh()
    try expectRefusal(.badInput, "not visible", in: things.store) {
      _ = try things.name("commits/x", "\(hidden)")
    }
  }
}
