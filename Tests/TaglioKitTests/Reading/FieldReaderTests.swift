import TaglioFormat
import TaglioStore
import Testing

@testable import TaglioKit

/// Fields are read from the index, and from the object only where that does not say.
@Suite struct FieldReaderTests {
  private func place(_ text: String) throws -> FieldReader.Place {
    FieldReader.Place(try #require(JSONPointer(text)))
  }

  private static let long = String(repeating: "long ", count: 20)

  private func withCase(_ body: (AddFixture, ObjectID) throws -> Void) throws {
    let store = try AddFixture()
    try store.add("s", #"{"id":"1","a":1,"b":{"c":[true,null]},"l":"\#(FieldReaderTests.long)"}"#)
    try body(store, try store.head("1"))
  }

  private func isSet(_ text: String, _ reader: FieldReader, _ number: UInt32) throws -> Bool? {
    guard let extract = try reader.extract(of: number) else { return nil }
    return try reader.isSet(at: place(text), of: number, extract)
  }

  @Test func shortFieldsOpenNothing() throws {
    try withCase { store, id in
      let reader = FieldReader(store.repository, store.snapshot)
      let number = try store.number(id)
      #expect(try reader.value(at: place("/a"), of: number) == .value(json("1")))
      #expect(try reader.value(at: place("/b/c/0"), of: number) == .value(.true))
      #expect(try reader.value(at: place("/none"), of: number) == .absent)
      #expect(try isSet("/a", reader, number) == true)
      #expect(try isSet("/b/c/1", reader, number) == false)
      #expect(try isSet("/l", reader, number) == true)
      #expect(try isSet("/none", reader, number) == false)
      #expect(reader.opened == 0)
    }
  }

  @Test func longFieldsOpenTheObjectOnce() throws {
    try withCase { store, id in
      let reader = FieldReader(store.repository, store.snapshot)
      let number = try store.number(id)
      let long = FieldValue.value(json("\"\(FieldReaderTests.long)\""))
      #expect(try reader.value(at: place("/l"), of: number) == long)
      #expect(try reader.value(at: place("/b"), of: number) == .value(json(#"{"c":[true,null]}"#)))
      #expect(try reader.value(at: place("/l/x"), of: number) == .absent)
      #expect(reader.opened == 1)
    }
  }

  @Test func fieldsOfARunAreItsPayload() throws {
    try withCase { store, _ in
      let run = try store.start(try store.experiment(#"{"name":"sums","note":"x"}"#), nonce: 3)
      let reader = FieldReader(store.repository, store.snapshot)
      let number = try store.number(run)
      #expect(
        try reader.value(at: place("/config/set/model"), of: number) == .value(json("\"m3\""))
      )
      #expect(try reader.value(at: place("/suite"), of: number) == .value(.null))
      let row = try store.snapshot.index.object(number)
      #expect(try reader.value(at: place("/note"), of: row.experiment) == .value(json("\"x\"")))
      #expect(reader.opened == 0)
      #expect(try reader.definition(of: row.experiment).name == "sums")
    }
  }

  @Test func theSaltIsNoField() throws {
    var store = try AddFixture()
    store.options.salts = true
    try store.add("s", #"{"id":"1","a":"\#(FieldReaderTests.long)"}"#)
    let reader = FieldReader(store.repository, store.snapshot)
    let number = try store.number(try store.head("1"))
    #expect(try reader.value(at: place("/$salt"), of: number) == .absent)
    #expect(try reader.fields(of: number)?["$salt"] == nil)
    #expect(try reader.fields(of: number)?["a"] != nil)
  }

  @Test func ofAnErasedRecordNobodyCanTell() throws {
    try withCase { store, id in
      var request = RedactRequest(reason: "asked for")
      request.isConfirmed = true
      _ = try store.repository.redact(["1"], request)
      let reader = FieldReader(store.repository, store.snapshot)
      let number = try store.number(id)
      for text in ["/a", "/l", "/none", ""] {
        #expect(try reader.value(at: place(text), of: number) == .unreadable)
        #expect(try isSet(text, reader, number) == nil)
      }
      #expect(try reader.fields(of: number) == nil)
    }
  }

  @Test func aDamagedRecordIsReadAsFarAsTheIndexGoes() throws {
    try withCase { store, id in
      store.store.setFile([1, 2, 3], for: id)
      let reader = FieldReader(store.repository, store.snapshot)
      let number = try store.number(id)
      #expect(try reader.value(at: place("/a"), of: number) == .value(json("1")))
      #expect(try reader.value(at: place("/l"), of: number) == .unreadable)
      #expect(try isSet("/l", reader, number) == true)
    }
  }

  /// A store that is looked at as it was has the same fields, without opening anything.
  @Test func thePastHasItsExtracts() throws {
    try withCase { store, id in
      let first = try #require(try store.repository.log().items.last?.id)
      try store.edit("1", "/a=2")
      let past = try store.repository.at(first)
      let reader = FieldReader(past, past.snapshot)
      let number = try #require(try past.snapshot.index.number(of: id))
      #expect(try reader.value(at: place("/a"), of: number) == .value(json("1")))
      #expect(reader.opened == 0)
    }
  }
}
