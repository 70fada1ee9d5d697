extension BadInput {
  /// 10,000 lines, of which line 7,312 is broken.
  private static let manyLines: String = {
    var lines = (1...10_000).map { "{\"id\":\($0),\"text\":\"case number \($0)\"}" }
    lines[7311] = "{\"id\":7312,\"text\":\"case number 7312}"
    return lines.joined(separator: "\n")
  }()

  private static let utf16: [UInt8] = [0xFF, 0xFE] + Array("{\"a\":1}".utf8).flatMap { [$0, 0] }

  /// JSON and JSONL.
  static let json: [BadInput] = [
    BadInput(
      "a broken line far down",
      "a.jsonl",
      manyLines,
      "unexpectedEnd",
      at: (7312, 37),
      record: 7312,
      "the text ends inside a string"
    ),
    BadInput(
      "a comma too many",
      "a.json",
      "[{\"a\":1},\n]",
      "syntax",
      at: (2, 1),
      record: 2,
      "expected a value, found ']'; is there a comma too many before it?"
    ),
    BadInput(
      "a comma too few",
      "a.json",
      "[{\"a\":1}\n {\"a\":2}]",
      "syntax",
      at: (2, 2),
      record: 2,
      "expected ',' or ']', found '{'"
    ),
    BadInput(
      "an array that does not end",
      "a.json",
      "[{\"a\":1}",
      "unexpectedEnd",
      at: (1, 9),
      record: 2,
      "the text ends where ',' or ']' was expected",
      help: "cut short"
    ),
    BadInput(
      "a duplicate key",
      "a.json",
      "[{}, {\"a\":1,\n\"\\u0061\":2}]",
      "duplicateKey",
      at: (2, 1),
      record: 2,
      "duplicate key \"a\"; first at line 1 column 7",
      help: "rename or remove"
    ),
    BadInput(
      "half a surrogate pair",
      "a.jsonl",
      "{}\n{\"a\":\"\\ud83d\"}",
      "loneSurrogate",
      at: (2, 7),
      record: 2,
      "\\ud83d is half of a surrogate pair"
    ),
    BadInput(
      "bytes that are not UTF-8",
      "a.json",
      bytes: Array("{\"a\":\"".utf8) + [0xE9, 0x22, 0x7D],
      "invalidUTF8",
      at: (1, 7),
      record: 1,
      "byte 0xe9 is not UTF-8 here",
      help: "iconv"
    ),
    BadInput(
      "2 to the 70th and one",
      "a.json",
      "{\"a\":1180591620717411303425}",
      "integerTooLong",
      at: (1, 6),
      record: 1,
      "an integer of 22 digits fits neither 64 bits nor a binary64 exactly",
      help: "quotation marks"
    ),
    BadInput(
      "a number too large",
      "a.json",
      "{\"a\":1e999}",
      "numberOverflow",
      at: (1, 6),
      record: 1,
      "the number is beyond the range of binary64",
      help: "quotation marks"
    ),
    BadInput(
      "NaN",
      "a.jsonl",
      "{\"a\":NaN}",
      "syntax",
      at: (1, 6),
      record: 1,
      "expected a value, found 'N'; JSON has no NaN, Infinity or None"
    ),
    BadInput(
      "quotation marks of another kind",
      "a.json",
      "{'a':1}",
      "syntax",
      at: (1, 2),
      record: 1,
      "expected a key in quotation marks, found '''; strings stand in double quotation marks"
    ),
    BadInput(
      "a comment",
      "a.json",
      "// cases\n[]",
      "syntax",
      at: (1, 1),
      record: 1,
      "expected a value, found '/'; JSON has no comments"
    ),
    BadInput(
      "a raw line feed in a string",
      "a.json",
      "{\"a\":\"x\ny\"}",
      "controlCharacter",
      at: (1, 8),
      record: 1,
      "control character 0x0a must be written \\u000a"
    ),
    BadInput(
      "too deep",
      "a.json",
      String(repeating: "{\"a\":", count: 600),
      "tooDeep",
      at: (1, 2561),
      record: 1,
      "nested more than 512 levels deep"
    ),
    BadInput(
      "a number for a record",
      "a.json",
      "[{}, {},\n 3]",
      "recordNotObject",
      at: (2, 2),
      record: 3,
      "record 3 is a number; a case is an object",
      help: "{\"input\": …}"
    ),
    BadInput(
      "an array in a line",
      "a.jsonl",
      "[{\"a\":1}]\n[{\"a\":2}]\n",
      "recordNotObject",
      at: (1, 1),
      record: 1,
      "record 1 is an array; a case is an object",
      help: "--format json"
    ),
    BadInput(
      "an array of arrays",
      "a.json",
      "[[{}]]",
      "recordNotObject",
      at: (1, 2),
      record: 1,
      "record 1 is an array; a case is an object"
    ),
    BadInput(
      "two records in a line",
      "a.jsonl",
      "{\"a\":1}\n{\"a\":2} {\"a\":3}\n",
      "trailingData",
      at: (2, 9),
      record: 2,
      "more follows the record in this line",
      help: "--format json"
    ),
    BadInput(
      "an empty file",
      "a.json",
      " \n",
      "unexpectedEnd",
      at: (2, 1),
      "the text is empty",
      help: "[]"
    ),
    BadInput(
      "UTF-16 with a byte order mark",
      "a.json",
      bytes: utf16,
      "encoding",
      at: (1, 1),
      "the text is UTF-16; taglio reads UTF-8",
      help: "iconv -f UTF-16"
    ),
    BadInput(
      "UTF-16 without one",
      "a.jsonl",
      bytes: Array(utf16.dropFirst(2)),
      "encoding",
      at: (1, 1),
      "the text is UTF-16; taglio reads UTF-8"
    ),
    BadInput(
      "UTF-32",
      "a.json",
      bytes: [0, 0, 0, 0x7B],
      "encoding",
      at: (1, 1),
      "the text is UTF-32; taglio reads UTF-8"
    ),
    BadInput(
      "a byte order mark inside",
      "a.json",
      "{}\u{FEFF}{}",
      "byteOrderMark",
      at: (1, 3),
      record: 2,
      "the text begins with a byte order mark"
    ),
  ]
}
