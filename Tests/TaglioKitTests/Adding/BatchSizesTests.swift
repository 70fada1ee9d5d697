import TaglioFormat
import TaglioKit
import TaglioStore
import TestSupport
import Testing

/// What is held before it is written changes nothing of what is written.
@Suite struct BatchSizesTests {
  private static let records = (1...50).map { #"{"id":\#($0),"a":\#($0),"title":"t\#($0)"}"# }

  /// A store to which 50 cases were added, with the one commit that it has.
  private func store(_ sizes: BatchSizes?) throws -> (AddFixture, LoadedCommit) {
    var fixture = try AddFixture()
    if let sizes { fixture.options.sizes = sizes }
    let report = try fixture.add([TestInput("s", BatchSizesTests.records)])
    #expect(report.added == 50)
    let id = try #require(report.commit)
    #expect(try fixture.repository.log().total == 1)
    return (fixture, try fixture.repository.loadCommit(id))
  }

  @Test func partsOfACommitAreItsChangesInPieces() throws {
    var sizes = BatchSizes()
    sizes.block = 7
    sizes.part = 7
    let (whole, commit) = try store(nil)
    let (pieces, parted) = try store(sizes)
    #expect(commit.commit.parts.isEmpty)
    let all = commit.changes.flatMap(\.objects)
    #expect(all.count == 52)
    // Seven times seven versions, and the last one with the run and the experiment.
    #expect(parted.commit.parts.count == 8 && parted.commit.changes.isEmpty)
    let listed = parted.changes.filter { !$0.isEmpty }.map(\.objects)
    #expect(listed.map(\.count).sorted() == [3, 7, 7, 7, 7, 7, 7, 7])
    #expect(listed.flatMap(\.self).sorted() == all)
    #expect(try pieces.said() == whole.said())
    #expect(try pieces.add([TestInput("s", BatchSizesTests.records)]).unchanged == 50)
  }
}

extension AddFixture {
  /// The state without the ids of commits.
  fileprivate func said() throws -> [CanonicalJSON?] {
    let state = try snapshot.stateDocument()
    let kinds = ["fields", "lineages", "names", "removed", "runs", "seals"]
    return kinds.map { state.document.root[$0]?.canonical }
  }
}
