import Foundation
import TaglioSync

/// Runs programs without asynchronous code: tests block the few threads that it would need.
struct ProcessRunner: CommandRunner {
  func run(
    _ program: String,
    _ arguments: [String],
    line: @escaping @Sendable (String) throws -> Void
  ) throws -> CommandOutcome {
    guard let path = ProcessRunner.path(of: program) else { throw ProgramIsMissing() }
    let errors = FileManager.default.temporaryDirectory
      .appending(path: "taglio-errors-\(UUID().uuidString)")
    try Data().write(to: errors)
    defer { unlink(errors.path) }
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    for part in text.split(separator: "\n") { try line(String(part)) }
    return CommandOutcome(
      status: process.terminationStatus,
      errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self)
    )
  }

  /// Where a program is; nil where it is nowhere.
  static func path(of program: String) -> String? {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    return path.split(separator: ":").map { "\($0)/\(program)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }
}
