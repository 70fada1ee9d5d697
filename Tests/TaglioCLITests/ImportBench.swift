import Foundation
import SystemPackage
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
  /// Bytes compressed by the program `zstd`.
  func zstd(_ bytes: [UInt8]) throws -> [UInt8] {
    try write("packing", bytes: bytes)
    defer { try? remove("packing") }
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: ProcessRunner.path(of: "zstd") ?? "/usr/bin/zstd")
    process.arguments = ["-q", "-c", directory.appending("packing").string]
    process.standardOutput = output
    try process.run()
    let packed = [UInt8](output.fileHandleForReading.readDataToEndOfFile())
    process.waitUntilExit()
    return packed
  }
}
