extension BadInput {
  /// `--records`.
  static let pointers: [BadInput] = [
    BadInput(
      "a pointer to nothing",
      "a.json",
      "{\"examples\":[{}],\"data\":{\"x\":[{}],\"y\":[1]}}",
      records: "/samples",
      "recordsMissing",
      at: (1, 1),
      "nothing is at \"/samples\"",
      help: "\"/examples\", \"/data/x\": --records /examples"
    ),
    BadInput(
      "a pointer to an object",
      "a.json",
      "{\"a\":\n {\"b\":{\"c\":[{}]}, \"d\":[{}]}}",
      records: "/a",
      "recordsNotArray",
      at: (2, 2),
      "an object is at \"/a\", not an array of records",
      help: "\"/a/d\": --records /a/d"
    ),
    BadInput(
      "a pointer to a number",
      "a.jsonl",
      "{\"a\":\n 1}",
      records: "/a",
      "recordsNotArray",
      at: (2, 2),
      "a number is at \"/a\", not an array of records",
      help: "leave --records out"
    ),
    BadInput(
      "a pointer through an array",
      "a.json",
      "[{\"a\":[{}]}]",
      records: "/00/a",
      "recordsMissing",
      at: (1, 1),
      "nothing is at \"/00/a\"",
      help: "\"/0/a\""
    ),
    BadInput(
      "a key twice on the way",
      "a.json",
      "{\"a\":[],\"b\":1,\"a\":[{}]}",
      records: "/a",
      "duplicateKey",
      at: (1, 15),
      record: 1,
      "duplicate key \"a\"; first at line 1 column 2"
    ),
    BadInput(
      "a fault after the records",
      "a.json",
      "{\"a\":[{}],\"b\":tru}",
      records: "/a",
      "syntax",
      at: (1, 15),
      record: 2,
      "expected a value, found 't'"
    ),
    BadInput(
      "a record that is none",
      "a.json",
      "{\"a\":[{},\"x\"]}",
      records: "/a",
      "recordNotObject",
      at: (1, 10),
      record: 2,
      "record 2 is a string; a case is an object"
    ),
    BadInput(
      "a pointer to nothing in YAML",
      "a.yaml",
      "---\nb:\n- c: 1\n",
      records: "/a",
      "recordsMissing",
      at: (2, 1),
      "nothing is at \"/a\"",
      help: "--records /b"
    ),
  ]
}
