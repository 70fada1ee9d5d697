import Foundation
import SystemPackage
import TaglioFormat
import TaglioKit
import TaglioStore
import TestSupport
import Testing

@testable import TaglioSync

/// A source that is damaged, or made by somebody who means harm.
@Suite struct HostileSourceTests {
  /// What stands in place of the file of an object.
  enum Harm: String, CaseIterable, Sendable {
    case missing, cut, anotherObject, link, directory, giant, empty
  }

  @Test(arguments: Harm.allCases)
  func theRestOfASourceComes(_ harm: Harm) throws {
    try withTemporaryDirectory { path in
      let clock = SharedClock()
      let a = try SyncCopy(path.appending("a"), clock)
      let b = try SyncCopy(path.appending("b"), clock)
      try a.add([1: "one", 2: "two"])
      try a.add([3: "three"], source: "t")
      let (harmed, other) = (try a.head(1), try a.head(2))
      let good = try a.bytes(of: harmed)
      try a.harm(harmed, harm, other: other)
      let report = try b.fetch(from: a)
      #expect(report.refused.map(\.object) == [harmed], "\(report.refused)")
      #expect(!b.has(harmed) && b.has(other))
      // The commit that lists it waits, and so does the one after it.
      #expect(report.waiting.count == 2)
      #expect(try b.ids().count == a.ids().count - (harm == .missing ? 0 : 1))
      if harm == .directory { try a.remove(harmed) }
      try a.put(good, asFileOf: harmed)
      let healed = try b.fetch(from: a)
      #expect(healed.refused.isEmpty && healed.objects == 1)
      #expect(try b.state() == a.state())
    }
  }

  @Test(arguments: [Harm.missing, .cut, .anotherObject])
  func aCommitThatDoesNotReadIsNamed(_ harm: Harm) throws {
    try withTemporaryDirectory { path in
      let clock = SharedClock()
      let a = try SyncCopy(path.appending("a"), clock)
      let b = try SyncCopy(path.appending("b"), clock)
      try a.add([1: "one"])
      let first = try a.commitHead()
      try a.add([2: "two"])
      try a.harm(first, harm, other: try a.head(1))
      let report = try b.fetch(from: a)
      #expect(report.refused.map(\.object) == [first])
      #expect(report.waiting == [try a.commitHead()])
    }
  }

  @Test func commitsThatBreakARuleStayOutAndSoDoThoseAfterThem() throws {
    try withTemporaryDirectory { path in
      let clock = SharedClock()
      let a = try SyncCopy(path.appending("a"), clock)
      let b = try SyncCopy(path.appending("b"), clock)
      try a.add([1: "one"])
      try b.fetch(from: a)
      let head = try a.commitHead()
      // It lists a commit, which none may.
      let bad = try a.write(on: [head], milliseconds: 1_900_000_000_000) { $0.objects = [head] }
      let next = try a.write(on: [bad], milliseconds: 1_900_000_000_001) { _ in }
      #expect(try b.fetch(from: a).commits.isEmpty)
      let receipt = try b.repository.receive([bad, next], with: [], from: a.repository.objects)
      #expect(receipt.visible.isEmpty && receipt.waiting.isEmpty)
      #expect(Set(receipt.refused.keys) == [bad, next])
      #expect(receipt.refused[bad]?.contains("it lists the commit") == true)
      #expect(!b.has(bad) && !b.has(next))
      #expect(try b.state() == a.state())
    }
  }

  @Test func aCommitThatListsWhatIsNowhereWaits() throws {
    try withTemporaryDirectory { path in
      let clock = SharedClock()
      let a = try SyncCopy(path.appending("a"), clock)
      let b = try SyncCopy(path.appending("b"), clock)
      try a.add([1: "one"])
      try b.fetch(from: a)
      let before = try b.state()
      let nowhere = ObjectID(words: (1, 2, 3, 4))
      let commit = try a.write(on: [a.commitHead()], milliseconds: 1_900_000_000_000) {
        $0.objects = [nowhere]
      }
      // It is not visible there either, so nobody is sent it.
      #expect(try b.fetch(from: a).commits.isEmpty)
      let receipt = try b.repository.receive([commit], with: [], from: a.repository.objects)
      #expect(receipt.waiting == [commit])
      #expect(try b.state() == before)
    }
  }
}

extension SyncCopy {
  fileprivate func harm(
    _ id: ObjectID,
    _ harm: HostileSourceTests.Harm,
    other: ObjectID
  ) throws {
    let file = path(of: id)
    let good = try bytes(of: id)
    try remove(id)
    switch harm {
    case .missing: return
    case .cut: try put(good.prefix(good.count / 2), asFileOf: id)
    case .anotherObject: try put(bytes(of: other), asFileOf: id)
    case .empty: try put(Data(), asFileOf: id)
    case .link:
      try FileManager.default.createSymbolicLink(atPath: file, withDestinationPath: path(of: other))
    case .directory:
      try FileManager.default.createDirectory(atPath: file, withIntermediateDirectories: true)
    case .giant:
      try put(Data(), asFileOf: id)
      // Sparse: 8 GiB that take no space.
      #expect(truncate(file, 8 << 30) == 0)
    }
  }

  /// Writes a commit by hand, whatever it says.
  fileprivate func write(
    on parents: [ObjectID],
    milliseconds: Int64,
    _ change: (inout Changes) -> Void
  ) throws -> ObjectID {
    var changes = Changes()
    change(&changes)
    let time = try #require(CommitTime(milliseconds: milliseconds))
    let commit = Commit(
      author: "Eve",
      changes: changes,
      message: "by hand",
      parents: parents,
      time: time
    )
    let batch = repository.objects.beginBatch()
    let id = try batch.stage(.commit, commit.payload)
    try batch.publish()
    return id
  }
}
