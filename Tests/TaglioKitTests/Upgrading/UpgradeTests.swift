import Foundation
import Synchronization
import SystemPackage
import TaglioFormat
import TaglioKit
import TaglioSystem
import TestSupport
import Testing

/// A store goes on to a later format and back, with a format that only the tests know.
@Suite struct UpgradeTests {
  @Test func theNewestFormatStaysAsItIs() throws {
    try withUpgradeFixture { fixture in
      let before = try fixture.files()
      for isBack in [false, true] {
        let report = try Upgrade(fixture.early).run(back: isBack)
        #expect(report.changes.isEmpty && !report.isDone)
        #expect(report.format == 1 && report.newest == 1)
      }
      #expect(try fixture.files() == before)
    }
  }

  @Test func itIsShownBeforeItIsDone() throws {
    try withUpgradeFixture { fixture in
      let before = try fixture.files()
      let plan = try Upgrade(fixture.late()).plan(back: false)
      #expect(plan.changes.map(\.to) == [2] && plan.changes.map(\.from) == [1] && !plan.isDone)
      #expect(try fixture.files() == before)
    }
  }

  @Test func itGoesOnAndBack() throws {
    try withUpgradeFixture { fixture in
      let before = try fixture.files()
      #expect(try Upgrade(fixture.late()).run(back: false).isDone)
      #expect(try fixture.late().format() == 2)
      let after = try fixture.files()
      for name in MadeUpFormat.added { #expect(after[file: name] != nil) }
      let late = try UpgradeFixture.open(fixture.late())
      #expect(try late.snapshot.stateDocument() == fixture.state)
      _ = try late.add([UpgradeFixture.other], UpgradeFixture.options)
      #expect(try Upgrade(fixture.late()).run(back: false).changes.isEmpty)
      let report = try Upgrade(fixture.late()).run(back: true)
      #expect(report.isDone && report.changes.map(\.to) == [1])
      let names = Set(before.entries.keys)
      #expect(MadeUpFormat.added.allSatisfy { !names.contains($0) })
      #expect(try fixture.files()[file: "format"] == before[file: "format"])
      #expect(try UpgradeFixture.open(fixture.early).snapshot.stateDocument() != fixture.state)
    }
  }

  @Test func thereIsNoWayBackFromWhatTheEarlierFormatCannotHold() throws {
    try withUpgradeFixture { fixture in
      _ = try Upgrade(fixture.late()).run(back: false)
      try Data().write(to: URL(filePath: fixture.path.appending("new-kind").string))
      let before = try fixture.files()
      let error = #expect(throws: TaglioError.self) {
        try Upgrade(fixture.late()).run(back: true)
      }
      #expect(error?.message.hasSuffix("to format 1: it holds something of a new kind") == true)
      #expect(error?.help?.contains("stay with format 2") == true)
      #expect(try fixture.files() == before)
    }
  }

  @Test func aNewStoreHasTheNewestFormat() throws {
    try withTemporaryDirectory { project in
      let path = project.appending(RepositoryDirectory.name)
      let directory = RepositoryDirectory(path: path, steps: [MadeUpFormat.step])
      _ = try directory.create()
      #expect(try directory.format() == 2)
      #expect(try FileTree(reading: path)[file: "digest"] != nil)
      #expect(throws: Never.self) { try UpgradeFixture.open(directory) }
    }
  }

  // MARK: Other versions and other processes

  @Test func anEarlierFormatIsReadAndNotWritten() throws {
    try withUpgradeFixture { fixture in
      let before = try FileTree(reading: fixture.path)
      let repository = try UpgradeFixture.open(fixture.late())
      #expect(try repository.snapshot.stateDocument() == fixture.state)
      let error = #expect(throws: TaglioError.self) {
        try repository.add([UpgradeFixture.other], UpgradeFixture.options)
      }
      #expect(error?.code == .older && error?.help == "Bring it to format 2: taglio upgrade")
      #expect(throws: TaglioError.self) { try repository.reindex() }
      #expect(try FileTree(reading: fixture.path) == before)
    }
  }

  @Test func aLaterFormatIsNotOpened() throws {
    try withUpgradeFixture { fixture in
      _ = try Upgrade(fixture.late()).run(back: false)
      let before = try FileTree(reading: fixture.path)
      let opening = #expect(throws: TaglioError.self) { try UpgradeFixture.open(fixture.early) }
      #expect(opening?.code == .newer)
      let upgrading = #expect(throws: TaglioError.self) {
        try Upgrade(fixture.early).run(back: true)
      }
      #expect(upgrading?.code == .newer)
      #expect(try FileTree(reading: fixture.path) == before)
    }
  }

  @Test func whoHoldsTheStoreOpenNoticesBeforeWriting() throws {
    try withUpgradeFixture { fixture in
      let open = try UpgradeFixture.open(fixture.early)
      _ = try Upgrade(fixture.late()).run(back: false)
      let before = try FileTree(reading: fixture.path)
      let error = #expect(throws: TaglioError.self) {
        try open.add([UpgradeFixture.other], UpgradeFixture.options)
      }
      #expect(error?.code == .newer)
      #expect(error?.message == "the store has format 2, and this taglio knows only 1")
      #expect(try FileTree(reading: fixture.path) == before)
      #expect(try open.snapshot.stateDocument() == fixture.state)
    }
  }

  @Test func whoWaitsForTheLockNoticesToo() throws {
    try withUpgradeFixture { fixture in
      let open = UncheckedBox(try UpgradeFixture.open(fixture.early))
      let waiting = Mutex<Thread?>(nil)
      let result = Outcome()
      let witness = Witness { (effect) throws(SystemError) in
        guard case .create = effect else { return }
        waiting.withLock { waiting in
          guard waiting == nil else { return }
          let thread = Thread {
            result.set {
              _ = try open.value.add([UpgradeFixture.other], UpgradeFixture.options)
            }
          }
          thread.start()
          waiting = thread
        }
      }
      #expect(try Upgrade(fixture.late(Disk(witness: witness))).run(back: false).isDone)
      #expect((result.wait() as? TaglioError)?.code == .newer)
    }
  }

  @Test(arguments: ["", "0\n", "-1\n", "+1\n", "01\n", "1 \n", "one\n", "1.0\n"])
  func whatIsNoNumberIsNotGuessed(_ text: String) throws {
    try withUpgradeFixture { fixture in
      try Data(text.utf8).write(to: URL(filePath: fixture.path.appending("format").string))
      let error = #expect(throws: TaglioError.self) { try fixture.early.format() }
      #expect(error?.code == .damage)
    }
  }

  @Test func laterFormatsMaySayMoreInTheFile() throws {
    try withUpgradeFixture { fixture in
      let file = URL(filePath: fixture.path.appending("format").string)
      try Data("2\nneeds packs\n".utf8).write(to: file)
      #expect(try fixture.early.format() == 2)
      try FileManager.default.removeItem(at: file)
      #expect(try fixture.early.format() == 1)
    }
  }
}

/// What is handed to one other thread and used by nobody else meanwhile.
private struct UncheckedBox<Value>: @unchecked Sendable {
  let value: Value

  init(_ value: Value) {
    self.value = value
  }
}

/// The error that another thread ended with.
private final class Outcome: Sendable {
  private let error = Mutex<(any Error)?>(nil)
  private let done = DispatchSemaphore(value: 0)

  func set(_ body: () throws -> Void) {
    do {
      try body()
    } catch {
      self.error.withLock { $0 = error }
    }
    done.signal()
  }

  func wait() -> (any Error)? {
    done.wait()
    return error.withLock { $0 }
  }
}
