import Foundation
import SystemPackage
import TaglioFormat
import TaglioKit
import TaglioStore
import TaglioSystem
import TestSupport
import Testing

extension Tag {
  @Tag static var crash: Self
}

/// Law 1 for `add`: whatever instruction a crash comes at, the old state or the new one is there, and
/// what was acknowledged stays.
@Suite(.tags(.crash)) struct AddCrashTests {
  /// From sixteen files on one flush of the file system stands for a flush of each.
  static let few = 2
  static let many = 16
  /// With `TAGLIO_CRASH_STATES=all` every state is tried, else some of them.
  private static let triesAll =
    ProcessInfo.processInfo.environment["TAGLIO_CRASH_STATES"] == "all"

  private static func sampling(_ count: Int) -> CrashRun.Sampling {
    if triesAll { return .init(uniform: 1, single: 1) }
    return count == few ? .init(uniform: 1, single: 29) : .init(uniform: 5, single: nil)
  }

  @Test(arguments: [few, many])
  func everyCrashLeavesTheOldStateOrTheNew(count: Int) throws {
    let run = try CrashRun(count: count)
    let states = try run.check(run.effects, Self.sampling(count))
    #expect(states * 2 > run.effects.count, "\(states) states of \(run.effects.count) effects")
  }

  @Test(arguments: Mutation.allCases)
  func aMissingFlushIsFound(mutation: Mutation) throws {
    let run = try CrashRun(count: mutation.count)
    let effects = mutation.applied(to: run.effects)
    #expect(effects.count < run.effects.count, "the mutation changed nothing")
    #expect(throws: CrashRun.Violation.self) {
      try run.check(effects, Self.sampling(mutation.count))
    }
  }

  enum Mutation: CaseIterable {
    case noFlush, noFlushOfMany, noDirectoryFlush, commitNotFlushed

    var count: Int { self == .noFlushOfMany ? many : few }

    func applied(to effects: [Effect]) -> [Effect] {
      if self == .commitNotFlushed { return withoutFlushOfCommit(effects) }
      return effects.filter { effect in
        switch (self, effect) {
        case (.noFlush, .syncFile), (.noFlush, .syncFileSystem): false
        case (.noFlushOfMany, .syncFileSystem): false
        case (.noDirectoryFlush, .syncDirectory): false
        default: true
        }
      }
    }

    /// The commit is the last object to be renamed into place.
    private func withoutFlushOfCommit(_ effects: [Effect]) -> [Effect] {
      let commit = effects.compactMap { effect -> FilePath? in
        guard case .rename(let source, let target) = effect, target.isObjectFile else { return nil }
        return source
      }.last
      return effects.filter { effect in
        if case .syncFile(let path) = effect { path != commit } else { true }
      }
    }
  }
}

extension FilePath {
  fileprivate var isObjectFile: Bool {
    removingLastComponent().removingLastComponent().lastComponent == "objects"
  }
}

/// An acknowledged `add`, and the recorded effects of a second one.
struct CrashRun {
  /// A promise that a crash broke.
  struct Violation: Error, CustomStringConvertible {
    var description: String
  }

  /// One in how many states is tried: of those where all that was not flushed met the same fate, and
  /// of those where a single thing met another one.
  struct Sampling {
    var uniform: Int
    /// Nil for none.
    var single: Int?
  }

  let effects: [Effect]
  private let replay: CrashReplay
  private let first: TestInput
  private let second: TestInput
  private let before: ObjectID
  private let after: ObjectID

  init(count: Int) throws {
    first = TestInput("s", [#"{"id":"0","input":"old"}"#])
    second = TestInput("s", (0..<count).map { #"{"id":"\#($0)","input":"new"}"# })
    let recorder = EffectRecorder()
    let (first, second) = (first, second)
    (replay, before, after) = try withTemporaryDirectory { project in
      let before = try Self.open(project, creating: true).add([first], Self.options).commit
      let replay = try CrashReplay(root: project)
      let disk = Disk(witness: recorder.witness())
      let after = try Self.open(project, disk).add([second], Self.options).commit
      guard let before, let after else { throw Violation(description: "an add wrote no commit") }
      return (replay, before, after)
    }
    effects = recorder.effects
  }

  private static var options: AddOptions {
    var options = AddOptions()
    options.key = .field("id")
    return options
  }

  private static func open(
    _ project: FilePath,
    _ disk: Disk = Disk(),
    creating: Bool = false
  ) throws -> Repository {
    let directory = RepositoryDirectory(path: project.appending(".taglio"), disk: disk)
    if creating { _ = try directory.create() }
    let clock = TestClock(milliseconds: 1_790_000_000_000)
    return try Repository(directory, options: clock.options(author: "tester"))
  }

  /// Looks at the directory of every state that a crash can leave.
  ///
  /// - Returns: the number of states that were tried.
  @discardableResult
  func check(_ effects: [Effect], _ sampling: Sampling) throws -> Int {
    var seen: [FileTree: Bool] = [:]
    var count = 0
    var (uniform, singles) = (0, 0)
    try replay.forEachState(after: effects, singles: sampling.single != nil) { state in
      let isAcknowledged = state.completed == effects.count
      if state.description.contains(", all ") {
        uniform += 1
        guard isAcknowledged || uniform % sampling.uniform == 0 else { return }
      } else if let single = sampling.single {
        singles += 1
        guard singles % single == 0 else { return }
      }
      count += 1
      if let known = seen[state.tree], known || !isAcknowledged { return }
      seen[state.tree] = isAcknowledged
      try state.withDirectory { project in
        do {
          try withoutFlushes(project)
          try check(project, isAcknowledged: isAcknowledged)
        } catch {
          throw Violation(description: "\(state): \(error)")
        }
      }
    }
    return count
  }

  /// What is tried out after the crash need not survive another one.
  private func withoutFlushes(_ project: FilePath) throws {
    let publisher = Publisher(
      disk: Disk(),
      root: project.appending(".taglio"),
      durability: .none
    )
    try publisher.replace(name: "config", bytes: Array("durability = none\n".utf8))
  }

  private func check(_ project: FilePath, isAcknowledged: Bool) throws {
    let repository = try Self.open(project)
    try requireWhole(repository, before)
    let isThere = try repository.commitItem(after) != nil
    if isThere { try requireWhole(repository, after) }
    try require(isThere || !isAcknowledged, "the acknowledged commit is gone")
    let accepted = try repository.books.accepted(from: 0)
    for id in accepted { try require(repository.commitItem(id) != nil, "\(id.short()) is gone") }
    try requireFilesWhole(repository)
    let again = try repository.add([second], Self.options)
    try require((again.commit == nil) == isThere, "the same add again: \(Counts(again))")
    let cases = try repository.snapshot.cases(PageRequest(limit: 0)).total
    try require(cases == second.records.count, "\(cases) cases in the end")
  }

  private func requireWhole(_ repository: Repository, _ commit: ObjectID) throws {
    try require(repository.commitItem(commit) != nil, "the commit \(commit.short()) is gone")
    for id in try repository.loadCommit(commit).listed { _ = try repository.record(id) }
  }

  /// Every file that has the name of an object is that object, whether a commit lists it or not.
  private func requireFilesWhole(_ repository: Repository) throws {
    for fanout in UInt8.min...UInt8.max {
      for id in try repository.objects.list(fanout: fanout).ids {
        _ = try repository.objects.verify(id)
      }
    }
  }

  private func require(_ holds: @autoclosure () throws -> Bool, _ otherwise: String) throws {
    guard try holds() else { throw Violation(description: otherwise) }
  }
}
