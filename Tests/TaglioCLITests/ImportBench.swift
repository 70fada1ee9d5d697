import Foundation
import TaglioFormat
import TaglioSync

/// A command that should have gone well and did not.
struct ImportFailed: Error {
  var words: String
}

/// What an import said of one log.
struct ImportedRun {
  var json: JSONView

  var run: String { json["run"]?.string ?? "" }
  var isKnown: Bool { json["is_known"]?.bool == true }
  var outputs: [String: Int] { ImportedRun.counts(json["outputs"]) }
  var cases: [String: Int] { ImportedRun.counts(json["cases"]) }
  var kept: [String: Int] { ImportedRun.counts(json["kept"]) }
  var notes: [String] { json["notes"]?.elements.compactMap(\.string) ?? [] }

  private static func counts(_ view: JSONView?) -> [String: Int] {
    var counts: [String: Int] = [:]
    for (key, value) in view?.members ?? JSONDocument().root.members {
      if let name = key.string, let count = value.int { counts[name] = count }
    }
    return counts
  }
}

extension Workbench {
  /// Imports and gives what was said of each log.
  func imported(_ arguments: String...) throws -> [ImportedRun] {
    let outcome = try run(["import"] + arguments + ["--json"])
    guard outcome.status == 0 else { throw ImportFailed(words: outcome.errors) }
    let document = try JSONDocument(parsing: Array(outcome.output.utf8))
    return document.root["logs"]?.elements.map(ImportedRun.init) ?? []
  }

  /// The document that a command prints.
  func document(_ arguments: String...) throws -> JSONView {
    let outcome = try run(arguments + ["--json"])
    guard outcome.status == 0 else { throw ImportFailed(words: outcome.errors) }
    return try JSONDocument(parsing: Array(outcome.output.utf8)).root
  }
}

extension Workbench {
  /// What the program `zstd` makes of bytes; started without asynchronous code, since tests block the
  /// few threads that it would need.
  static func zstd(_ arguments: [String], _ bytes: [UInt8]) throws -> [UInt8] {
    let file = FileManager.default.temporaryDirectory
      .appending(path: "taglio-zstd-\(UUID().uuidString)")
    try Data(bytes).write(to: file)
    defer { unlink(file.path) }
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: ProcessRunner.path(of: "zstd") ?? "/usr/bin/zstd")
    process.arguments = arguments
    process.standardInput = try FileHandle(forReadingFrom: file)
    process.standardOutput = output
    try process.run()
    let result = [UInt8](output.fileHandleForReading.readDataToEndOfFile())
    process.waitUntilExit()
    return result
  }
}
