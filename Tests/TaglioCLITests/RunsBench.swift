import Foundation
import SystemPackage
import TaglioFormat
import TaglioKit
import TaglioStore
import TaglioSystem
import TestSupport
import Testing

/// A small store whose suite was run twice: a case got worse, one was edited in between, one is only
/// in the second run.
struct RunsBench {
  let bench: Workbench
  let suite = TaglioFormat.UUID(high: 0x6f31_c4df_0000_4000, low: 0x8000_0000_0000_0001)
  /// The two runs over the suite, and one of an experiment that has no verdict.
  private(set) var first = ""
  private(set) var second = ""
  private(set) var silent = ""

  init(_ bench: Workbench) throws {
    self.bench = bench
    let repository = try bench.repository()
    var changes = Changes()
    changes.names[try #require(GivenName("suites/sums"))] = .suite(suite)
    let empty = TaglioFormat.UUID(high: 0x6f31_c4df_0000_4000, low: 0x8000_0000_0000_0002)
    changes.names[try #require(GivenName("suites/empty"))] = .suite(empty)
    changes.suites[suite] = try members(repository)
    var transaction = try repository.transaction()
    try transaction.add(changes)
    _ = try transaction.commit(message: "a suite")
    try makeRuns(repository)
  }

  private func members(_ repository: Repository) throws -> MembershipEdits {
    var edits = MembershipEdits()
    for item in try repository.snapshot.cases(PageRequest()).items {
      edits.add.insert(item.lineage.id)
    }
    return edits
  }

  private mutating func makeRuns(_ repository: Repository) throws {
    var grade = try RunMaker(
      repository,
      #"{"name":"grade","score":"/score","verdict":"/ok"}"#
    )
    grade.suite = suite
    let one = try bench.version("1")
    let old = try grade.record(
      day: 1,
      config: #"{"set":{"model":"small"}}"#,
      [
        RunMaker.Result(one, #"{"ok":true,"score":1}"#),
        RunMaker.Result(try bench.version("2~1"), #"{"ok":false,"score":0}"#),
      ]
    )
    let new = try grade.record(
      day: 2,
      config: #"{"set":{"model":"large"}}"#,
      [
        RunMaker.Result(one, #"{"error":{"kind":"timeout"}}"#),
        RunMaker.Result(try bench.version("2"), #"{"ok":true,"score":1}"#),
        RunMaker.Result(try bench.version("odd"), #"{"ok":true,"score":0.25}"#),
      ]
    )
    let ask = try RunMaker(repository, #"{"name":"ask"}"#)
    let plain = try ask.record(day: 3, [RunMaker.Result(one, #"{"answer":2}"#)])
    (first, second, silent) = ("\(old)", "\(new)", "\(plain)")
  }
}

extension Workbench {
  /// The id of the version that a text names.
  func version(_ text: String) throws -> ObjectID {
    struct Shown: Decodable {
      var id: String
    }
    let output = try run("show", text, "--json").output
    let shown = try JSONDecoder().decode(Shown.self, from: Data(output.utf8))
    return try #require(ObjectID(shown.id))
  }
}

/// Calls `body` with the runs of a small store.
func withRuns<R>(_ body: (RunsBench) throws -> R) throws -> R {
  try withSmallStore { bench in try body(RunsBench(bench)) }
}

extension RunsBench {
  /// A run over the only case of a store, whose experiment and outputs hold control characters.
  static func hostile(_ bench: Workbench) throws -> String {
    let repository = try bench.repository()
    let head = try #require(try repository.snapshot.cases(PageRequest()).items.first?.head)
    let maker = try RunMaker(repository, #"{"name":"\u001b[1mgrade","verdict":"/ok"}"#)
    let result = RunMaker.Result(head, #"{"a":"\u001b[31m","ok":true}"#)
    return "\(try maker.record(day: 1, [result]))"
  }
}
