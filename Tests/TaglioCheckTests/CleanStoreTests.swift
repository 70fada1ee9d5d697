import TaglioCheck
import TaglioFormat
import TestSupport
import Testing

@Suite("A store without damage")
struct CleanStoreTests {
  @Test("has no findings at all", arguments: [false, true])
  func clean(quick: Bool) throws {
    try withTemporaryDirectory { path in
      let store = try StoreFixture(path)
      let report = try store.check(Checker.Options(quick: quick))
      #expect(report.findings == [])
      #expect(report.problems == 0)
      #expect(report.isComplete)
      let count = try store.ids().count
      #expect(quick ? report.objectsChecked < count : report.objectsChecked == count)
      #expect(report.bytesChecked > 0)
    }
  }

  @Test("is clean while it is empty", arguments: [false, true])
  func empty(quick: Bool) throws {
    try withTemporaryDirectory { path in
      let report = try StoreFixture(empty: path).check(Checker.Options(quick: quick))
      #expect(report.findings == [])
      #expect(report.objectsChecked == 0)
    }
  }
}
