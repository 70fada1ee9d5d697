import Foundation
import SystemPackage
import TaglioFormat
import TaglioKit
import TestSupport
import Testing

@testable import TaglioSync

/// What moves between two copies, and that both then say the same.
@Suite struct ExchangeTests {
  /// Calls `body` with two empty copies.
  private func withTwo(_ body: (SyncCopy, SyncCopy) throws -> Void) throws {
    try withTemporaryDirectory { path in
      let clock = SharedClock()
      try body(
        SyncCopy(path.appending("a"), clock),
        SyncCopy(path.appending("b"), clock)
      )
    }
  }

  @Test func everythingComesOnceAndOnlyOnce() throws {
    try withTwo { a, b in
      try a.add([1: "one", 2: "two"])
      try a.add([1: "uno"])
      let planned = try b.fetch(from: a, isDryRun: true)
      #expect(try b.ids().isEmpty)
      let report = try b.fetch(from: a)
      #expect(report.commits == planned.commits)
      #expect(report.objects == planned.objects && report.bytes == planned.bytes)
      #expect(report.commits.count == 2)
      // Two cases, the next version of one, the import run and its experiment.
      #expect(report.objects == 5)
      #expect(report.refused.isEmpty && report.waiting.isEmpty && report.erased == 0)
      #expect(try b.state() == a.state())
      #expect(try b.ids() == a.ids())
      let again = try b.fetch(from: a)
      #expect(again.commits.isEmpty && again.objects == 0 && again.bytes == 0)
    }
  }

  @Test func copiesThatWentApartComeTogether() throws {
    try withTwo { a, b in
      try a.add([1: "one", 2: "two"])
      try b.fetch(from: a)
      try a.add([1: "here", 3: "three"])
      try b.add([1: "there"])
      try b.add([4: "four"], source: "t")
      #expect(try b.fetch(from: a).commits.count == 1)
      #expect(try a.fetch(from: b).commits.count == 2)
      #expect(try b.state() == a.state())
      #expect(try a.repository.snapshot.stateDocument() == b.state())
      #expect(try a.fetch(from: b).commits.isEmpty && b.fetch(from: a).commits.isEmpty)
    }
  }

  @Test func historiesWithNothingInCommonAreJoined() throws {
    try withTwo { a, b in
      try a.add([1: "one"], source: "left")
      try b.add([1: "eins"], source: "right")
      try b.fetch(from: a)
      try a.fetch(from: b)
      #expect(try b.state() == a.state())
    }
  }

  /// A fetch that is stopped after each of its batches, until one comes to its end.
  @Test func whatCameBeforeAnInterruptionStays() throws {
    struct Stop: Error {}
    try withTwo { a, b in
      try a.add(.init(uniqueKeysWithValues: (0..<20).map { ($0, "\($0)") }))
      try a.add([1: "next"])
      var limits = Transfer.Limits()
      limits.objects = 3
      var rounds = 0
      var before = 0
      while true {
        do {
          let report = try b.fetch(from: a, limits: limits) { done, total in
            #expect(total.map { $0.objects >= done.objects && $0.bytes >= done.bytes } == true)
            throw Stop()
          }
          #expect(report.commits.isEmpty)
          break
        } catch is Stop {
          rounds += 1
          let count = try b.ids().count
          #expect(count > before, "round \(rounds)")
          before = count
        }
        #expect(rounds < 30)
        if rounds >= 30 { break }
      }
      // 23 objects, three at a time; then the commits, after which there is nothing new.
      #expect(rounds == 9)
      #expect(try b.state() == a.state())
      #expect(try b.ids() == a.ids())
    }
  }

  @Test func batchesAreBounded() {
    let limits = Transfer.Limits(objects: 3, bytes: 100)
    func sizes(_ bytes: [Int64]) -> [[Int64]] {
      limits.batches(bytes.map { .init(id: .zero, bytes: $0) }).map { $0.map(\.bytes) }
    }
    #expect(sizes([]) == [])
    #expect(sizes([1, 1, 1, 1]) == [[1, 1, 1], [1]])
    #expect(sizes([60, 40, 1, 500, 1]) == [[60, 40], [1], [500], [1]])
  }

  @Test func aCommitWithPartsComesWhole() throws {
    try withTwo { a, b in
      try a.addOfTwoSources()
      let report = try b.fetch(from: a)
      // Two parts, two cases, two import runs and their experiment.
      #expect(report.commits.count == 1 && report.objects == 7)
      #expect(try b.state() == a.state())
    }
  }

  @Test func aReadOnlySourceIsRead() throws {
    try withTwo { a, b in
      try a.add([1: "one"])
      for name in ["index", "accepted", "lock"] {
        try FileManager.default.removeItem(atPath: a.directory.path.appending(name).string)
      }
      let manager = FileManager.default
      try manager.setAttributes([.posixPermissions: 0o555], ofItemAtPath: a.directory.path.string)
      defer {
        chmod(a.directory.path.string, 0o755)
      }
      #expect(try b.fetch(from: a).commits.count == 1)
      #expect(try b.repository.snapshot.stateDocument() == a.repository.snapshot.stateDocument())
    }
  }
}
