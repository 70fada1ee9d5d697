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
    let source = try session.inputSource(
      name,
      directoryHelp: "Name the files in it: taglio add \(name.shellWord)/*.jsonl"
    )
    let reader = try RecordReader(source, options: options)
    return FileInput(
      name: name,
      source: self.source == nil ? try self.source(of: name) : self.source,
      readers: [reader],
      hint: hint
    )
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
