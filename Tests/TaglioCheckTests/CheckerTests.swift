import Synchronization
import TaglioFormat
import TaglioKit
import TaglioStore
import TestSupport
import Testing

@testable import TaglioCheck

@Suite("A check")
struct CheckerTests {
  @Test("does not read the contents of cases when it is quick")
  func quick() throws {
    try withTemporaryDirectory { path in
      let store = try StoreFixture(path)
      try store.put([], asFileOf: store.input)
      #expect(try store.check(Checker.Options(quick: true)).findings == [])
      #expect(try store.check().problems == 1)
    }
  }

  @Test("says that it did not finish when time is up")
  func deadline() throws {
    try withTemporaryDirectory { path in
      let store = try StoreFixture(path)
      try store.remove(store.path(of: store.input))
      let report = try store.check(Checker.Options(deadline: { true }))
      #expect(!report.isComplete)
      #expect(report.objectsChecked == 0)
      #expect(report.findings.map(\.name) == [.objectMissing])
    }
  }

  @Test("tells how far it has come, and ends when that throws")
  func progress() throws {
    try withTemporaryDirectory { path in
      let store = try StoreFixture(path)
      let count = try store.ids().count
      let told = Mutex<[Int]>([])
      _ = try store.check(
        Checker.Options(progress: { done, total in
          #expect(total == count)
          told.withLock { $0.append(done) }
        })
      )
      #expect(told.withLock { $0 } == [0, count])
      #expect(throws: CancellationError.self) {
        try store.check(Checker.Options(progress: { _, _ in throw CancellationError() }))
      }
    }
  }

  @Test("gives the same report again, in the order of files")
  func repeated() throws {
    try withTemporaryDirectory { path in
      let store = try StoreFixture(path)
      for id in try store.ids() where id != (try store.head()) {
        try store.put([0], asFileOf: id)
      }
      let first = try store.check()
      #expect(first.problems > 5)
      #expect(first.findings == first.findings.sorted())
      #expect(try store.check().findings == first.findings)
    }
  }

  @Test("writes nothing into a store that is as it was left")
  func changesNothing() throws {
    try withTemporaryDirectory { path in
      let store = try StoreFixture(path)
      try store.put(RefFile(.uuid(UUID(high: 1, low: 2))).encode(), store.path("refs/suites/main"))
      let names = ["index", try store.accepted, "refs/heads", "refs/suites/main"]
      let before = try names.map(store.file)
      #expect(try store.check().counts == [.refDiffers: 1])
      #expect(try names.map(store.file) == before)
    }
  }

  @Test("keeps a bounded number of findings of a name, and counts them all")
  func bounded() {
    var report = FsckReport()
    for number in 0..<FsckReport.limit + 5 {
      report.add(Finding(.objectMissing, file: "\(number)", detail: "d", help: "h"))
    }
    #expect(report.findings.count == FsckReport.limit)
    #expect(report.problems == FsckReport.limit + 5)
    #expect(report.counts == [.objectMissing: FsckReport.limit + 5])
  }

  @Test("ends with the error where the system cannot read a file")
  func systemError() throws {
    let store = FailingStore()
    let repository = try Repository(
      objects: store,
      books: MemoryBookkeeping(),
      options: StoreFixture.settings
    )
    let batch = store.beginBatch()
    let id = try batch.stage(.experiment, ImportExperiment.record.payload)
    try batch.publish()
    let checker = Checker(repository: repository, directory: nil)
    #expect(try checker.run().findings.map(\.name) == [.unreferenced])
    store.fail(id)
    let error = #expect(throws: StoreError.self) { try checker.run() }
    #expect(error?.code == .system)
  }
}
