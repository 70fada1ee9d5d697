import SystemPackage
import TaglioImport
import TaglioKit
import TaglioSystem

/// Lets a person change a text with the editor of their choice, and never loses what they wrote.
///
/// The text is in a file `edit-….yaml` in `.taglio`, which is no part of the store. No lock is held
/// while the editor runs. The file goes away when what it says is done, or when it says nothing;
/// else it stays and its path is told.
struct Editor {
  let session: Session
  let store: RepositoryDirectory
  /// The command that goes on with a text that was kept, without the file's name.
  let command: String

  /// How editing ended.
  enum Outcome<Result> {
    /// The text is as it was, or is empty.
    case unchanged
    case done(Result)
  }

  /// The longest text that is read back, in bytes.
  private static let longest = 64 << 20

  /// Opens the editor on `text` and hands `take` what became of it.
  ///
  /// - Parameter name: the beginning of the file's name; letters, digits and `-`.
  /// - Throws: `TaglioError` where the editor fails; what `take` throws, with the way to go on.
  func edit<Result>(
    _ text: String,
    name: String,
    _ take: (EditText) throws -> Result
  ) throws -> Outcome<Result> {
    let bytes = Array(text.utf8)
    let path = try makeFile(name, bytes)
    try run(path, original: bytes)
    let edited = try session.disk.readIfPresent(path, limit: Editor.longest) ?? []
    let outcome: Outcome<Result>
    do {
      let text = edited == bytes ? nil : try EditText(edited, name: path.string)
      outcome = try text.map { .done(try take($0)) } ?? .unchanged
    } catch {
      throw kept(path, error)
    }
    try session.disk.remove(.path(path))
    return outcome
  }

  /// Makes a file that nobody else has, so that no other text is lost.
  private func makeFile(_ name: String, _ bytes: [UInt8]) throws -> FilePath {
    for number in 1...1000 {
      let suffix = number == 1 ? "" : "-\(number)"
      let path = store.path.appending("edit-\(name)\(suffix).yaml")
      do {
        let file = try session.disk.create(.path(path), mode: .ownerReadWrite)
        try bytes.span.bytes.withUnsafeBytes { try session.disk.write($0, to: file, at: 0) }
        try file.close()
        return path
      } catch let error as SystemError where error.errno == .fileExists {
        continue
      }
    }
    throw TaglioError(
      .failed,
      "there are a thousand texts that were not finished in \(store.path)",
      help: "Remove those that nobody needs: ls \(store.path.string.shellWord)/edit-*"
    )
  }

  private func run(_ path: FilePath, original: [UInt8]) throws {
    try session.console.output.flush()
    let editor = ShellCommand(session.editor, words: [path.string], in: session.directory)
    let status = try session.console.runShell(editor)
    guard status != 0 else { return }
    let isSame = try session.disk.readIfPresent(path, limit: Editor.longest) == original
    if isSame { try session.disk.remove(.path(path)) }
    let ending = status == 127 ? "was not found" : "ended with exit status \(status)"
    let help = "Name an editor that works: export EDITOR=nano"
    throw TaglioError(
      .failed,
      "the editor \"\(session.editor)\" \(ending), and nothing was changed",
      help: isSame ? help : "The text is kept; go on with: \(wayOn(path))"
    )
  }

  /// The error, and how to go on with the text.
  private func kept(_ path: FilePath, _ error: any Error) -> Failure {
    var failure = Failure(error)
    let reason = failure.help.map { $0.hasSuffix(".") ? $0 : $0 + "." } ?? ""
    failure.help = "\(reason) The text is kept; go on with: \(wayOn(path))"
    return failure
  }

  private func wayOn(_ path: FilePath) -> String { "\(command) --from \(path.string.shellWord)" }
}

extension Session {
  /// A text that was written elsewhere, or kept when editing failed; nil where it is empty.
  func editText(from name: String) throws -> EditText? {
    guard let bytes = try disk.readIfPresent(path(name), limit: 64 << 20) else {
      throw TaglioError(.badInput, "there is no file \"\(name)\"", help: "Check the name.")
    }
    return try EditText(bytes, name: name)
  }
}
