import FuzzSupport
import TaglioFormat

/// Commits, their changes and tombstones, written by the fuzzer as members of an object that is
/// made whole here, so that it need not find all the keys that must be there.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = FuzzInput(start, count)
  let text = Array(frame.0.utf8) + input.rest + Array(frame.1.utf8)
  guard case .success(let payload) = outcome({ try CanonicalJSON(canonicalizing: text) }),
    case .success(let record) = outcome({ try read(payload.bytes) }),
    case .commit(let commit) = record
  else { return 0 }
  require(commit.payload == payload.bytes, "a commit is written as it was read")
  let changes = must("changes read alone") { try Changes(commit.changes.canonical.document.root) }
  require(changes == commit.changes, "changes mean the same alone")
  for tombstone in changes.tombstones.values { _ = outcome { try StandIn(tombstone) } }
  checkTime(commit.time)
  return 0
}

private let frame = (
  #"{"author":"a","changes":{"#,
  #"},"extra":{},"format":1,"message":"","parents":[],"parts":[],"#
    + #""time":"2026-11-21T09:14:00.000Z"}"#
)

private func read(_ payload: [UInt8]) throws -> StoredRecord {
  try payload.withUnsafeBytes { try StoredRecord(type: .commit, payload: $0) }
}

private func checkTime(_ time: CommitTime) {
  require(CommitTime("\(time)") == time, "a time is read as it is written")
}
