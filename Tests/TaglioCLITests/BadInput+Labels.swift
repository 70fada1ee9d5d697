extension BadInput {
  /// Tables of labels, their agreement, and joins.
  static let labelled: [BadInput] = labelling + agreeing + joining

  private static func refused(
    _ name: String,
    _ arguments: [String],
    files: [String: String] = [:],
    status: Int32 = 1,
    says: [String]
  ) -> BadInput {
    BadInput(name, files: files, run: arguments, status: status, says: says)
  }

  private static let version = String(repeating: "ab", count: 32)

  private static func labels(_ name: String, _ text: String, says: [String]) -> BadInput {
    refused(
      name,
      ["label", "import", "labels.csv", "--experiment", "experiments/sums"],
      files: ["labels.csv": text.replacing("VERSION", with: version)],
      says: says + ["labels.csv"]
    )
  }

  private static let labelling: [BadInput] = [
    labels("labels without versions", "id,good\n1,x\n", says: ["no column \"version\""]),
    labels(
      "a column that was renamed",
      "id,Question,version,good\n1,x,VERSION,y\n",
      says: [":1:", "\"Question\" stands left of \"version\"", "--fields"]
    ),
    labels(
      "a column that was moved",
      "id,version,good,/question\n1,VERSION,y,x\n",
      says: [":1:", "\"/question\" stands right of \"version\""]
    ),
    labels("a table without labels", "id,version\n1,VERSION\n", says: ["where labels stand"]),
    labels(
      "labels of another store",
      "id,version,good\n1,VERSION,y\n",
      says: ["labels.csv:2: abababababab", "another store"]
    ),
    labels(
      "a version that a spreadsheet cut",
      "id,version,good\n1,1.23E+45,y\n",
      says: [":2:", "1.23E+45", "no whole id"]
    ),
    labels(
      "rows that are there twice",
      "id,version,good\n1,VERSION,y\n1,VERSION,n\n",
      says: ["labels.csv:3: abababababab has a row before it, in line 2"]
    ),
    labels("labels that are all empty", "id,version,good\n1,VERSION,\n", says: ["no row"]),
    labels("a row that is cut", "id,version,good\n1\n", says: [":2:", "no whole id"]),
    labels("a row of too many cells", "version,good\nVERSION,a,b\n", says: [":2:", "3 cells"]),
    labels(
      "a number with a comma",
      "id;version;good\r\n1;VERSION;0,5\r\n",
      says: [":2:", "\"good\" holds 0,5", "0.5"]
    ),
    labels(
      "a line for one spreadsheet",
      "sep=;\nid;version;good\n1;VERSION;y\n",
      says: [":1:1", "one cell with \";\""]
    ),
    BadInput(
      "labels in the code page of one country",
      bytes: ["l.csv": Array("version,good\n\(version),caf".utf8) + [0xE9, 0x0A]],
      run: ["label", "import", "l.csv", "--experiment", "sums"],
      says: ["l.csv:2:", "0xE9 is not UTF-8", "iconv"]
    ),
    refused(
      "labels of an experiment that cannot be named so",
      ["label", "import", "l.csv", "--experiment", "two words"],
      files: ["l.csv": "id,version,good\n1,\(version),y\n"],
      says: ["\"two words\" cannot be a name"]
    ),
    refused(
      "labels of a suite for an experiment",
      ["label", "import", "l.csv", "--experiment", "easy"],
      files: ["l.csv": "id,version,good\n1,\(version),y\n"],
      status: 6,
      says: ["\"easy\" is no experiment"]
    ),
    refused(
      "a label that is not there",
      ["label", "import", "l.csv", "--experiment", "experiments/sums", "--fields", "goood"],
      files: ["l.csv": "id,version,good\n1,\(version),y\n"],
      says: ["\"goood\"", "did you mean \"good\"?"]
    ),
    refused(
      "labels of an import",
      ["label", "import", "l.csv", "--experiment", "2cb57fdceeccf548"],
      files: ["l.csv": "id,version,good\n1,\(version),y\n"],
      says: ["\"import\" is what add runs"]
    ),
    refused(
      "a table of nothing",
      ["label", "export", "--fields", "good"],
      status: 64,
      says: ["--suite", "--run"]
    ),
    refused(
      "a column that is a formula",
      ["label", "export", "--suite", "easy", "--fields", "=1"],
      status: 64,
      says: ["\"=1\" is no name"]
    ),
    refused(
      "a column that is taken",
      ["label", "export", "--suite", "easy", "--fields", "version"],
      status: 64,
      says: ["the name of another column"]
    ),
    refused(
      "a column to show that is none",
      ["label", "export", "--suite", "easy", "--fields", "x", "--columns", "output:/a"],
      status: 64,
      says: ["\"output:/a\" is no column"]
    ),
  ]

  private static let agreeing: [BadInput] = [
    refused("agreement of one", ["label", "agree", "latest"], says: ["agrees with itself"]),
    refused(
      "agreement of one with itself",
      ["label", "agree", "latest", "latest"],
      says: ["named twice"]
    ),
    refused(
      "agreement of a suite",
      ["label", "agree", "easy", "latest"],
      status: 6,
      says: ["easy"]
    ),
  ]

  private static let joining: [BadInput] = [
    refused(
      "a join without a place",
      ["join", "easy", "--with", "latest", "--fields", "/ok", "-o", "b"],
      status: 64,
      says: ["/label=/expected"]
    ),
    refused(
      "a join of two fields in one place",
      ["join", "easy", "--with", "latest", "--fields", "/a=/x,/b=/x/y", "-o", "b"],
      status: 64,
      says: ["one inside the other"]
    ),
    refused(
      "a join of two runs in one place",
      [
        "join", "easy", "--with", "latest", "--fields", "/a=/x", "--with", "2cb57fdc", "--fields",
        "/b=/x", "-o", "b",
      ],
      status: 64,
      says: ["/x and /x are one place"]
    ),
    refused(
      "a join with a run and no fields",
      ["join", "easy", "--with", "latest", "--with", "latest", "--fields", "/a=/x", "-o", "b"],
      status: 64,
      says: ["one --fields for each --with"]
    ),
    refused(
      "a join with one run twice",
      [
        "join", "easy", "--with", "latest", "--fields", "/a=/x", "--with", "latest", "--fields",
        "/b=/y", "-o", "b",
      ],
      says: ["is named twice", "all its fields at once"]
    ),
    refused(
      "a join with nothing",
      ["join", "easy", "--with", "nothing", "--fields", "/a=/x", "-o", "b"],
      status: 6,
      says: ["\"nothing\""]
    ),
    refused(
      "a join into the suite itself",
      ["join", "easy", "--with", "latest", "--fields", "/a=/x", "-o", "easy"],
      says: ["the suite that they come from"]
    ),
    refused(
      "a join with fields that no output has",
      ["join", "easy", "--with", "latest", "--fields", "/nowhere=/x", "-o", "b"],
      says: ["no member of easy has an output", "taglio summarize"]
    ),
  ]
}
