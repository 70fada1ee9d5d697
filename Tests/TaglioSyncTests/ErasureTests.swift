import SystemPackage
import TaglioFormat
import TaglioKit
import TestSupport
import Testing

@testable import TaglioSync

/// What was erased on either side is neither sent nor taken in.
@Suite struct ErasureTests {
  @Test func whatTheGiverErasedStays() throws {
    try withTemporaryDirectory { path in
      let clock = SharedClock()
      let a = try SyncCopy(path.appending("a"), clock)
      let b = try SyncCopy(path.appending("b"), clock)
      try a.add([1: "secret", 2: "two"])
      let secret = try a.head(1)
      try a.erase(secret)
      let report = try b.fetch(from: a)
      #expect(report.erased == 1 && report.refused.isEmpty)
      #expect(a.has(secret) && !b.has(secret))
      #expect(try b.state() == a.state())
    }
  }

  /// The redaction came alone and waits for its parents.
  @Test func whatAPendingRedactionNamesIsNotTaken() throws {
    try withTemporaryDirectory { path in
      let clock = SharedClock()
      let a = try SyncCopy(path.appending("a"), clock)
      let eraser = try SyncCopy(path.appending("eraser"), clock)
      let b = try SyncCopy(path.appending("b"), clock)
      try a.add([1: "secret", 2: "two"])
      try eraser.fetch(from: a)
      let secret = try a.head(1)
      try eraser.erase(secret)
      let redaction = try eraser.commitHead()
      try b.put(eraser.bytes(of: redaction), asFileOf: redaction)
      let report = try b.fetch(from: a)
      #expect(report.erased == 1)
      #expect(!b.has(secret))
      #expect(try b.state() == eraser.state())
    }
  }

  @Test func whatTheTakerErasedIsNotSentAgain() throws {
    try withTemporaryDirectory { path in
      let clock = SharedClock()
      let a = try SyncCopy(path.appending("a"), clock)
      let b = try SyncCopy(path.appending("b"), clock)
      try a.add([1: "secret"])
      try b.fetch(from: a)
      let secret = try b.head(1)
      try b.erase(secret)
      try b.remove(secret)
      try a.add([2: "two"])
      #expect(try b.fetch(from: a).commits.count == 1)
      #expect(!b.has(secret))
      try a.fetch(from: b)
      #expect(try b.state() == a.state())
    }
  }
}
