import FuzzSupport
import TaglioFormat

/// Payloads of cases, experiments, runs and commits: what is taken is written again as the same
/// bytes, and what stands in for it says the same of it.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  var input = FuzzInput(start, count)
  let type = input.one(of: [ObjectType.case, .experiment, .run, .commit, .changes, .blob])
  guard let payload = payload(input.bytes), case .success(let record) = read(type, payload) else {
    return 0
  }
  require(record.type == type, "the type is kept")
  switch record {
  case .case(let record): require(record.payload == payload, "a case is written as it was read")
  case .experiment(let record): require(record.payload == payload, "so is an experiment")
  case .run(let record): require(record.payload == payload, "so is a run")
  case .commit(let commit): require(commit.payload == payload, "so is a commit")
  case .changes(let changes): require(changes.canonical.bytes == payload, "so are changes")
  case .blob: return 0
  }
  require(record.links.count <= payload.count / 64, "each link takes its bytes")
  if type == .case || type == .experiment || type == .run { checkStandIn(record) }
  return 0
}

/// The input in its canonical form, so that the fuzzer gets behind that check half of the time.
private func payload(_ bytes: [UInt8]) -> [UInt8]? {
  guard case .success(let text) = outcome({ try CanonicalJSON(canonicalizing: bytes) }) else {
    return nil
  }
  return text.bytes
}

private func read(_ type: ObjectType, _ payload: [UInt8]) -> Result<StoredRecord, Refused> {
  outcome { try payload.withUnsafeBytes { try StoredRecord(type: type, payload: $0) } }
}

private func checkStandIn(_ record: StoredRecord) {
  let facts = Facts(record)
  let tombstone = Tombstone(
    kind: .lost,
    type: record.type,
    reason: "fuzz",
    links: facts.standInLinks,
    content: facts.content
  )
  let standIn = must("what stands in for a record reads") { try StandIn(tombstone) }
  guard case .facts(let found) = standIn else { return require(false, "facts stand in") }
  require(found == facts, "the facts are those of the record")
}
