import TaglioFormat
import Testing

/// A payload that holds every key and kind of its type.
struct PayloadExample: Sendable, CustomTestStringConvertible {
  var type: ObjectType
  var text: String

  var testDescription: String { type.rawValue }

  static let id = String(repeating: "1", count: 64)
  static let otherID = String(repeating: "2", count: 64)
  static let uuid = "6f31c4df-3a5e-4a0e-9f35-0d1e8b8f5b11"
  static let time = "2026-11-21T09:14:00.000Z"

  static let records = [
    PayloadExample(
      type: .case,
      text: #"{"basis":"\#(id)","creator":"\#(id)","immutable_fields":{"input":1},"#
        + #""key":["s","k"],"ordinal":3,"previous":"\#(id)","sources":["\#(otherID)","\#(id)"]}"#
    ),
    PayloadExample(type: .experiment, text: #"{"immutable_fields":{"a":[]},"previous":"\#(id)"}"#),
    PayloadExample(
      type: .run,
      text: #"{"config":{"a":1},"experiment":"\#(id)","metadata":{"b":2},"suite":"\#(uuid)"}"#
    ),
    PayloadExample(
      type: .commit,
      text: #"{"author":"Ada","changes":{"objects":["\#(id)"]},"extra":{"tool":"t"},"format":1,"#
        + #""message":"m","parents":["\#(id)","\#(otherID)"],"parts":["\#(id)"],"time":"\#(time)"}"#
    ),
  ]

  static let seal = #"{"count":1,"digest":"\#(id)","status":"complete","time":"\#(time)"}"#
  static let tombstone =
    #"{"content":"\#(id)","kind":"redacted","links":{"attachments":[],"basis":null,"creator":null,"#
    + #""lineage":"\#(id)","ordinal":0,"previous":null,"sources":[]},"reason":"r","type":"case"}"#

  static let changes = PayloadExample(
    type: .changes,
    text: #"{"closed":["\#(id)"],"fields":{"\#(id)":{"add":{"keywords":["a",1]},"#
      + #""drop":{"keywords":["b"]},"set":{"title":null},"unset":["notes"]},"#
      + #""\#(uuid)":{"set":{"title":"t"}}},"#
      + #""names":{"commits/c":"\#(id)","experiments/e":null,"suites/s":"\#(uuid)"},"#
      + #""objects":["\#(id)","\#(otherID)"],"removed":["\#(id)","\#(uuid)"],"#
      + #""reopened":["\#(otherID)"],"restored":["\#(otherID)"],"seals":{"\#(id)":\#(seal)},"#
      + #""source":"s","suites":{"\#(uuid)":{"add":["\#(id)"],"pin":{"\#(otherID)":"\#(id)"},"#
      + #""remove":["\#(String(repeating: "3", count: 64))"]}},"#
      + #""tombstones":{"\#(id)":\#(tombstone)}}"#
  )

  static let all = records + [changes]

  func object() throws -> JSONObject {
    guard case .object(let object) = try CanonicalJSON(canonicalizing: Array(text.utf8)).value
    else { throw FormatError(.payload, "an example that is no object") }
    return object
  }

  /// The error that decoding some payload of this type ends with; nil where it succeeds.
  func code(decoding text: String) -> FormatError.Code? {
    do {
      _ = try StoredRecord(decoding: text, type)
      return nil
    } catch let error as FormatError {
      return error.code
    } catch {
      return FormatError.Code(rawValue: "\(error)")
    }
  }

  func code(_ change: (inout JSONObject) -> Void) throws -> FormatError.Code? {
    var object = try object()
    change(&object)
    return code(decoding: "\(try CanonicalJSON(.object(object)))")
  }
}

extension StoredRecord {
  init(decoding text: String, _ type: ObjectType) throws {
    self = try Array(text.utf8).withUnsafeBytes { try StoredRecord(type: type, payload: $0) }
  }

  /// The payload written again; nil for blobs.
  var encoded: String? {
    let bytes: [UInt8]
    switch self {
    case .case(let record): bytes = record.payload
    case .experiment(let record): bytes = record.payload
    case .run(let record): bytes = record.payload
    case .commit(let commit): bytes = commit.payload
    case .changes(let changes): bytes = changes.canonical.bytes
    case .blob: return nil
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
