import SystemPackage
import TaglioFormat
import TaglioImport
import TaglioKit
import TaglioSystem

extension Session {
  /// Opens a file that the command line names; `-` is standard input.
  ///
  /// What can be read only once is copied first.
  ///
  /// - Parameter directoryHelp: what to do where it is a directory.
  /// - Throws: `TaglioError` `badInput` where there is no such file, `SystemError`.
  func inputSource(_ name: String, directoryHelp: String) throws -> any InputSource {
    if name == "-" { return try spool(console.input.open(), name, isNamed: false) }
    let path = path(name)
    switch try disk.status(path, followingLinks: true)?.kind {
    case nil:
      throw TaglioError(
        .badInput,
        "there is no file \"\(name)\"",
        help: "Check the name."
      )
    case .directory:
      throw TaglioError(
        .badInput,
        "\"\(name)\" is a directory, and a file is wanted",
        help: directoryHelp
      )
    case .file: return try FileSource(path, name: name, disk: disk)
    case .link, .other: return try spool(disk.open(path, .user), name, isNamed: true)
    }
  }

  private func spool(
    _ handle: consuming FileHandle,
    _ name: String,
    isNamed: Bool
  ) throws -> any InputSource {
    try SpooledSource(
      copying: handle,
      name: name,
      isNamed: isNamed,
      directory: FilePath(console.setting("TMPDIR") ?? "/tmp"),
      disk: disk
    )
  }

  /// The one object that a JSON or YAML file holds.
  ///
  /// - Throws: `ImportError` with the place; `TaglioError` `badInput` for none and for several.
  func object(inFile name: String) throws -> CanonicalJSON {
    let source = try inputSource(name, directoryHelp: "Name a file in it.")
    // YAML takes JSON too, so it is what a name without a telling end stands for.
    let format = name == "-" ? nil : SourceFormat(fileName: name) ?? .yaml
    var object: CanonicalJSON?
    try RecordReader(source, options: ImportOptions(format: format)).forEach { document, place in
      guard object == nil else {
        throw TaglioError(
          .badInput,
          "there is a second record, and one object is wanted",
          place: place,
          help: "Leave one of them."
        )
      }
      object = document.root.canonical
    }
    if let object { return object }
    throw TaglioError(.badInput, "\"\(name)\" holds no object", help: "Write one, such as: {}")
  }
}
