import Foundation
import SystemPackage
import TaglioFormat
import TaglioKit
import TaglioSystem
import TestSupport
import Testing

/// Whatever instruction an upgrade is stopped at, the store has the one format or the other, whole.
@Suite(.tags(.crash)) struct UpgradeCrashTests {
  /// A promise that a crash broke.
  struct Violation: Error, CustomStringConvertible {
    var description: String
  }

  @Test(arguments: [false, true])
  func everyCrashLeavesOneOfTheTwoFormats(isBack: Bool) throws {
    try withUpgradeFixture(isDurable: true) { fixture in
      if isBack { _ = try Upgrade(fixture.late()).run(back: false) }
      let (effects, replay) = try Self.record(fixture, isBack)
      var formats: Set<Int> = []
      var seen: Set<FileTree> = []
      let count = try replay.forEachState(after: effects) { state in
        guard seen.insert(state.tree).inserted else { return }
        formats.insert(try Self.check(state, fixture.state, isBack))
      }
      #expect(count > effects.count && formats == [1, 2])
    }
  }

  @Test func aMissingFlushIsFound() throws {
    try withUpgradeFixture(isDurable: true) { fixture in
      let (effects, replay) = try Self.record(fixture, false)
      let unflushed = effects.filter { effect in
        if case .syncFile = effect { false } else { true }
      }
      #expect(unflushed.count < effects.count)
      #expect(throws: Violation.self) {
        try replay.forEachState(after: unflushed) { _ = try Self.check($0, fixture.state, false) }
      }
    }
  }

  private static func record(
    _ fixture: UpgradeFixture,
    _ isBack: Bool
  ) throws -> (effects: [Effect], replay: CrashReplay) {
    let replay = try CrashReplay(root: fixture.path.removingLastComponent())
    let recorder = EffectRecorder()
    _ = try Upgrade(fixture.late(Disk(witness: recorder.witness()))).run(back: isBack)
    return (recorder.effects, replay)
  }

  /// - Returns: the format that the crash left.
  private static func check(
    _ state: CrashState,
    _ expected: CanonicalJSON,
    _ isBack: Bool
  ) throws -> Int {
    try state.withDirectory { project in
      let path = project.appending(RepositoryDirectory.name)
      let late = RepositoryDirectory(path: path, steps: [MadeUpFormat.step])
      do {
        try UpgradeFixture.giveUpDurability(path)
        let format = try late.format()
        let right = format == 1 ? RepositoryDirectory(path: path) : late
        try require(try snapshot(right) == expected, "the state of format \(format) is another")
        if format == 2 { try requireWhole(path) }
        _ = try Upgrade(late).run(back: isBack)
        try require(try late.format() == (isBack ? 1 : 2), "the next one did not complete it")
        try require(try snapshot(late) == expected, "the state is another in the end")
        isBack ? try requireGone(path) : try requireWhole(path)
        return format
      } catch {
        throw Violation(description: "\(state): \(error)")
      }
    }
  }

  private static func snapshot(_ directory: RepositoryDirectory) throws -> CanonicalJSON {
    try UpgradeFixture.open(directory).snapshot.stateDocument()
  }

  /// Everything that format 2 needs is there, with what it must hold.
  private static func requireWhole(_ path: FilePath) throws {
    let tree = try FileTree(reading: path)
    let heads = tree[file: "refs/heads"]
    try require(heads != nil && tree[file: "names/heads"] == heads, "names/heads is not whole")
    let digest = Array("\(heads?.count ?? 0)\n".utf8)
    try require(tree[file: "digest"] == digest, "digest is not whole")
  }

  private static func requireGone(_ path: FilePath) throws {
    let tree = try FileTree(reading: path)
    for name in MadeUpFormat.added { try require(tree[file: name] == nil, "\(name) is left") }
  }

  private static func require(_ holds: @autoclosure () throws -> Bool, _ otherwise: String) throws {
    guard try holds() else { throw Violation(description: otherwise) }
  }
}
