import FuzzSupport
import TaglioFormat
import TaglioKit
import TaglioStore

/// Segments of the index and the footer behind them.
///
/// The checksums of what the fuzzer made are put right, or the rows are sealed here: so it gets
/// behind them, and the queries see tables that no writer would write. They must end, with an answer
/// or an error; merging must keep every row.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  var input = FuzzInput(start, count)
  let mode = input.byte()
  let bytes: [UInt8]
  switch mode % 4 {
  case 0:
    checkFooter(input.bytes)
    return 0
  case 1: bytes = input.bytes
  case 2: bytes = withRightChecksums(input.bytes)
  default: bytes = sealedRows(input)
  }
  guard case .success(let segment) = outcome({ try Segment(bytes) }) else {
    require(mode % 4 != 3, "sealed rows open")
    return 0
  }
  checkMerging(segment, isSealed: mode % 4 == 3)
  _ = outcome { try query(segment) }
  return 0
}

private func checkFooter(_ bytes: [UInt8]) {
  bytes.withUnsafeBytes { bytes in
    guard case .success(let footer) = outcome({ try IndexFooter.last(in: bytes) }) else { return }
    require(footer.segments.allSatisfy { $0.upperBound <= bytes.count }, "segments lie within")
    require(footer.heads.count <= bytes.count / 4, "heads take their bytes")
    require(bytes.suffix(footer.bytes.count).elementsEqual(footer.bytes), "written as it was read")
  }
}

private func checkMerging(_ segment: Segment, isSealed: Bool) {
  guard case .success(let bytes) = outcome({ try SegmentBuilder.merged([segment, segment]) }) else {
    require(!isSealed, "sealed rows merge")
    return
  }
  let merged = must("a merged segment opens") { try Segment(bytes) }
  must("a merged segment is whole") { try merged.verify() }
  for table in IndexTable.allCases {
    require(merged.count(table) <= segment.count(table), "no row is made by merging")
    for index in 0..<min(merged.count(table), 16) where isSealed {
      let key = must("a row reads") { Array(try merged.row(table, index).prefix(table.keyWidth)) }
      let found = must("a key is looked up") { try segment.find(table, key) }
      require(found != nil, "a merged row was there before")
    }
  }
}

/// What commands ask an index.
private func query(_ segment: Segment) throws {
  let index = Index(segments: [segment], heads: [0])
  let books = MemoryBookkeeping()
  try books.saveIndex(index, adding: nil, to: nil)
  let options = Repository.Options(author: "fuzz", now: { 0 })
  let planted = Snapshot(index: index)
  _ = outcome { try planted.stateDocument() }
  _ = outcome { try planted.cases(PageRequest(limit: 4, includesAll: true)) }
  _ = outcome { try planted.experiments(PageRequest()) }
  _ = outcome { try planted.runs(PageRequest(includesAll: true)) }
  _ = outcome { try planted.suites(PageRequest(includesAll: true)) }
  _ = outcome { try planted.forks() }
  _ = outcome { try planted.contested() }
  for text in ["1", "latest", "0000~3", "suites/s", "experiments/e^", "1~1000000"] {
    _ = outcome { try Resolver(planted).resolve(text) }
  }
  let repository = try Repository(objects: MemoryStore(), books: books, options: options)
  _ = try repository.status()
  _ = try repository.log(limit: 4)
}

/// The rows that the fuzzer chose, in a segment whose form is right.
private func sealedRows(_ input: FuzzInput) -> [UInt8] {
  var input = input
  let builder = SegmentBuilder()
  while !input.rest.isEmpty {
    let table = input.one(of: IndexTable.allCases)
    var row = (0..<table.rowWidth).map { _ in input.byte() }
    if let place = table.heapReference {
      let length = Int(input.byte())
      let reference = builder.store((0..<min(length, input.rest.count)).map { _ in input.byte() })
      var bytes: [UInt8] = []
      reference.append(to: &bytes)
      row.replaceSubrange(place..<place + 12, with: bytes)
    }
    builder.add(table) { $0 += row }
  }
  return builder.seal().copy
}
