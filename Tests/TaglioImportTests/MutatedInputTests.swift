import TestSupport
import Testing

@testable import TaglioImport

/// Texts with bytes changed, removed and doubled: read or refused, never worse.
@Suite struct MutatedInputTests {
  private static let texts: [(name: String, text: String)] = [
    (
      "a.json",
      "[{\"a\": [1, -2.5e3, true, null], \"\\u00e9\": \"x\\n\"}, {}]\n{\"b\": {\"c\": [{}]}}"
    ),
    ("a.jsonl", "{\"a\": \"\u{E9}\u{1F600}\"}\r\n\n{\"b\": [{\"c\": 1}]}\n"),
    ("a.yaml", "%YAML 1.2\n---\n- &x a: !!str 1\n  ? b\n  : *x\n- {c: [\"\\u00e9\", 'd'], ? e}\n"),
    (
      "b.yaml",
      "a: |2-\n   x\n  y\nb: >+\n  z\n\n\n...\n---\n\u{E9}: ! 0x1F # c\n&k l: [*k , -.5, ~]\n"
    ),
  ]

  @Test(arguments: texts)
  func mutatedTextsAreReadOrRefused(_ one: (name: String, text: String)) throws {
    let seed: UInt64 = 0x7a61_676c_696f
    var random = SeededGenerator(seed: seed)
    for round in 0..<1_500 {
      var bytes = Array(one.text.utf8)
      for _ in 0...Int.random(in: 0..<3, using: &random) { mutate(&bytes, &random) }
      let source = MemorySource(name: one.name, bytes: bytes)
      do {
        let first = try records(of: source)
        #expect(try records(of: source) == first, "seed \(seed) round \(round)")
      } catch let error as ImportError {
        let lines = bytes.count { $0 == 0x0A || $0 == 0x0D } + 2
        #expect((error.line ?? 1) <= lines, "seed \(seed) round \(round)")
        #expect(!error.message.isEmpty && !error.help.isEmpty)
      }
    }
  }

  private func mutate(_ bytes: inout [UInt8], _ random: inout SeededGenerator) {
    guard let place = bytes.indices.randomElement(using: &random) else { return }
    switch Int.random(in: 0..<4, using: &random) {
    case 0: bytes[place] = UInt8.random(in: .min ... .max, using: &random)
    case 1: bytes.remove(at: place)
    case 2:
      bytes.insert(
        Array("&*!?:-[]{}#|>'\"\\\t\n ,%".utf8).randomElement(using: &random) ?? 0,
        at: place
      )
    default: bytes.insert(contentsOf: bytes[place...].prefix(9), at: place)
    }
  }
}
