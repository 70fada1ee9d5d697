import Foundation
import SystemPackage
import TestSupport
import Testing

/// Tables of labels on their way through spreadsheets.
@Suite struct LabelSpreadsheetTests {
  /// What stands in three cases, and what is typed beside them.
  private static let rows: [(question: String, good: String, why: String)] = [
    ("=2+3, or \"five\"?", "TRUE", "a, \"b\""), ("-1\n+1?", "1.0", "-"),
    ("@é 日本 😀", "0.5", "=1+1\nsecond line"), ("'quoted'", "FALSE", "2026-11-21"),
    ("1e10", "", "007"), ("0012", "", ""),
  ]

  /// What becomes of it, in the order of the rows.
  private static let labels = [
    #"{"good":true,"why":"a, \"b\""}"#, #"{"good":1,"why":"-"}"#,
    #"{"good":0.5,"why":"=1+1\nsecond line"}"#, #"{"good":false,"why":"2026-11-21"}"#,
    #"{"why":"007"}"#,
  ]

  private static let export = [
    "label", "export", "--suite", "all", "--columns", "/question", "--fields", "good,why",
  ]

  private func withTable(_ body: (Workbench, [[String]]) throws -> Void) throws {
    try withWorkbench { bench in
      try bench.makeStore()
      let records = try Self.rows.enumerated().map { index, row in
        let record: [String: Any] = ["id": "case-\(index)", "question": row.question]
        return String(decoding: try JSONSerialization.data(withJSONObject: record), as: UTF8.self)
      }
      try bench.write("cases.jsonl", records.joined(separator: "\n"))
      _ = try bench.run("add", "cases.jsonl", "--key", "id")
      _ = try bench.run("suite", "create", "all", "--where", "exists question")
      let sheet = try bench.run(Self.export)
      let versions = sheet.output.matches(of: /[0-9a-f]{64}/).map { String($0.output) }
      var table = [["id", "/question", "version", "good", "why"]]
      for (index, row) in Self.rows.enumerated() {
        table.append(["case-\(index)", row.question, versions[index], row.good, row.why])
      }
      try body(bench, table)
    }
  }

  /// Takes a table in and gives the labels that came of it, by the cases in their order.
  private func labels(_ bench: Workbench, _ name: String) throws -> [String] {
    let taken = try bench.run("label", "import", name, "--experiment", "triage")
    #expect(taken.status == 0, "\(taken.errors)")
    let rows = try bench.run("export", "latest").lines
    return rows.map {
      String($0.split(separator: "\"output\":")[1].split(separator: ",\"trial\"")[0])
    }
  }

  // MARK: As programs write

  /// How a program writes a table, as its documentation tells.
  struct Writer: Sendable, CustomStringConvertible {
    var description: String
    var name = "labels.csv"
    var separator = ","
    var lineEnd = "\r\n"
    /// Whether every cell is in quotation marks.
    var quotesAll = false
    /// What stands before the text.
    var mark: [UInt8] = []
    var isUTF16 = false
    /// What rows end with besides their cells.
    var filler = ""
    /// Rows after the last one.
    var tail = ""
    /// Whether empty cells at the end of a row are left out.
    var cutsRows = false

    func bytes(_ table: [[String]]) -> [UInt8] {
      let text = table.map(row).joined() + tail
      guard isUTF16 else { return mark + text.utf8 }
      return mark + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    }

    private func row(_ cells: [String]) -> String {
      var cells = cells
      while cutsRows, cells.last == "" { cells.removeLast() }
      return cells.map(cell).joined(separator: separator) + filler + lineEnd
    }

    private func cell(_ text: String) -> String {
      let needsQuotes = quotesAll || text.contains { "\",;\t\n".contains($0) }
      return needsQuotes ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
    }
  }

  static let writers = [
    Writer(description: "Excel, CSV UTF-8", mark: [0xEF, 0xBB, 0xBF]),
    Writer(
      description: "Excel, CSV UTF-8 where lists are separated by semicolons",
      separator: ";",
      mark: [0xEF, 0xBB, 0xBF]
    ),
    Writer(
      description: "Excel, Unicode text",
      name: "labels.txt",
      separator: "\t",
      mark: [0xFF, 0xFE],
      isUTF16: true
    ),
    Writer(description: "Excel, with empty cells left out at the end of rows", cutsRows: true),
    Writer(
      description: "Excel, with columns and rows that were emptied",
      filler: ",,",
      tail: ",,,,,,\r\n,,,,,,\r\n"
    ),
    Writer(description: "Excel for Mac, lines that end with CR", lineEnd: "\r"),
    Writer(description: "Google Sheets, CSV"),
    Writer(description: "Google Sheets, TSV", name: "labels.tsv", separator: "\t"),
    Writer(description: "LibreOffice, all texts quoted", lineEnd: "\n", quotesAll: true),
  ]

  @Test(arguments: writers)
  func whatProgramsWriteIsTaken(_ writer: Writer) throws {
    try withTable { bench, table in
      try bench.write(writer.name, bytes: writer.bytes(table))
      #expect(try labels(bench, writer.name) == Self.labels)
    }
  }

  // MARK: Programs

  /// Opened and saved by LibreOffice, once in its own format and once in that of Excel, as people do
  /// who do not say what columns hold: it takes `007` for 7.
  @Test(.enabled(if: Tool.isPresent("soffice"), "there is no LibreOffice here"))
  func aTableSurvivesLibreOffice() throws {
    try withTable { bench, table in
      let sheet = try bench.run(Self.export).output
      for name in ["ods", "xlsx"] {
        try bench.write("\(name).csv", try filled(sheet, table))
        try convert(bench, ["\(name).csv"], to: name, in: "opened")
      }
      try convert(bench, ["opened/ods.ods", "opened/xlsx.xlsx"], to: "csv", in: "saved")
      var expected = Self.labels
      expected[4] = #"{"why":7}"#
      #expect(try labels(bench, "saved/ods.csv") == expected)
      let again = ["label", "import", "saved/xlsx.csv", "--experiment", "triage"]
      #expect(try bench.run(again).output.hasPrefix("already taken in"))
    }
  }

  /// The table that was exported with the labels in its last cells, what could be a formula behind `'`.
  private func filled(_ sheet: String, _ table: [[String]]) throws -> String {
    var text = sheet
    for row in table.dropFirst() {
      let cells = row[3...].map { cell in
        let isFormula = cell.first.map { "=+-@".contains($0) } == true
        return "\"" + (isFormula ? "'" : "") + cell.replacing("\"", with: "\"\"") + "\""
      }
      text = text.replacing(row[2] + ",,", with: row[2] + "," + cells.joined(separator: ","))
    }
    return text
  }

  /// Opens files and saves them; of tables it is only said that they are UTF-8 with commas.
  private func convert(
    _ bench: Workbench,
    _ files: [String],
    to format: String,
    in folder: String
  ) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.currentDirectoryURL = URL(filePath: bench.directory.string)
    process.arguments =
      ["soffice", "-env:UserInstallation=file://\(bench.directory)/profile", "--headless"]
      + (format == "csv" ? [] : ["--infilter=CSV:44,34,76"])
      + ["--convert-to", format == "csv" ? "csv:Text - txt - csv (StarCalc):44,34,76" : format]
      + ["--outdir", folder] + files
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }
}
