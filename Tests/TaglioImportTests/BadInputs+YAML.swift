extension BadInput {
  private static let bomb: String =
    "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
    + zip("bcdefgh", "abcdefg").map { name, before in
      "\(name): &\(name) [" + Array(repeating: "*\(before)", count: 10).joined(separator: ", ")
        + "]\n"
    }.joined()

  private static let heavy: String =
    "a: &a \"" + String(repeating: "x", count: 100_000) + "\"\nb:\n"
    + String(repeating: "- *a\n", count: 1_000)

  /// YAML.
  static let yaml: [BadInput] = [
    BadInput(
      "an alias bomb",
      "a.yaml",
      bomb,
      "aliasesTooLarge",
      at: (6, 36),
      record: 1,
      "aliases stand for more than 1000000 nodes or 67108864 bytes",
      help: "JSON Lines"
    ),
    BadInput(
      "heavy aliases",
      "a.yaml",
      heavy,
      "aliasesTooLarge",
      at: (674, 3),
      record: 1,
      "aliases stand for more than 1000000 nodes or 67108864 bytes"
    ),
    BadInput(
      "an alias to itself",
      "a.yaml",
      "a: &x\n  b: *x\n",
      "recursiveAlias",
      at: (2, 6),
      record: 1,
      "the anchor's value contains this alias to itself"
    ),
    BadInput(
      "an alias to nothing",
      "a.yaml",
      "a: *x\n",
      "unknownAlias",
      at: (1, 4),
      record: 1,
      "no anchor &x stands before *x",
      help: "quotation marks"
    ),
    BadInput(
      "a tab for indentation",
      "a.yaml",
      "a:\n\tb: 1\n",
      "syntax",
      at: (2, 1),
      record: 1,
      "not YAML: found character that cannot start any token while scanning for the next token",
      help: "indent with spaces"
    ),
    BadInput(
      "a local tag",
      "a.yaml",
      "a: 1\nf: !function utils.f\n",
      "unknownTag",
      at: (2, 4),
      record: 1,
      "the tag \"!function\" has no meaning in data",
      help: "leave the tag out"
    ),
    BadInput(
      "a tag outside the core schema",
      "a.yaml",
      "a: !!set {x}\n",
      "unknownTag",
      at: (1, 4),
      record: 1,
      "the tag \"tag:yaml.org,2002:set\" has no meaning in data"
    ),
    BadInput(
      "a tag that does not fit",
      "a.yaml",
      "a: !!int abc\n",
      "tagMismatch",
      at: (1, 4),
      record: 1,
      "\"abc\" is no int",
      help: "!!str"
    ),
    BadInput(
      "a scalar's tag on an array",
      "a.yaml",
      "a: !!str [x]\n",
      "tagMismatch",
      at: (1, 4),
      record: 1,
      "an array is no str"
    ),
    BadInput(
      "not a number",
      "a.yaml",
      "- a: 1\n- a: .nan\n",
      "notFinite",
      at: (2, 6),
      record: 1,
      ".nan has no number in JSON",
      help: "null"
    ),
    BadInput(
      "infinity",
      "a.yaml",
      "a: -.inf\n",
      "notFinite",
      at: (1, 4),
      record: 1,
      "-.inf has no number in JSON"
    ),
    BadInput(
      "2 to the 70th and one",
      "a.yaml",
      "a: 1180591620717411303425\n",
      "integerTooLong",
      at: (1, 4),
      record: 1,
      "an integer of 22 digits fits neither 64 bits nor a binary64 exactly"
    ),
    BadInput(
      "2 to the 64th in hexadecimal",
      "a.yaml",
      "a: 0x10000000000000000\n",
      "integerTooLong",
      at: (1, 4),
      record: 1,
      "0x10000000000000000 does not fit 64 bits"
    ),
    BadInput(
      "a number too large",
      "a.yaml",
      "a: 1e999\n",
      "numberOverflow",
      at: (1, 4),
      record: 1,
      "the number is beyond the range of binary64"
    ),
    BadInput(
      "a duplicate key",
      "a.yaml",
      "a: 1\nb: 2\n\"a\": 3\n",
      "duplicateKey",
      at: (3, 1),
      record: 1,
      "duplicate key \"a\"; first at line 1 column 1"
    ),
    BadInput(
      "keys that become equal",
      "a.yaml",
      "1: a\n'1': b\n",
      "duplicateKey",
      at: (2, 1),
      record: 1,
      "duplicate key \"1\"; first at line 1 column 1"
    ),
    BadInput(
      "an array for a key",
      "a.yaml",
      "? [a]\n: b\n",
      "keyNotScalar",
      at: (1, 3),
      record: 1,
      "a key is an array or an object"
    ),
    BadInput(
      "an alias to an array for a key",
      "a.yaml",
      "a: &x [1]\n*x : b\n",
      "keyNotScalar",
      at: (2, 1),
      record: 1,
      "a key is an array or an object"
    ),
    BadInput(
      "a line separator",
      "a.yaml",
      "a: \u{E9}\u{2028}b\n",
      "ambiguousLineBreak",
      at: (1, 6),
      record: 1,
      "U+2028 is a line break in YAML 1.1 and none in YAML 1.2",
      help: "\\L"
    ),
    BadInput(
      "a next-line character",
      "a.yaml",
      "a: 1\n# x\u{85}y\n",
      "ambiguousLineBreak",
      at: (2, 4),
      record: 1,
      "U+0085 is a line break in YAML 1.1 and none in YAML 1.2",
      help: "\\N"
    ),
    BadInput(
      "a byte order mark inside",
      "a.yaml",
      "a: 1\n---\n\u{FEFF}b: 2\n",
      "byteOrderMark",
      at: (3, 1),
      record: 1,
      "a byte order mark stands inside the text"
    ),
    BadInput(
      "a control character",
      "a.yaml",
      "a: é\u{1}\n",
      "controlCharacter",
      at: (1, 6),
      record: 1,
      "control characters are not allowed",
      help: "escape"
    ),
    BadInput(
      "bytes that are not UTF-8",
      "a.yaml",
      bytes: Array("a: b\nc: ".utf8) + [0xE9, 0x78, 0x0A],
      "invalidUTF8",
      at: (2, 5),
      record: 1,
      "invalid trailing UTF-8 octet",
      help: "iconv"
    ),
    BadInput(
      "half a surrogate pair",
      "a.yaml",
      "a: \"\\ud83d\\ude00\"\n",
      "syntax",
      at: (1, 7),
      record: 1,
      "not YAML: found invalid Unicode character escape code while parsing a quoted scalar"
    ),
    BadInput(
      "a question mark before a key",
      "a.yaml",
      "{?a: 1}\n",
      "syntax",
      at: (1, 3),
      record: 1,
      "text that begins with ? is not in quotation marks"
    ),
    BadInput(
      "a colon in an anchor",
      "a.yaml",
      "x: &a:b c\n",
      "syntax",
      at: (1, 4),
      record: 1,
      "the name of an anchor or alias has more than letters, digits, - and _"
    ),
    BadInput(
      "a colon after an alias",
      "a.yaml",
      "x: &a b\ny: {*a: c}\n",
      "syntax",
      at: (2, 5),
      record: 1,
      "the name of an anchor or alias has more than letters, digits, - and _",
      help: "put a space after it"
    ),
    BadInput(
      "too deep",
      "a.yaml",
      "a: " + String(repeating: "[", count: 512),
      "tooDeep",
      at: (1, 515),
      record: 1,
      "nested more than 512 levels deep"
    ),
    BadInput(
      "too deep through an alias",
      "a.yaml",
      "a: &a \(String(repeating: "[", count: 510))\(String(repeating: "]", count: 510))\nb: [[*a]]\n",
      "tooDeep",
      at: (2, 6),
      record: 1,
      "nested more than 512 levels deep"
    ),
    BadInput(
      "an empty document",
      "a.yaml",
      "---\n",
      "recordNotObject",
      at: (2, 1),
      record: 1,
      "record 1 is null; a case is an object"
    ),
    BadInput(
      "text",
      "a.yaml",
      "- a: 1\n- just text\n",
      "recordNotObject",
      at: (2, 3),
      record: 2,
      "record 2 is a string; a case is an object"
    ),
    BadInput(
      "UTF-16",
      "a.yaml",
      bytes: [0xFE, 0xFF, 0, 0x61],
      "encoding",
      at: (1, 1),
      "the text is UTF-16; taglio reads UTF-8"
    ),
  ]
}
