import Foundation
import Synchronization
import SystemPackage
import TaglioCLI

/// Editors for tests: functions that change the text of the file they are given.
extension Workbench {
  /// Makes the editor one that changes the text and ends with a status.
  func edit(status: Int32 = 0, _ change: @escaping @Sendable (String) -> String) {
    shell = { command in
      try Workbench.change(command, change)
      return status
    }
  }

  /// Changes the text of the file that an editor was started on.
  static func change(_ command: ShellCommand, _ change: (String) -> String) throws {
    for path in command.words {
      let text = try String(contentsOfFile: path, encoding: .utf8)
      try Data(change(text).utf8).write(to: URL(filePath: path))
    }
  }

  /// The names of the texts of editors that are left in the store.
  func leftTexts() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: directory.appending(".taglio").string)
      .filter { $0.hasPrefix("edit-") }.sorted()
  }

  /// The text of a file.
  func text(_ name: String) throws -> String {
    try String(contentsOfFile: directory.pushing(FilePath(name)).string, encoding: .utf8)
  }
}

/// What an editor was given.
final class Recorded: Sendable {
  private let seen = Mutex<(line: String, text: String)>(("", ""))

  var line: String { seen.withLock { $0.line } }
  var text: String { seen.withLock { $0.text } }

  func take(_ command: ShellCommand) {
    let path = command.words.first ?? ""
    let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    seen.withLock { $0 = (command.line, text) }
  }
}
