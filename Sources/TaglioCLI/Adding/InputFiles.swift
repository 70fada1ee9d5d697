import SystemPackage
import TaglioFormat
import TaglioImport
import TaglioKit
import TaglioSystem

/// Makes inputs of the files that the user names.
struct InputFiles {
  let session: Session
  let options: ImportOptions
  /// The source of all of them, where the user says it.
  let source: String?
  /// The directory that the names of sources are relative to.
  let project: FilePath
  let hint: RecordsHint
  /// The command that takes them, for messages.
  var command = "add"

  /// One input for each source, in the order in which they are named.
  ///
  /// Files of one source go together, so that equal records without a key are counted through all
  /// of them.
  func inputs(_ names: [String]) throws -> [FileInput] {
    var inputs: [FileInput] = []
    for name in names {
      let input = try input(name)
      if let index = inputs.firstIndex(where: { $0.source == input.source }) {
        inputs[index].name += " " + input.name
        inputs[index].readers += input.readers
      } else {
        inputs.append(input)
      }
    }
    return inputs
  }

  private func input(_ name: String) throws -> FileInput {
    let reader = try RecordReader(open(name), options: options)
    let known = source
    return FileInput(
      name: name,
      source: known == nil ? try source(of: name) : known,
      readers: [reader],
      hint: hint
    )
  }

  private func open(_ name: String) throws -> any InputSource {
    if name == "-" { return try spool(session.console.input.open(), name, isNamed: false) }
    let path = session.path(name)
    switch try session.disk.status(path, followingLinks: true)?.kind {
    case nil:
      throw InputFiles.refusal("there is no file \"\(name)\"", "Check the name.")
    case .directory:
      throw InputFiles.refusal(
        "\"\(name)\" is a directory, and \(command) takes files",
        "Name the files in it: taglio \(command) \(name.shellWord)/*.jsonl"
      )
    case .file: return try FileSource(path, name: name, disk: session.disk)
    case .link, .other:
      return try spool(session.disk.open(path, .user), name, isNamed: true)
    }
  }

  /// Copies what can be read only once.
  private func spool(
    _ handle: consuming FileHandle,
    _ name: String,
    isNamed: Bool
  ) throws -> any InputSource {
    try SpooledSource(
      copying: handle,
      name: name,
      isNamed: isNamed,
      directory: FilePath(session.console.setting("TMPDIR") ?? "/tmp"),
      disk: session.disk
    )
  }

  private static func refusal(_ message: String, _ help: String) -> TaglioError {
    TaglioError(.badInput, message, help: help)
  }

  /// The path of a file relative to the project's directory, with `/`; nil outside of it and for
  /// standard input.
  ///
  /// Links on the way to the file's directory are resolved, the file itself is not: its name is
  /// what its owner chose.
  private func source(of name: String) throws -> String? {
    guard name != "-" else { return nil }
    let path = session.path(name)
    guard let last = path.lastComponent,
      try session.disk.status(path, followingLinks: true) != nil
    else { return nil }
    var file = try session.disk.canonical(path.removingLastComponent()).appending(last)
    guard file.removePrefix(project) else { return nil }
    let parts = file.components.map { String(validating: $0) }
    return parts.contains(nil) ? nil : parts.compactMap(\.self).joined(separator: "/")
  }
}
