import FuzzSupport
import TaglioFormat

@testable import TaglioKit

/// What a text names in a store of a few cases.
///
/// Kinds, keys, names, ids and their beginnings, and steps back: every text has an answer or is
/// refused; where `X^` has one, `X~1` has the same.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = FuzzInput(start, count)
  let resolver = Resolver(Store.shared.snapshot)
  let text = Store.shared.withIDs(input.text)
  let named = outcome { try resolver.resolve(text) }
  if case .success(.version(let version, _)) = named {
    let again = must("an id names its version") { try resolver.resolve("\(version.id)") }
    require(again == .version(version, isLineage: false), "an id names its version")
  }
  let (back, steps) = (
    outcome { try resolver.resolve(text + "^") },
    outcome {
      try resolver.resolve(text + "~1")
    }
  )
  if case .success(let back) = back, !text.hasSuffix("^"), !text.contains("~") {
    require(steps == .success(back), "^ is ~1")
  }
  _ = outcome { try Store.shared.repository.names(beginning: text, limit: 8) }
  return 0
}

/// A store in memory: two versions of each of a few cases, one of them keyed by a UUID.
private final class Store: @unchecked Sendable {
  // Used by the one thread that libFuzzer calls on.
  static let shared = Store()

  let repository: Repository
  private let ids: [String]

  var snapshot: Snapshot { repository.snapshot }

  private init() {
    repository = must("a store in memory is made") {
      try Repository.inMemory(options: .init(author: "fuzz", now: { 0 }))
    }
    for answer in 1...2 {
      let repository = repository
      _ = must("cases are added") { try repository.add([Input(answer: answer)], Input.options) }
    }
    let repository = repository
    ids = must("the store is listed") {
      try repository.snapshot.cases(PageRequest()).items.map { "\($0.head)" }
        + repository.log().items.map { "\($0.id)" }
    }
  }

  /// The text with ids of this store for `@0`, `@1`…, which a fuzzer cannot guess.
  func withIDs(_ text: String) -> String {
    var result = text
    for (number, id) in ids.prefix(8).enumerated() {
      let parts = result.split(separator: "@\(number)", omittingEmptySubsequences: false)
      result = parts.prefix(16).joined(separator: id)
    }
    return result
  }
}

private struct Input: RecordInput {
  static var options: AddOptions {
    var options = AddOptions()
    options.key = .field("id")
    return options
  }

  let answer: Int
  let name = "cases.jsonl"
  let source: String? = "cases.jsonl"

  func forEachRecord(_ body: (JSONView, RecordPlace) throws -> Void) throws {
    let keys = [
      "1", #""a/b""#, #""latest""#, #""cases""#, #""6f31c4df-3a5e-4a0e-9f35-0d1e8b8f5b11""#,
    ]
    for (index, key) in keys.enumerated() {
      let text = #"{"answer":\#(answer),"id":\#(key),"input":"x"}"#
      let place = RecordPlace(file: name, line: index + 1, column: 1, record: index + 1)
      try body(try JSONDocument(parsing: Array(text.utf8)).root, place)
    }
  }
}
