import TaglioFormat
import Testing

/// Files of settings: what they say, and how one line changes.
@Suite struct ConfigTests {
  @Test func linesAreNamesAndValues() throws {
    let config = try Config("# a comment\n\n  author =  Ada = Lovelace \nmutable=\r\n\tkey\t=\tid")
    #expect(config.values == [.author: "Ada = Lovelace", .mutable: "", .key: "id"])
    #expect(config.lines == [.author: 3, .mutable: 4, .key: 5])
    #expect(try Config("").values.isEmpty)
  }

  @Test(arguments: [
    ("author = x\nkey", 2, ConfigError.Problem.form),
    ("# ok\n\nkeys = id", 3, .unknown("keys")),
    ("Key = id", 1, .unknown("Key")),
    ("key = a\r\nauthor = x\r\nkey = b\r\n", 3, .repeated(.key)),
    ("= x", 1, .unknown("")),
  ])
  func aWrongLineIsNamed(_ text: String, _ line: Int, _ problem: ConfigError.Problem) {
    #expect(throws: ConfigError(line: line, problem: problem)) { try Config(text) }
  }

  @Test(arguments: [
    ("", "key = id\n"),
    ("# c\nauthor = x\n", "# c\nauthor = x\nkey = id\n"),
    ("author = x", "author = x\nkey = id\n"),
    ("a\n key=old \n\n# z\n", "a\nkey = id\n\n# z\n"),
    ("key = old\r\nauthor = x\r\n", "key = id\r\nauthor = x\r\n"),
    ("# key = old\n", "# key = old\nkey = id\n"),
  ])
  func aValueIsSetInItsLine(_ before: String, _ after: String) {
    var text = ConfigText(before)
    #expect(text.text == before)
    text.set(.key, to: "id")
    #expect(text.text == after)
  }

  @Test func aSettingIsTakenOutWithItsLine() {
    var text = ConfigText("# c\nkey = id\nauthor = x\n")
    let wasThere = text.remove(.key)
    #expect(wasThere)
    #expect(text.text == "# c\nauthor = x\n")
    let isThere = text.remove(.key)
    #expect(!isThere)
  }
}
