import TaglioFormat
import TestSupport
import Testing

private let id = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
private let uuid = "0e37df36-f698-11e6-8dd4-cb9ced3df976"

@Suite struct RefNameTests {
  @Test(arguments: [
    ("abc-1_2.x", "abc-1_2.x"),
    ("ABC", "%41%42%43"),
    (".hidden", "%2ehidden"),
    ("..", "%2e."),
    ("a/b", "a%2fb"),
    ("50%", "50%25"),
    (" ", "%20"),
    ("a\u{0}b\n", "a%00b%0a"),
    ("é", "%c3%a9"),
    ("e\u{301}", "e%cc%81"),
    ("", ""),
  ])
  func encodes(name: String, encoded: String) throws {
    let ref = RefName(.cases, name)
    #expect(ref.encoded == encoded)
    #expect(ref.name.utf8.elementsEqual(name.utf8))
    #expect(RefName(.cases, encoded: encoded.utf8) == ref)
  }

  @Test(arguments: ["A", ".a", "%41a%", "%4", "%4A", "%61", "a b", "%ff", "a/b", "é"])
  func refusesWhatEncodingNeverGives(text: String) {
    #expect(RefName(.cases, encoded: text.utf8) == nil)
  }

  @Test func equalNamesHaveEqualBytes() {
    #expect(RefName(.cases, "é") != RefName(.cases, "e\u{301}"))
    #expect(RefName(.cases, "a") != RefName(.runs, "a"))
  }

  @Test func onlyShortNamesAreFiles() {
    #expect(RefName(.cases, String(repeating: "a", count: 200)).fitsFileName)
    #expect(!RefName(.cases, String(repeating: "a", count: 201)).fitsFileName)
    #expect(!RefName(.cases, String(repeating: "A", count: 67)).fitsFileName)
    #expect(!RefName(.cases, "").fitsFileName)
  }
}

@Suite struct RefFileTests {
  @Test func readsBackWhatItWrites() throws {
    for text in [id, uuid] {
      let target = try #require(RefTarget(text.utf8))
      #expect(target.description == text)
      #expect(RefFile(target).encode() == Array("\(text)\n".utf8))
      #expect(try RefFile(decoding: Array("\(text)\n".utf8)) == .target(target))
    }
    #expect(try RefFile(decoding: Array("-\n".utf8)) == .deleted)
    #expect(RefFile(nil).encode() == Array("-\n".utf8))
  }

  @Test(arguments: [
    "", "\n", "-", "\(id)", "\(id)\r\n", " \(id)\n", "\(id)\n\n", "\(id.dropLast())\n",
    "\(id.dropLast())G\n", "\(uuid.uppercased())\n", "\(uuid.dropLast())\n", "--\n",
    "0e37df36f698-11e6-8dd4-cb9ced3df976-\n",
  ])
  func refusesAnythingElse(text: String) {
    let error = #expect(throws: FormatError.self) { try RefFile(decoding: Array(text.utf8)) }
    #expect(error?.code == .ref)
  }
}

@Suite struct PackedRefsTests {
  private func entries(_ count: Int) throws -> [PackedRefs.Entry] {
    let target = try #require(RefTarget(id.utf8))
    return (0..<count).map { (RefName(.cases, "name\($0)"), target) }.sorted { $0.0 < $1.0 }
  }

  private func withPacked<R>(_ bytes: [UInt8], _ body: (PackedRefs) throws -> R) throws -> R {
    try bytes.lend { try body(try PackedRefs(.cases, $0)) }
  }

  @Test(arguments: [0, 1, 2, 3, 100, 1000])
  func findsEveryName(count: Int) throws {
    let entries = try entries(count)
    try withPacked(PackedRefs.encode(.cases, entries)) { packed in
      let all = try packed.entries()
      #expect(all.map(\.name) == entries.map(\.name))
      for entry in entries {
        #expect(try packed.target(of: entry.name) == entry.target)
        let absent = RefName(.cases, entry.name.name + "!")
        #expect(try packed.target(of: absent) == nil)
      }
    }
  }

  @Test func agreesWithItsPage() throws {
    let first = (RefName(.cases, "Hello"), try #require(RefTarget(id.utf8)))
    let second = (RefName(.cases, "gsm8k-0017"), try #require(RefTarget(uuid.utf8)))
    let page = "# taglio refs 1 cases\n%48ello \(id)\ngsm8k-0017 \(uuid)\n"
    #expect(PackedRefs.encode(.cases, [first, second]) == Array(page.utf8))
    #expect(RefName(.cases, #"["gsm8k","17"]"#).encoded == "%5b%22gsm8k%22%2c%2217%22%5d")
    #expect(RefName(.cases, "../x").encoded == "%2e.%2fx")
  }

  @Test func everyTruncationIsNoticedOrLeavesWholeLines() throws {
    let entries = try entries(3)
    let bytes = PackedRefs.encode(.cases, entries)
    let lineEnds = bytes.indices.filter { bytes[$0] == UInt8(ascii: "\n") }
    for length in 0..<bytes.count {
      let names = { try withPacked(Array(bytes.prefix(length))) { try $0.entries().count } }
      if let lines = lineEnds.firstIndex(of: length - 1) {
        #expect(try names() == lines)
      } else {
        #expect(throws: FormatError.self) { try names() }
      }
    }
  }

  @Test(arguments: [
    "# taglio refs 2 cases\n", "# taglio refs 1 runs\n", "a \(id)\n",
    "# taglio refs 1 cases\nb \(id)\na \(id)\n",
    "# taglio refs 1 cases\na \(id)\na \(id)\n",
    "# taglio refs 1 cases\nA \(id)\n",
    "# taglio refs 1 cases\na\(id)\n",
    "# taglio refs 1 cases\na  \(id)\n",
    "# taglio refs 1 cases\na -\n",
    "# taglio refs 1 cases\n\n",
  ])
  func refusesAnythingElse(text: String) {
    let error = #expect(throws: FormatError.self) {
      try withPacked(Array(text.utf8)) { try $0.entries() }
    }
    #expect(error?.code == .ref)
  }

  @Test func aDamagedLineIsNeverAnAnswer() throws {
    let text = "# taglio refs 1 cases\na \(id.dropLast())\n"
    #expect(throws: FormatError.self) {
      try withPacked(Array(text.utf8)) { try $0.target(of: RefName(.cases, "a")) }
    }
  }
}

@Suite struct AcceptedFileTests {
  private let ids = (0..<4).map { ObjectID(words: ($0, 0, 0, 1)) }

  private func decode(_ bytes: [UInt8]) -> AcceptedFile {
    bytes.lend { AcceptedFile(decoding: $0) }
  }

  @Test func readsBackWhatItWrites() {
    let bytes = AcceptedFile.encode(ids)
    #expect(bytes.count == 4 * AcceptedFile.lineLength)
    #expect(bytes == Array(ids.map { "\($0)\n" }.joined().utf8))
    let file = decode(bytes)
    #expect(file.ids == ids && file.length == bytes.count && file.damaged == [])
  }

  @Test func aTornTailIsIgnored() {
    let bytes = AcceptedFile.encode(ids)
    for length in 0..<bytes.count {
      let whole = length / AcceptedFile.lineLength
      let cut = decode(Array(bytes.prefix(length)))
      #expect(cut.ids == Array(ids.prefix(whole)))
      #expect(cut.length == whole * AcceptedFile.lineLength && cut.damaged == [])
      let zeros = decode(bytes.prefix(length) + Array(repeating: 0, count: bytes.count - length))
      #expect(zeros.ids == cut.ids && zeros.length == cut.length && zeros.damaged == [])
    }
  }

  @Test func damageCostsItsLineOnly() {
    for index in 0..<AcceptedFile.lineLength * 3 {
      var bytes = AcceptedFile.encode(ids)
      bytes[index] = UInt8(ascii: "!")
      let line = index / AcceptedFile.lineLength
      let file = decode(bytes)
      #expect(file.damaged == [line * AcceptedFile.lineLength])
      #expect(file.ids == ids.enumerated().filter { $0.offset != line }.map(\.element))
      #expect(file.length == bytes.count)
    }
  }
}
