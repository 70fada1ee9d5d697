import TaglioFormat
import TaglioKit
import Testing

/// Leaving things out of lists, and bringing them back.
@Suite struct RemovalTests {
  private func store() throws -> AddFixture {
    let store = try AddFixture()
    try store.add("s", #"{"id":"1","a":1}"#, #"{"id":"2","a":1}"#, #"{"id":"3","a":1}"#)
    return store
  }

  private func keys(_ store: AddFixture) throws -> [String] {
    try store.snapshot.cases(PageRequest()).items.compactMap { $0.key?.description }
  }

  @Test func removesAndRestores() throws {
    let store = try store()
    let removal = try store.repository.remove(["1", "3", "1"])
    #expect(removal.changed.map(\.name) == ["1", "3"] && removal.commit != nil)
    #expect(try store.lastMessage == "rm 1 3")
    #expect(try keys(store) == ["2"])
    let again = try store.repository.remove(["1"])
    #expect(again.commit == nil && again.unchanged.map(\.name) == ["1"])
    let back = try store.repository.restore(["1", "2"])
    #expect(back.changed.map(\.name) == ["1"] && back.unchanged.map(\.name) == ["2"])
    #expect(try keys(store) == ["1", "2"])
    #expect(try store.repository.remove(["2"], message: "why").commit != nil)
    #expect(try store.lastMessage == "why")
  }

  @Test func allOrNothing() throws {
    let store = try store()
    try expectRefusal(.notFound, "nobody", in: store) {
      _ = try store.repository.remove(["1", "nobody"])
    }
    let commit = try #require(try store.add("s", #"{"id":"4"}"#).commit)
    try expectRefusal(.badInput, "is a commit", in: store) {
      _ = try store.repository.remove(["1", "\(commit)"])
    }
    #expect(try keys(store).count == 4)
  }

  @Test func aVersionStandsForItsCase() throws {
    let store = try store()
    let first = try store.head("1")
    try store.edit("1", "/a=2")
    let removal = try store.repository.remove(["\(first)"])
    #expect(removal.changed.map(\.isNamedByOlderVersion) == [true])
    #expect(try keys(store) == ["2", "3"])
    #expect(try !store.repository.restore(["1"]).changed[0].isNamedByOlderVersion)
  }

  @Test func runsAndSuitesToo() throws {
    let store = try store()
    let run = try #require(try store.snapshot.runs(PageRequest()).items.first)
    #expect(try store.repository.remove(["\(run.id)"]).changed.map(\.kind) == ["run"])
    #expect(try store.snapshot.runs(PageRequest()).items.isEmpty)
    let suite = try #require(UUID("6f31c4df-0b5e-4f6a-8a55-0f7c60d8e5a1"))
    let name = try #require(GivenName("suites/easy"))
    try store.commit { $0.names = [name: .suite(suite)] }
    let removal = try store.repository.remove(["suites/easy"])
    #expect(removal.changed.map(\.kind) == ["suite"] && removal.changed.map(\.name) == ["easy"])
  }

  @Test func whatIsContestedIsWritten() throws {
    let store = try store()
    let copy = try store.copy()
    _ = try store.repository.remove(["1"])
    _ = try copy.repository.remove(["1"])
    copy.clock.advance(milliseconds: 10)
    _ = try copy.repository.restore(["1"])
    try store.takeFiles(of: copy)
    #expect(try store.repository.status().contested.count == 1)
    store.clock.advance(milliseconds: 200_000)
    #expect(try store.repository.restore(["1"]).commit != nil)
    #expect(try store.repository.status().contested.isEmpty)
  }
}
