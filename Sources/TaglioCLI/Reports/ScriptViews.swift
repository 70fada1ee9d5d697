/// A manual page.
struct ManualView: Report {
  var page: ManualPage

  func text(_ style: Style) -> String { page.text }

  /// `{"name","text"}`.
  var json: JSONTree { ["name": .text(page.name), "text": .text(page.text)] }
}

/// Manual pages that were written.
struct ManualFiles: Report {
  var directory: String
  var files: [String]

  var isConfirmation: Bool { true }

  func text(_ style: Style) -> String {
    "wrote \(files.count.of("page")) to \(directory.escapedForTerminal())\n"
  }

  /// `{"directory","files"}`.
  var json: JSONTree { ["directory": .text(directory), "files": .texts(files)] }
}

/// What a shell reads to complete the program's arguments.
struct CompletionScript: Report {
  var shell: String
  var script: String

  func text(_ style: Style) -> String { script.hasSuffix("\n") ? script : script + "\n" }

  /// `{"script","shell"}`.
  var json: JSONTree { ["script": .text(script), "shell": .text(shell)] }
}
