import TestSupport
import Testing

@testable import TaglioImport

/// Texts with bytes changed, removed and doubled: read or refused, never worse.
@Suite struct MutatedInputTests {
  private static let texts: [(name: String, text: String)] = [
    ("a.csv", "a,\"b \"\"c\"\"\"\r\n1,\"x\ny\"\r\n\u{E9},\"\"\r\n\r\n"),
    ("b.csv", "a\r\"1\u{1F600}\"\r\u{20AC}\r"),
    ("a.tsv", "\u{FEFF}a\tb\n1\t2\n\"3\t\"\t,\n"),
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
      try readOrRefuse(one.name, bytes, "seed \(seed) round \(round)")
    }
  }

  @Test(arguments: [false, true])
  func mutatedUTF16IsReadOrRefused(_ isBigEndian: Bool) throws {
    let seed: UInt64 = 0x7574_6631_36
    var random = SeededGenerator(seed: seed)
    let text = utf16("\u{FEFF}a,\u{E9}\n\u{1F600},\"x\n\"\n", isBigEndian: isBigEndian)
    for round in 0..<1_500 {
      var bytes = text
      for _ in 0...Int.random(in: 0..<3, using: &random) { mutate(&bytes, &random) }
      try readOrRefuse("a.csv", bytes, "seed \(seed) round \(round)")
    }
  }

  /// Reads a text twice, to the same end.
  private func readOrRefuse(_ name: String, _ bytes: [UInt8], _ round: Comment) throws {
    let source = MemorySource(name: name, bytes: bytes)
    do {
      let first = try records(of: source)
      #expect(try records(of: source) == first, round)
    } catch let error as ImportError {
      let lines = bytes.count { $0 == 0x0A || $0 == 0x0D } + 2
      #expect((error.line ?? 1) <= lines, round)
      #expect(!error.message.isEmpty && !error.help.isEmpty, round)
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
