import TaglioFormat
import Testing

/// Every payload decodes to what it was written from, and anything else is refused for the right
/// reason.
@Suite struct PayloadTests {
  @Test(arguments: PayloadExample.all)
  func roundTrips(example: PayloadExample) throws {
    #expect(try StoredRecord(decoding: example.text, example.type).encoded == example.text)
  }

  /// Forms that one full example cannot hold.
  @Test(arguments: [
    (
      ObjectType.case,
      #"{"basis":null,"creator":null,"immutable_fields":{},"key":null,"ordinal":0,"#
        + #""previous":null,"sources":[]}"#
    ),
    (
      .case,
      #"{"basis":null,"creator":null,"immutable_fields":{},"key":"\#(PayloadExample.uuid)","#
        + #""ordinal":4294967295,"previous":null,"sources":[]}"#
    ),
    (.experiment, #"{"immutable_fields":{"name":"import"},"previous":null}"#),
    (
      .run,
      #"{"config":{},"experiment":"\#(PayloadExample.id)","metadata":{},"suite":null}"#
    ),
    (
      .commit,
      #"{"author":"é","changes":{},"extra":{},"format":1,"message":"","parents":[],"parts":[],"#
        + #""time":"0000-01-01T00:00:00.000Z"}"#
    ),
    (.changes, "{}"),
    (.changes, #"{"seals":{"\#(PayloadExample.id)":\#(abandoned)}}"#),
    (.changes, #"{"tombstones":{"\#(PayloadExample.id)":\#(lostBlob)}}"#),
    (.changes, #"{"tombstones":{"\#(PayloadExample.id)":\#(lostRun)}}"#),
    (.changes, #"{"tombstones":{"\#(PayloadExample.id)":\#(redactedCommit)}}"#),
  ])
  func furtherFormsRoundTrip(type: ObjectType, text: String) throws {
    #expect(try StoredRecord(decoding: text, type).encoded == text)
  }

  static let abandoned =
    #"{"count":0,"digest":"\#(PayloadExample.id)","status":"abandoned","time":"\#(PayloadExample.time)"}"#
  static let lostBlob = #"{"content":null,"kind":"lost","links":{},"reason":"","type":"blob"}"#
  static let lostRun =
    #"{"content":null,"kind":"lost","links":{"experiment":"\#(PayloadExample.id)","suite":null},"#
    + #""reason":"disk","type":"run"}"#
  static let redactedCommit =
    #"{"content":null,"kind":"redacted","links":{"author":"(erased)","changes":{},"extra":{},"#
    + #""format":1,"message":"(erased)","parents":[],"parts":[],"time":"\#(PayloadExample.time)"},"#
    + #""reason":"law","type":"commit"}"#

  @Test(arguments: PayloadExample.records)
  func everyKeyMustBeThere(example: PayloadExample) throws {
    for name in try example.object().members.map(\.key) {
      #expect(try example.code { $0[name] = nil } == .payload, "without \(name)")
    }
  }

  @Test(arguments: PayloadExample.all)
  func anUnknownKeyComesFromANewerTaglio(example: PayloadExample) throws {
    #expect(try example.code { $0["zz"] = 1 } == .newer)
    #expect(
      try example.code {
        $0[""] = nil; $0["a\u{301}"] = .null
      } == .newer
    )
  }

  static var wrong: [JSONValue] { [nil, true, 1, -1, 1.5, "x", "", [1], ["a": 1]] }
  /// The values among `wrong` that a key may have after all.
  static var right: [String: [JSONValue]] {
    [
      "basis": [nil], "creator": [nil], "previous": [nil], "key": [nil], "suite": [nil],
      "ordinal": [1], "format": [1], "immutable_fields": [["a": 1]], "config": [["a": 1]],
      "metadata": [["a": 1]], "extra": [["a": 1]], "author": ["x"], "message": ["x", ""],
      "source": ["x", ""],
    ]
  }

  @Test(arguments: PayloadExample.all)
  func everyValueHasItsType(example: PayloadExample) throws {
    for name in try example.object().members.map(\.key) {
      for value in Self.wrong where !Self.right[name, default: []].contains(value) {
        let code = try example.code { $0[name] = value }
        // An unknown key of changes, and a name of an unknown kind.
        let isNewer = ["changes", "names"].contains(name) && value == ["a": 1]
        #expect(code == (isNewer ? .newer : .payload), "\(name): \(value)")
      }
    }
  }

  @Test(arguments: PayloadExample.all)
  func onlyTheCanonicalTextIsTaken(example: PayloadExample) throws {
    let members = try example.object().members
    let reversed = members.reversed().map {
      #""\#($0.key)":\#((try? CanonicalJSON($0.value))?.description ?? "")"#
    }
    #expect(example.code(decoding: "{\(reversed.joined(separator: ","))}") == .notCanonical)
    #expect(example.code(decoding: " " + example.text) == .notCanonical)
    #expect(example.code(decoding: example.text + "\n") == .notCanonical)
    #expect(example.code(decoding: String(example.text.dropLast())) == .payload)
    #expect(example.code(decoding: example.text + "x") == .payload)
    let repeated = "{" + reversed[0] + "," + example.text.dropFirst()
    #expect(example.code(decoding: repeated) == .payload, "a key that is there twice")
    for text in ["", "[]", "null", "1", #""x""#] {
      #expect(example.code(decoding: text) == .payload)
    }
  }

  @Test func aLaterFormatIsNewerWhateverElseIsThere() {
    let commit = PayloadExample.records[3]
    #expect(commit.code(decoding: #"{"format":2}"#) == .newer)
    #expect(commit.code(decoding: #"{"format":0}"#) == .payload)
  }

  @Test(arguments: ["parents", "parts"])
  func listsOfACommitAscend(name: String) throws {
    let (id, other) = (PayloadExample.id, PayloadExample.otherID)
    let commit = PayloadExample.records[3]
    let texts: [[String]] = [[other, id], [id, id]]
    for ids in texts {
      #expect(try commit.code { $0[name] = .array(ids.map(JSONValue.string)) } == .payload)
    }
  }

  @Test func sourcesKeepTheirOrderAndRepeats() throws {
    let (id, other) = (PayloadExample.id, PayloadExample.otherID)
    let ids: [JSONValue] = [.string(other), .string(id), .string(other)]
    #expect(try PayloadExample.records[0].code { $0["sources"] = .array(ids) } == nil)
  }
}
