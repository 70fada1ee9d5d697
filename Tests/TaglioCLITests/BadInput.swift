/// A call that must be refused.
struct BadInput: Sendable, CustomStringConvertible {
  var name: String
  var files: [String: [UInt8]]
  var arguments: [String]
  var input: String
  var status: Int32
  /// What the message must hold: the place, what is wrong, the way out.
  var says: [String]

  var description: String { name }

  init(
    _ name: String,
    files: [String: String] = [:],
    bytes: [String: [UInt8]] = [:],
    run arguments: [String],
    input: String = "",
    status: Int32 = 1,
    says: [String]
  ) {
    self.name = name
    self.files = files.mapValues { Array($0.utf8) }.merging(bytes) { $1 }
    self.arguments = arguments
    self.input = input
    self.status = status
    self.says = says
  }
}

extension BadInput {
  static let all: [BadInput] =
    texts + records + yamlTexts + files + calls + past + tables + changes + repairs + edits
    + settings + erasing + remotes + formats + suites + experiments + runs + analysis + programs
    + imports + exchange + reports + labelled

  private static let tenThousandLines = (1...10_000).map { line in
    line == 7312 ? #"{"id":7312,"input":"cut}"# : #"{"id":\#(line),"input":"x"}"#
  }.joined(separator: "\n")

  /// A file `bad.jsonl`, added with the key `id`.
  private static func lines(_ name: String, _ text: String, says: [String]) -> BadInput {
    BadInput(
      name,
      files: ["bad.jsonl": text],
      run: ["add", "bad.jsonl", "--key", "id"],
      says: says
    )
  }

  private static let texts: [BadInput] = [
    lines("broken line of many", tenThousandLines, says: ["bad.jsonl:7312:", "record 7312"]),
    lines("duplicate member", #"{"id":1,"a":1,"a":2}"#, says: ["bad.jsonl:1:15", "\"a\""]),
    lines("lone surrogate", #"{"id":1,"a":"\ud800"}"#, says: ["bad.jsonl:1:14"]),
    lines(
      "an integer of 71 bits",
      #"{"id":1,"a":1180591620717411303424}"#,
      says: ["bad.jsonl:1:13", "quotation marks"]
    ),
    lines("a number beyond all bounds", #"{"id":1,"a":1e400}"#, says: ["bad.jsonl:1:13"]),
    lines("NaN", #"{"id":1,"a":NaN}"#, says: ["bad.jsonl:1:13"]),
    lines("a raw control character", "{\"id\":1,\"a\":\"\u{1}\"}", says: ["bad.jsonl:1:14"]),
    lines(
      "the second of two values in a line",
      "{\"id\":1}\n{\"id\":2} {\"id\":3}\n",
      says: ["bad.jsonl:2:10"]
    ),
    lines("a text that ends early", #"{"id":1,"a":"#, says: ["bad.jsonl:1:13"]),
    lines(
      "nesting without end",
      #"{"id":1,"a":"# + String(repeating: "[", count: 600),
      says: ["bad.jsonl:1:", "512"]
    ),
    BadInput(
      "bytes that are not UTF-8",
      bytes: ["bad.json": Array("{\"id\":\"".utf8) + [0xFF] + Array("\"}".utf8)],
      run: ["add", "bad.json"],
      says: ["bad.json:1:8"]
    ),
    BadInput(
      "UTF-16",
      bytes: ["bad.json": [0xFF, 0xFE, 0x7B, 0, 0x7D, 0]],
      run: ["add", "bad.json"],
      says: ["bad.json", "UTF-16", "iconv"]
    ),
    BadInput(
      "an empty file",
      files: ["bad.json": ""],
      run: ["add", "bad.json"],
      says: ["bad.json:1:1", "[]"]
    ),
  ]

  private static let records: [BadInput] = [
    lines("a number for a record", "{\"id\":1}\n17\n", says: ["bad.jsonl:2:1", "record 2"]),
    lines(
      "two records with one key",
      "{\"id\":1}\n{\"id\":2}\n{\"id\":1}\n",
      says: ["bad.jsonl:3:1", "record 1", "line 1", "--key"]
    ),
    lines("a record without its key", "{\"id\":1}\n{\"x\":2}\n", says: ["bad.jsonl:2:1", "/id"]),
    lines(
      "a key of the wrong type",
      "{\"id\":[1]}\n",
      says: ["bad.jsonl:1:1", "/id", "a UUID, a text"]
    ),
    lines("a key that is a fraction", "{\"id\":1.5}\n", says: ["bad.jsonl:1:1", "/id"]),
    BadInput(
      "standard input without a source",
      run: ["add", "-", "--key", "id", "--format", "jsonl"],
      input: "{\"id\":1}\n",
      says: ["-:1:1", "--source"]
    ),
    lines(
      "a blob that is not here",
      #"{"id":1,"a":{"$blob":""# + String(repeating: "ab", count: 32)
        + #"","bytes":1,"type":"audio/wav"}}"#,
      says: ["bad.jsonl:1:1", "blob abababababab"]
    ),
  ]

  private static func yaml(_ name: String, _ text: String, says: [String]) -> BadInput {
    BadInput(name, files: ["bad.yaml": text], run: ["add", "bad.yaml"], says: says)
  }

  private static let bomb =
    "a: &a [x,x,x,x,x,x,x,x,x,x]\n"
    + "bcdefgh".map { "\($0): &\($0) [" + bombLine(before: $0) + "]\n" }.joined()

  private static func bombLine(before letter: Character) -> String {
    let letters = Array("abcdefgh")
    let above = letters.firstIndex(of: letter).map { letters[$0 - 1] } ?? "a"
    return Array(repeating: "*\(above)", count: 10).joined(separator: ",")
  }

  private static let yamlTexts: [BadInput] = [
    yaml("an alias bomb", bomb, says: ["bad.yaml:", "alias"]),
    yaml(
      "an unknown tag",
      "input: 1\nrun: !function utils.f\n",
      says: ["bad.yaml:2:", "!function"]
    ),
    yaml("a duplicate key", "a: 1\nb: 2\na: 3\n", says: ["bad.yaml:3:", "\"a\""]),
    yaml("infinity", "a: .inf\n", says: ["bad.yaml:1:4"]),
    yaml("a tab for indentation", "a:\n\tb: 1\n", says: ["bad.yaml:2:"]),
  ]

  private static let files: [BadInput] = [
    BadInput("no such file", run: ["add", "none.json"], says: ["none.json", "Check the name"]),
    BadInput(
      "a directory for a file",
      files: ["folder/a.json": "{}"],
      run: ["add", "folder"],
      says: ["\"folder\" is a directory", "taglio add folder/*.jsonl"]
    ),
    BadInput(
      "a file for a directory",
      files: ["a.json": "{}"],
      run: ["add", "a.json/b.json"],
      says: ["a.json/b"]
    ),
    BadInput(
      "a format that nothing tells",
      files: ["cases.txt": "{}"],
      run: ["add", "cases.txt"],
      says: ["cases.txt", "--format"]
    ),
    BadInput(
      "a compressed file that is cut",
      bytes: ["a.jsonl.gz": [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0x4B]],
      run: ["add", "a.jsonl.gz"],
      says: ["a.jsonl.gz"]
    ),
    BadInput(
      "--records to nothing",
      files: ["a.json": #"{"examples":[{"x":1}]}"#],
      run: ["add", "a.json", "--records", "/samples", "--no-key"],
      says: ["a.json", "/examples"]
    ),
    BadInput(
      "--records to an object",
      files: ["a.json": #"{"examples":{"x":[{}]}}"#],
      run: ["add", "a.json", "--records", "/examples", "--no-key"],
      says: ["a.json", "/examples"]
    ),
    BadInput(
      "a setting that is not known",
      files: [".taglio/config": "colour = blue\n"],
      run: ["add", "a.json"],
      says: [".taglio/config:1: ", "colour", "Did you mean color?"]
    ),
    BadInput(
      "a store of a later layout",
      files: [".taglio/format": "9\n"],
      run: ["ls"],
      says: ["format 9", "newer taglio"]
    ),
  ]

  private static let calls: [BadInput] = [
    BadInput(
      "no store",
      run: ["-C", "..", "ls"],
      status: 10,
      says: ["no taglio store", "taglio init"]
    ),
    BadInput("no such directory", run: ["-C", "none", "ls"], status: 64, says: ["-C none"]),
    BadInput(
      "nothing of this name",
      run: ["show", "nothing"],
      status: 6,
      says: ["\"nothing\"", "taglio ls"]
    ),
    BadInput("too few digits", run: ["show", "ab"], status: 6, says: ["\"ab\"", "4"]),
    BadInput("too far back", run: ["show", "1~1"], status: 6, says: ["\"1~1\""]),
    BadInput(
      "an id of nothing",
      run: ["cat-file", "-p", String(repeating: "0", count: 64)],
      status: 6,
      says: ["there is no object 000"]
    ),
    BadInput("no command", run: ["frobnicate"], status: 64, says: ["frobnicate", "taglio --help"]),
    BadInput(
      "no such option",
      run: ["ls", "--wide"],
      status: 64,
      says: ["--wide", "taglio ls --help"]
    ),
    BadInput("no files", run: ["add"], status: 64, says: ["file", "taglio add --help"]),
    BadInput(
      "--key and --no-key",
      run: ["add", "a", "--key", "id", "--no-key"],
      status: 64,
      says: ["exclude each other"]
    ),
    BadInput(
      "--records without a slash",
      run: ["add", "a", "--records", "x"],
      status: 64,
      says: ["JSON Pointer"]
    ),
    BadInput("a negative number", run: ["log", "-n=-1"], status: 64, says: ["from 0 on"]),
    BadInput("no duration", run: ["fsck", "--max-duration", "soon"], status: 64, says: ["10m"]),
    BadInput(
      "no such colour",
      run: ["ls", "--color", "blue"],
      status: 64,
      says: ["blue", "always"]
    ),
    BadInput(
      "an object that is no such type",
      files: ["case.json": "{}"],
      run: ["hash-object", "-t", "case", "case.json"],
      says: ["case.json", "basis"]
    ),
  ]
}
