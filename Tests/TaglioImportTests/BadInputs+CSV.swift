@testable import TaglioImport

extension BadInput {
  /// CSV and TSV.
  static var csv: [BadInput] { csvTexts + csvEncodings + csvOptions }

  private static func table(
    _ title: String,
    _ text: String,
    _ code: String,
    at place: (line: Int, column: Int),
    record: Int? = nil,
    _ message: String,
    help: String = ""
  ) -> BadInput {
    BadInput(title, "a.csv", text, code, at: place, record: record, message, help: help)
  }

  /// Faults of the text itself.
  static let csvTexts: [BadInput] = [
    table(
      "a row with a cell too many",
      "a,b\n1,2\n\"x\n\",4,5\n",
      "raggedRow",
      at: (4, 5),
      record: 2,
      "the row has 3 cells, the first row 2",
      help: "quotation marks"
    ),
    table(
      "a row with a cell too few",
      "a,b\r\n1,2\r\n3\r\n",
      "raggedRow",
      at: (3, 2),
      record: 2,
      "the row has 1 cell, the first row 2",
      help: "add the missing cells"
    ),
    table(
      "a row that a quotation mark has swallowed",
      "a,b\n1,\"2\n3,4\"\n5\n",
      "raggedRow",
      at: (4, 2),
      record: 2,
      "the row has 1 cell, the first row 2"
    ),
    table(
      "two rows in one",
      "a,b\n\"1\n3,4\n5\"\n",
      "raggedRow",
      at: (4, 3),
      record: 1,
      "the row has 1 cell, the first row 2",
      help: "left open"
    ),
    table(
      "an open quotation mark",
      "a,b\n1,2\n3,\"4\n5,6\n",
      "unexpectedEnd",
      at: (3, 3),
      record: 2,
      "the quotation mark that opens this cell is never closed",
      help: "cut short"
    ),
    table(
      "an open quotation mark in the header",
      "a,\"b\n1,2\n",
      "unexpectedEnd",
      at: (1, 3),
      "the quotation mark that opens this cell is never closed"
    ),
    table(
      "a space before a quotation mark",
      "a,b\n1, \"2\"\n",
      "syntax",
      at: (2, 4),
      record: 1,
      "a quotation mark follows a space at the beginning of a cell",
      help: "without a space"
    ),
    table(
      "text after a closing quotation mark",
      "a,b\n1,\"x\ny\" z\n",
      "syntax",
      at: (3, 3),
      record: 1,
      "more follows the quotation mark that closes the cell",
      help: "twice"
    ),
    table(
      "a carriage return alone",
      "a,b\n1,x\ry\n",
      "rowEnds",
      at: (2, 4),
      record: 1,
      "a carriage return alone, where rows end with a line feed",
      help: "quotation marks"
    ),
    table(
      "a line feed among carriage returns",
      "a\r1\r2\n3\r",
      "rowEnds",
      at: (3, 2),
      record: 2,
      "a line feed, where rows end with a carriage return alone"
    ),
    table(
      "a blank line",
      "a,b\n1,2\n\n\n3,4\n",
      "blankLine",
      at: (3, 1),
      record: 2,
      "a blank line stands between two rows",
      help: "remove it"
    ),
    table(
      "a blank line in a table of one column",
      "a\n\n1\n",
      "blankLine",
      at: (2, 1),
      record: 1,
      "a blank line stands between two rows",
      help: "write \"\""
    ),
    table(
      "a blank line above the header",
      "\na,b\n1,2\n",
      "header",
      at: (1, 1),
      "the first line is blank, and the names of the columns should stand in it",
      help: "remove the line"
    ),
    table(
      "an empty text",
      "",
      "unexpectedEnd",
      at: (1, 1),
      "the text is empty",
      help: "a row that names its columns"
    ),
    table(
      "a column without a name",
      "a,,c\n1,2,3\n",
      "header",
      at: (1, 3),
      "column 2 has no name",
      help: "remove the column"
    ),
    table(
      "a separator at the end of the header",
      "a,b,\n1,2,\n",
      "header",
      at: (1, 5),
      "column 3 has no name"
    ),
    table(
      "two columns with one name",
      "a,b,\"a\"\n1,2,3\n",
      "header",
      at: (1, 5),
      "columns 1 and 3 have the same name, \"a\"",
      help: "rename"
    ),
    table(
      "semicolons between the cells",
      "a;b\n1;2\n",
      "header",
      at: (1, 1),
      "the first row is one cell with \";\" in it; is that what separates the columns?",
      help: "quotation marks"
    ),
    table(
      "tabs between the cells",
      "a\tb\n1\t2\n",
      "header",
      at: (1, 1),
      "the first row is one cell with a tab in it; is that what separates the columns?",
      help: "--format tsv"
    ),
    BadInput(
      "commas between the cells of a TSV",
      "a.tsv",
      "a,b\n1,2\n",
      "header",
      at: (1, 1),
      "the first row is one cell with \",\" in it; is that what separates the columns?",
      help: "--format csv"
    ),
    table(
      "a NUL byte",
      "abcd,b\n1,x\u{0}y\n",
      "controlCharacter",
      at: (2, 4),
      record: 1,
      "a NUL byte stands in the text"
    ),
    table(
      "more cells than a table may have",
      String(repeating: "a,", count: 65_536) + "a\n",
      "tooLarge",
      at: (1, 131_073),
      "the row has more than 65536 cells",
      help: "JSON Lines"
    ),
  ]

  /// Faults of the encoding.
  private static let csvEncodings: [BadInput] = [
    BadInput(
      "a byte that is not UTF-8",
      "a.csv",
      bytes: Array("a,b\n1,\"x\ny".utf8) + [0xE9] + Array("\"\n".utf8),
      "invalidUTF8",
      at: (3, 2),
      record: 1,
      "0xE9 is not UTF-8 here",
      help: "iconv"
    ),
    BadInput(
      "a byte that is not UTF-8 in the header",
      "a.csv",
      bytes: [0x61, 0x2C, 0x80, 0x0A],
      "invalidUTF8",
      at: (1, 3),
      "0x80 is not UTF-8 here"
    ),
    BadInput(
      "a surrogate in UTF-8",
      "a.csv",
      bytes: [0x61, 0x0A, 0x78, 0xED, 0xA0, 0x80, 0x0A],
      "loneSurrogate",
      at: (2, 2),
      record: 1,
      "half of a surrogate pair stands here"
    ),
    BadInput(
      "half a pair in UTF-16",
      "a.csv",
      bytes: utf16("\u{FEFF}a,b\n1,x", isBigEndian: false) + [0x3D, 0xD8, 0x0A, 0],
      "loneSurrogate",
      at: (2, 4),
      record: 1,
      "half of a surrogate pair stands here"
    ),
    BadInput(
      "half a pair at the end of UTF-16",
      "a.csv",
      bytes: utf16("\u{FEFF}a,b\n1,x", isBigEndian: true) + [0xD8, 0x3D],
      "loneSurrogate",
      at: (2, 4),
      record: 1,
      "half of a surrogate pair stands here"
    ),
    BadInput(
      "the second half of a pair first",
      "a.csv",
      bytes: utf16("\u{FEFF}a\n", isBigEndian: true) + [0xDE, 0x00, 0xD8, 0x3D],
      "loneSurrogate",
      at: (2, 1),
      record: 1,
      "half of a surrogate pair stands here"
    ),
    BadInput(
      "UTF-16 that is cut",
      "a.csv",
      bytes: utf16("\u{FEFF}a,b\n1,2", isBigEndian: false) + [0x0A],
      "unexpectedEnd",
      at: nil,
      "the UTF-16 text has an odd number of bytes",
      help: "cut short"
    ),
    BadInput(
      "UTF-16 without a mark",
      "a.csv",
      bytes: utf16("a,b\n", isBigEndian: false),
      "encoding",
      at: (1, 1),
      "the text is UTF-16; taglio reads UTF-8",
      help: "iconv"
    ),
    BadInput(
      "UTF-32",
      "a.csv",
      bytes: [0xFF, 0xFE, 0, 0, 0x61, 0, 0, 0],
      "encoding",
      at: (1, 1),
      "the text is UTF-32; taglio reads UTF-8"
    ),
  ]
}
