import Foundation
import SystemPackage
import TaglioCheck
import TaglioFormat
import TaglioKit
import TaglioStore
import TaglioSystem
import TestSupport
import Testing

/// What goes with an erased case, and what stays.
@Suite("A redaction")
struct RedactionTests {
  static func request(confirmed: Bool = true) -> RedactRequest {
    var request = RedactRequest(reason: "asked for")
    request.isConfirmed = confirmed
    return request
  }

  private func withStore(_ body: (StoreFixture) throws -> Void) throws {
    try withTemporaryDirectory { try body(StoreFixture($0)) }
  }

  @Test("names what was computed from a case, and takes it along when asked")
  func outputs() throws {
    try withStore { store in
      let names = ["\(store.input)"]
      let kept = try store.repository.redact(names, Self.request(confirmed: false))
      #expect(Set(kept.outputs.map(\.id)) == Set(store.outputs))
      #expect(kept.commit == nil)
      var request = Self.request()
      request.includesOutputs = true
      let report = try store.repository.redact(names, request)
      #expect(Set(store.outputs).isSubset(of: report.items.map(\.id)))
      for id in store.outputs {
        #expect(throws: TaglioError.self) { try store.repository.record(id) }
      }
      #expect(try store.check().errors == [])
    }
  }

  @Test("of a run hides it and keeps its outputs and its seal")
  func run() throws {
    try withStore { store in
      let report = try store.repository.redact(["\(store.run)"], Self.request())
      #expect(report.items.map(\.id) == [store.run])
      #expect(throws: TaglioError.self) { try store.repository.record(store.run) }
      let item = try store.repository.snapshot.runItem(of: store.run)
      #expect(item?.outputs == 2 && item?.seal?.count == 2)
      _ = try ErasureCollector(store.directory, StoreFixture.settings).run(removing: true)
      #expect(try store.check().errors == [])
    }
  }

  @Test("takes the blobs that nothing else links, and names the others")
  func blobs() throws {
    try withTemporaryDirectory { path in
      let store = try StoreFixture(empty: path)
      let own = try store.write(.blob, Array("the voice of one".utf8))
      let shared = try store.write(.blob, Array("the voice of two".utf8))
      let link = { (id: ObjectID) in #"{"$blob":"\#(id)","bytes":16,"type":"audio/wav"}"# }
      var options = AddOptions()
      options.key = .field("id")
      let records = [
        #"{"id":"1","a":\#(link(own)),"b":\#(link(shared))}"#, #"{"id":"2","b":\#(link(shared))}"#,
      ]
      _ = try store.repository.add([Records(texts: records)], options)
      let report = try store.repository.redact(["1"], Self.request())
      #expect(report.items.contains { $0.id == own } && !report.items.contains { $0.id == shared })
      #expect(report.kept.map(\.blob) == [shared])
      let files = try ErasureCollector(store.directory, StoreFixture.settings).run(removing: true)
      #expect(files.items.count == 2 && files.isRemoved)
      #expect(!FileManager.default.fileExists(atPath: store.path(of: own)))
      #expect(FileManager.default.fileExists(atPath: store.path(of: shared)))
      #expect(try store.check().errors == [])
      let rest = try store.repository.redact(["\(shared)"], Self.request())
      #expect(rest.items.map(\.type) == [.blob])
      #expect(try store.check().errors == [])
    }
  }

  @Test("of records without keys keeps them from being taken in again, wherever they stand")
  func withoutKeys() throws {
    try withTemporaryDirectory { path in
      let store = try StoreFixture(empty: path)
      var options = AddOptions()
      options.key = .none
      let secret = #"{"input":"Ada lives in the fourth house on the left"}"#
      _ = try store.repository.add([Records(texts: [secret, #"{"input":"2"}"#])], options)
      let item = try #require(
        try store.repository.snapshot.cases(PageRequest()).items.first {
          $0.summary.contains("Ada")
        }
      )
      _ = try store.repository.redact(["\(item.head)"], Self.request())
      let again = try store.repository.add(
        [Records(texts: [#"{"input":"2"}"#, secret, secret])],
        options
      )
      #expect(again.erased == 2 && again.unchanged == 1 && again.commit == nil)
    }
  }

  @Test("is repeated in another repository, with the same state")
  func rebuilt() throws {
    try withStore { store in
      _ = try store.repository.redact(["\(store.input)"], Self.request())
      _ = try ErasureCollector(store.directory, StoreFixture.settings).run(removing: true)
      let state = try store.repository.snapshot.stateDocument()
      try store.repository.reindex()
      #expect(try store.repository.snapshot.stateDocument() == state)
      try store.remove(store.path("index"))
      let other = try Repository(store.directory, options: StoreFixture.settings)
      #expect(try other.snapshot.stateDocument() == state)
    }
  }

  @Test("keeps its files until somebody deletes them, and knows who asked")
  func requests() throws {
    try withStore { store in
      let report = try store.repository.redact(["\(store.input)"], Self.request())
      let collector = ErasureCollector(store.directory, StoreFixture.settings)
      let shown = try collector.run(removing: false)
      let request = try #require(shown.requests.first)
      #expect(request.commit == report.commit && request.reasons == ["asked for"])
      #expect(Set(request.items.map(\.object)) == Set(report.objects))
      #expect(!shown.isRemoved)
      #expect(try Set(store.repository.status().erasedHere) == Set(report.objects))
      #expect(try collector.run(removing: true, only: []).items.isEmpty)
      #expect(try collector.run(removing: true).isRemoved)
      #expect(try store.repository.status().erasedHere == [])
    }
  }
}
