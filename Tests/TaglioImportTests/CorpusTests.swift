import Foundation
import SystemPackage
import TaglioFormat
import TestSupport
import Testing

@testable import TaglioImport

/// Real files, and how many records they have.
@Suite("corpus", .enabled(if: TestData.isPresent))
struct CorpusTests {
  /// Files below `corpus/` whose documents are records or arrays of records.
  static let files: [(path: String, count: Int)] = CorpusCounts.files

  @Test(arguments: files)
  func everyRecordIsRead(_ file: (path: String, count: Int)) throws {
    #expect(try count(file.path) == file.count)
  }

  /// Files below `corpus/big-bench/` with their records at `/examples`.
  @Test(arguments: CorpusCounts.bigBench)
  func recordsInsideADocumentAreRead(_ file: (path: String, count: Int)) throws {
    #expect(try count("big-bench/\(file.path)/task.json", records: "/examples") == file.count)
  }

  @Test func aDocumentNamedJSONLIsUnderstood() throws {
    let path = "helm/instruction_following_calibration_instances.jsonl"
    #expect(try count(path) == 1)
    #expect(try count(path, records: "/instances") == 17)
  }

  /// Files with a tag that only their own program understands, and its line.
  @Test(arguments: [("hellaswag", 10), ("ifeval", 14), ("mbpp", 11), ("truthfulqa_gen", 28)])
  func programsInDataAreRefused(_ file: (name: String, line: Int)) throws {
    let error = #expect(throws: ImportError.self) { try count("lm-eval/tasks/\(file.name).yaml") }
    #expect(error?.code == .unknownTag)
    #expect(error?.line == file.line)
  }

  private func count(_ path: String, records: String? = nil) throws -> Int {
    let url = try TestData.url("corpus/\(path)")
    let options = ImportOptions(records: records.flatMap { JSONPointer($0) })
    var count = 0
    try RecordReader(FileSource(FilePath(url.path)), options: options).forEach { _, place in
      count += 1
      #expect(place.record == count)
    }
    return count
  }
}
