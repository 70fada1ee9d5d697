import TaglioFormat
import Testing

/// Changes have one form only: equal changes have equal bytes.
@Suite struct ChangesTests {
  static let (id, other, uuid) = (PayloadExample.id, PayloadExample.otherID, PayloadExample.uuid)
  static let (seal, tombstone) = (PayloadExample.seal, PayloadExample.tombstone)

  static let malformed = [
    #"{"objects":[]}"#, #"{"closed":[]}"#, #"{"removed":[]}"#, #"{"fields":{}}"#, #"{"names":{}}"#,
    #"{"suites":{}}"#, #"{"seals":{}}"#, #"{"tombstones":{}}"#,
    #"{"fields":{"\#(id)":{}}}"#, #"{"fields":{"\#(id)":{"set":{}}}}"#,
    #"{"fields":{"\#(id)":{"unset":[]}}}"#, #"{"fields":{"\#(id)":{"add":{"k":[]}}}}"#,
    #"{"fields":{"\#(id)":{"add":{}}}}"#, #"{"fields":{"\#(id)":{"drop":{"k":"a"}}}}"#,
    #"{"suites":{"\#(uuid)":{}}}"#, #"{"suites":{"\#(uuid)":{"add":[]}}}"#,
    #"{"objects":["\#(other)","\#(id)"]}"#, #"{"objects":["\#(id)","\#(id)"]}"#,
    #"{"removed":["\#(uuid)","\#(id)"]}"#, #"{"closed":["\#(uuid)"]}"#,
    #"{"fields":{"\#(id)":{"unset":["b","a"]}}}"#, #"{"fields":{"\#(id)":{"unset":["a","a"]}}}"#,
    #"{"fields":{"\#(id)":{"add":{"k":["b","a"]}}}}"#,
    #"{"fields":{"\#(id)":{"add":{"k":["a","a"]}}}}"#,
    #"{"fields":{"\#(id)":{"set":{"":1}}}}"#, #"{"fields":{"\#(id)":{"set":{"a\u0000b":1}}}}"#,
    #"{"fields":{"x":{"set":{"a":1}}}}"#,
    #"{"fields":{"\#(uuid.uppercased())":{"set":{"a":1}}}}"#,
    #"{"objects":["\#(String(repeating: "A", count: 64))"]}"#, #"{"objects":["1"]}"#,
    #"{"names":{"suites/s":"\#(id)"}}"#, #"{"names":{"runs/r":"\#(uuid)"}}"#,
    #"{"names":{"runs/":null}}"#, #"{"names":{"runs/a\u0007":null}}"#, #"{"names":{"runs/r":1}}"#,
    #"{"suites":{"\#(id)":{"add":["\#(id)"]}}}"#,
    #"{"suites":{"\#(uuid)":{"pin":{"\#(id)":null}}}}"#,
    #"{"seals":{"\#(uuid)":\#(seal)}}"#,
    #"{"seals":{"\#(id)":\#(seal.replacing("\"count\":1", with: "\"count\":-1"))}}"#,
    #"{"seals":{"\#(id)":\#(seal.replacing("2026", with: "26"))}}"#,
    #"{"seals":{"\#(id)":\#(seal.replacing(",\"status\":\"complete\"", with: ""))}}"#,
    #"{"tombstones":{"\#(id)":\#(tombstone.replacing("\"reason\":\"r\",", with: ""))}}"#,
    #"{"tombstones":{"\#(id)":\#(tombstone.replacing("\"type\":\"case\"", with: "\"type\":\"run\""))}}"#,
    #"{"tombstones":{"\#(id)":\#(tombstone.replacing("\"ordinal\":0,", with: ""))}}"#,
  ]

  @Test(arguments: malformed)
  func otherFormsAreRefused(text: String) {
    #expect(PayloadExample.changes.code(decoding: text) == .payload)
  }

  @Test(arguments: [
    #"{"names":{"labels/x":"\#(id)"}}"#,
    #"{"fields":{"\#(id)":{"swap":{"a":1}}}}"#,
    #"{"suites":{"\#(uuid)":{"order":["\#(id)"]}}}"#,
    #"{"seals":{"\#(id)":\#(seal.replacing("complete", with: "paused"))}}"#,
    #"{"seals":{"\#(id)":\#(seal.replacing("\"count\"", with: "\"cost\":0,\"count\""))}}"#,
    #"{"tombstones":{"\#(id)":\#(tombstone.replacing("redacted", with: "hidden"))}}"#,
    #"{"tombstones":{"\#(id)":\#(tombstone.replacing("\"type\":\"case\"", with: "\"type\":\"pack\""))}}"#,
  ])
  func kindsThatAreNotKnownAreNewer(text: String) {
    #expect(PayloadExample.changes.code(decoding: text) == .newer, "\(text)")
  }

  /// Two spellings that look alike are two names, in the order of their UTF-16 code units.
  @Test func namesAreComparedByTheirBytes() throws {
    let text =
      #"{"fields":{"\#(Self.id)":{"set":{"e\#u{301}":1,"\#u{e9}":2}}},"#
      + #""names":{"runs/e\#u{301}":null,"runs/\#u{e9}":null}}"#
    guard case .changes(let changes) = try StoredRecord(decoding: text, .changes) else {
      Issue.record("not changes")
      return
    }
    #expect(changes.names.count == 2)
    #expect(changes.fields.values.first?.set.count == 2)
    #expect("\(changes.canonical)" == text)
  }

  @Test func entriesAreCounted() throws {
    guard
      case .changes(let changes) = try StoredRecord(
        decoding: PayloadExample.changes.text,
        .changes
      )
    else {
      Issue.record("not changes")
      return
    }
    // 1 closed, 6 fields, 3 names, 2 objects, 2 removed, 1 reopened, 1 restored, 1 seal,
    // 3 memberships, 1 tombstone.
    #expect(changes.entryCount == 21)
    var source = Changes()
    source.source = "s"
    #expect(source.isEmpty)
  }
}
