@testable import TaglioImport

extension BadInput {
  private static func mapped(
    _ title: String,
    _ columns: String,
    _ message: String,
    help: String = "--columns"
  ) -> BadInput {
    let text = "id,question,answer\n1,2,3\n"
    var input = BadInput(title, "a.csv", text, "header", at: (1, 1), message, help: help)
    input.columns = columns
    return input
  }

  private static func typed(
    _ title: String,
    _ cell: String,
    _ code: String,
    _ message: String
  ) -> BadInput {
    var input = BadInput(
      title,
      "a.csv",
      "a,b\n1,\(cell)\n",
      code,
      at: (2, 3),
      record: 1,
      "in the column \"b\": " + message,
      help: "--types text"
    )
    input.types = .json
    return input
  }

  /// Options that do not fit the table.
  static let csvOptions: [BadInput] = [
    mapped(
      "a column that is not there",
      "qustion=/input",
      "--columns names \"qustion\", and there is no such column",
      help: "did you mean \"question\"? the columns are \"id\", \"question\", \"answer\""
    ),
    mapped(
      "two columns in one place",
      "question=/x,answer=/x",
      "the columns \"question\" and \"answer\" both go to /x"
    ),
    mapped(
      "a column in the place of one that stays",
      "question=/answer",
      "the columns \"question\" and \"answer\" both go to /answer"
    ),
    mapped(
      "a column inside another one's cell",
      "answer=/question/text",
      "the columns \"question\" and \"answer\" go to /question and, inside it, to /question/text"
    ),
    mapped(
      "a label in the place of a column",
      "answer=label:question",
      "the columns \"question\" and \"answer\" both go to /question"
    ),
    mapped(
      "a column inside a label",
      "answer=label:x,question=/x/y",
      "the columns \"answer\" and \"question\" go to /x and, inside it, to /x/y"
    ),
    typed(
      "an integer too long",
      "1180591620717411303424",
      "integerTooLong",
      "an integer of 22 digits fits neither 64 bits nor a binary64 exactly"
    ),
    typed(
      "a number beyond all bounds",
      "1e400",
      "numberOverflow",
      "the number is beyond the range of binary64"
    ),
    typed(
      "a duplicate key in a cell",
      "\"{\"\"a\"\":1,\"\"a\"\":2}\"",
      "duplicateKey",
      "duplicate key \"a\"; first at line 1 column 2"
    ),
    BadInput(
      "--records for a table",
      "a.csv",
      "a\n1\n",
      records: "/a",
      "optionUnused",
      at: nil,
      "--records is for JSON and YAML, and this input is read as csv"
    ),
    {
      var input = BadInput(
        "--types for JSON",
        "a.json",
        "[]",
        "optionUnused",
        at: nil,
        "--types is for CSV and TSV, and this input is read as json",
        help: "a command of its own"
      )
      input.types = .json
      return input
    }(),
  ]
}
