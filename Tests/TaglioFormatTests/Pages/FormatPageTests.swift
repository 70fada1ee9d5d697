import Foundation
import TaglioFormat
import TestSupport
import Testing

/// The examples on the pages of the formats are what the code makes.
@Suite struct FormatPageTests {
  @Test func indexPageShowsTheBytesOfASegmentAndItsFooter() throws {
    let builder = SegmentBuilder()
    builder.add(.followers) { bytes in
      bytes.appendBigEndian(UInt32(7))
      bytes.appendBigEndian(UInt32(9))
    }
    let segment = builder.seal().copy
    let footer = IndexFooter(
      segments: [0..<segment.count],
      heads: [3],
      binding: IndexBinding(device: 1, inode: 2, acceptedLength: 65, refs: 7)
    )
    let page = try Page("index.md")
    #expect(page.text.contains(Page.dump(segment)))
    #expect(page.text.contains(Page.dump(footer.bytes)))
  }

  @Test func indexPageShowsTheBytesOfAnExtract() throws {
    let text = String(repeating: "x", count: 60)
    let fields = try CanonicalJSON(canonicalizing: #"{"answer":4,"text":"\#(text)"}"#)
    let page = try Page("index.md")
    #expect(page.text.contains(Page.dump(Extract(fields.document.root, .fields).bytes)))
    for (of, limits) in [("cases", Extract.Limits.fields), ("runs, experiments", .wide)] {
      let row = "| \(of) | \(limits.value) | \(limits.total) | \(limits.elements) |"
      #expect(page.text.contains(row))
    }
  }

  @Test func indexPageNamesEveryTableWithItsWidths() throws {
    let page = try Page("index.md")
    let heading = try #require(page.text.range(of: "| table |"))
    let rows = page.text[heading.upperBound...].split(separator: "\n")
    for table in IndexTable.allCases {
      let row = rows.first { $0.hasPrefix("| \(table.rawValue) |") }
      let cells = try #require(row).split(separator: "|", omittingEmptySubsequences: false)
      let key = Page.sumOfNumbers(cells[3])
      #expect(key == table.keyWidth, "key of table \(table)")
      #expect(key + Page.sumOfNumbers(cells[4]) == table.rowWidth, "row of table \(table)")
    }
  }

  @Test func recordPageShowsRecordsAndTheirIDs() throws {
    let lines = try Page("records.md").examples
    func id(after payload: String) throws -> String {
      let place = try #require(lines.firstIndex(of: payload))
      return lines[place + 1]
    }
    let experiment = ExperimentRecord(
      immutableFields: CanonicalJSON(unchecked: Array(#"{"name":"import"}"#.utf8))
    )
    let text = String(decoding: experiment.payload, as: UTF8.self)
    let made = ObjectCodec.id(type: .experiment, payload: experiment.payload)
    #expect(try id(after: text) == "\(made)")
    for (type, beginning) in [(ObjectType.run, #"{"config""#), (.case, #"{"basis""#)] {
      let payload = try #require(lines.first { $0.hasPrefix(beginning) })
      let bytes = Array(payload.utf8)
      let record = try bytes.withUnsafeBytes { try StoredRecord(type: type, payload: $0) }
      #expect(try id(after: payload) == "\(ObjectCodec.id(type: type, payload: bytes))")
      if case .case(let record) = record {
        let key = try #require(record.key)
        #expect(lines.contains("\(LineageID(key: key))"))
        #expect(record.payload == bytes)
      }
    }
  }
}

/// A page of `Docs/format`.
private struct Page {
  let text: String

  init(_ name: String) throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    text = try String(contentsOf: root.appending(path: "Docs/format/\(name)"), encoding: .utf8)
  }

  /// The lines of the examples, which are indented by four.
  var examples: [String] {
    text.split(separator: "\n").filter { $0.hasPrefix("    ") }.map { String($0.dropFirst(4)) }
  }

  /// Sixteen bytes a line, as the pages show them.
  static func dump(_ bytes: [UInt8]) -> String {
    stride(from: 0, to: bytes.count, by: 16).map { start in
      let line = bytes[start..<min(start + 16, bytes.count)]
      return
        "    \(hex(start, digits: 3))  \(line.map { hex(Int($0), digits: 2) }.joined(separator: " "))"
    }.joined(separator: "\n")
  }

  private static func hex(_ number: Int, digits: Int) -> String {
    let text = String(number, radix: 16)
    return String(repeating: "0", count: digits - text.count) + text
  }

  /// The widths in a cell such as "object id 32, number 4".
  static func sumOfNumbers(_ cell: Substring) -> Int {
    cell.split(separator: ",").compactMap { part in
      part.split(separator: " ").last.flatMap { Int($0) }
        ?? part.split(separator: ":").last.flatMap { Int($0.split(separator: " ").last ?? "") }
    }.reduce(0, +)
  }
}
