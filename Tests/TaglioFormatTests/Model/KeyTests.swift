import TaglioFormat
import Testing

/// Keys, lineages and the ids that are the same everywhere.
@Suite struct KeyTests {
  @Test func lineagesHaveTheirPublishedIDs() throws {
    let named = CaseKey(source: "cases/first.jsonl", name: "1")
    #expect("\(named.text)" == #"["cases/first.jsonl","1"]"#)
    #expect(
      "\(LineageID(key: named))"
        == "601771fdf9052a120b36f7989f6742ba42c2deb8edc445c5f4dcd26b6f433741"
    )
    let uuid = try #require(UUID("6F31C4DF-3a5e-4a0e-9f35-0d1e8b8f5b11"))
    #expect(
      "\(LineageID(key: CaseKey(uuid)))"
        == "f1d94dbc60302731645b2f8712575ad2986ca59050b2064794e15519ca1a7236"
    )
  }

  @Test func sealsHaveTheDigestOfSortAndB2sum() {
    let ids = [
      "4ae806c30d18b077fee376e4e55f37fc27ef34b3837b5084ca65943d76399265",
      "581386b9e7f566e73f55a35cc59a10264e60ead6fe73ec482f99296cda8c6522",
      "2cb57fdceeccf548476ddc65ea72f184822b379bcde7e8fa57064dcab42b7bf3",
    ].compactMap { ObjectID($0) }
    #expect(
      "\(Seal.digest(of: ids))"
        == "1bd7205cf54a592a9b36f40dc2964995b78cc169041650ae10ce032164a9e046"
    )
  }

  @Test func spellingsThatLookAlikeAreTwoKeys() {
    let composed = CaseKey(source: "s", name: "\u{e9}")
    let decomposed = CaseKey(source: "s", name: "e\u{301}")
    #expect(composed != decomposed)
    #expect(LineageID(key: composed) != LineageID(key: decomposed))
  }

  @Test func sourceAndNameDoNotRunTogether() {
    let keys = [("a", "b,c"), ("a,b", "c"), ("a\",\"b", "c"), ("", "abc"), ("abc", "")]
    let lineages = keys.map { LineageID(key: CaseKey(source: $0, name: $1)) }
    #expect(Set(lineages).count == keys.count)
  }

  @Test(arguments: [
    #""6F31C4DF-3A5E-4A0E-9F35-0D1E8B8F5B11""#, #""x""#, #"["s"]"#, #"["s","k","x"]"#,
    #"["s",1]"#, #"[]"#, "1", "{}", "true",
  ])
  func otherKeysAreRefused(text: String) throws {
    let code = try PayloadExample.records[0].code {
      $0["key"] = (try? CanonicalJSON(canonicalizing: Array(text.utf8)))?.value
    }
    #expect(code == .payload)
  }

  @Test(arguments: [
    "6f31c4df-3a5e-4a0e-9f35-0d1e8b8f5b1", "6f31c4df-3a5e-4a0e-9f35-0d1e8b8f5b111",
    "6f31c4df3a5e4a0e9f350d1e8b8f5b11", "{6f31c4df-3a5e-4a0e-9f35-0d1e8b8f5b11}",
    "6f31c4df-3a5e-4a0e-9f35+0d1e8b8f5b11", "6f31c4dg-3a5e-4a0e-9f35-0d1e8b8f5b11", "",
    "６f31c4df-3a5e-4a0e-9f35-0d1e8b8f5b11",
  ])
  func otherTextIsNoUUID(text: String) {
    #expect(UUID(text) == nil)
  }

  @Test func aUUIDIsReadInEitherCaseAndWrittenInLowerCase() throws {
    let uuid = try #require(UUID("6F31C4DF-3A5E-4A0E-9F35-0D1E8B8F5B11"))
    #expect("\(uuid)" == "6f31c4df-3a5e-4a0e-9f35-0d1e8b8f5b11")
    #expect(UUID(exactly: "6F31C4DF-3A5E-4A0E-9F35-0D1E8B8F5B11") == nil)
    #expect(UUID(exactly: "\(uuid)") == uuid)
    #expect(uuid.isVersion4)
  }
}
