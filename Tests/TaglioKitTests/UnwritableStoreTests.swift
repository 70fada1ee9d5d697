import Foundation
import SystemPackage
import TaglioFormat
import TaglioKit
import TaglioStore
import TaglioSystem
import TestSupport
import Testing

/// A store that nobody may write can be read, also where there is something to take in.
@Suite struct UnwritableStoreTests {
  /// Why writing fails.
  enum Refusal: CaseIterable {
    case readOnly, denied, full, noLocks, locksNotSupported

    var witness: Witness {
      switch self {
      case .readOnly: refusing(.readOnlyFileSystem)
      case .denied: refusing(.permissionDenied)
      case .full: refusing(.noSpace)
      case .noLocks: Witness.refusingLocks(.noLocks)
      case .locksNotSupported: Witness.refusingLocks(.notSupported)
      }
    }

    private func refusing(_ code: Errno) -> Witness {
      Witness { (effect) throws(SystemError) in
        throw SystemError(.write, "somewhere", code)
      }
    }
  }

  /// What is derived and is not there, so that there is something to do.
  static let missing = [[], ["index"], ["index", "accepted"], ["lock"], ["index", "lock"]]

  @Test(arguments: Refusal.allCases, missing)
  func isReadAndNotWritten(_ refusal: Refusal, _ missing: [String]) throws {
    try withUpgradeFixture { fixture in
      for name in missing {
        try FileManager.default.removeItem(atPath: fixture.path.appending(name).string)
      }
      let before = try FileTree(reading: fixture.path)
      let disk = Disk(witness: refusal.witness)
      let repository = try UpgradeFixture.open(RepositoryDirectory(path: fixture.path, disk: disk))
      try repository.refresh()
      #expect(try repository.snapshot.stateDocument() == fixture.state)
      #expect(try repository.status().pending.isEmpty)
      let commit = try #require(try repository.log().items.first).id
      #expect(try repository.at(commit).snapshot.stateDocument() == fixture.state)
      _ = try repository.loadCommit(commit)
      let error = #expect(throws: (any Error).self) {
        try repository.add([UpgradeFixture.other], UpgradeFixture.options)
      }
      #expect(error?.meansUnwritable == true)
      var after = try FileTree(reading: fixture.path)
      if refusal == .noLocks || refusal == .locksNotSupported, missing.contains("lock") {
        after.entries["lock"] = nil
      }
      #expect(after == before)
    }
  }

  @Test func aWriterIsToldThatThereAreNoLocks() throws {
    try withUpgradeFixture { fixture in
      let disk = Disk(witness: Witness.refusingLocks(.noLocks))
      let repository = try UpgradeFixture.open(RepositoryDirectory(path: fixture.path, disk: disk))
      let error = #expect(throws: StoreError.self) { try repository.reindex() }
      #expect(error?.system == SystemError(.lock, fixture.path.appending("lock"), .noLocks))
    }
  }
}
