package import SystemPackage
package import TaglioFormat
package import TaglioSystem

/// Finds the files that fields of records name.
///
/// A name is relative to the directory of the input, and leads nowhere else: absolute names, `..`
/// and links are refused, since whoever wrote the records may not be who adds them.
package struct AttachmentFinder {
  private let pointers: [JSONPointer]
  private let disk: Disk
  /// The directory of an input, by the name that places have.
  private let directory: (String) -> FilePath
  /// By path, so that a file that several records name is read once.
  private var files: [FilePath: AttachedFile] = [:]

  package init(
    _ pointers: [JSONPointer],
    disk: Disk,
    directory: @escaping (String) -> FilePath
  ) {
    self.pointers = pointers
    self.disk = disk
    self.directory = directory
  }

  /// The files that were found, by the ids of their contents.
  package var found: [ObjectID: AttachedFile] {
    Dictionary(files.values.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The input with links in place of the names of files, all of which were found.
  ///
  /// Reads all records and all files.
  ///
  /// - Throws: `TaglioError` `badInput` with place and field for a name that leads to no file.
  package mutating func resolve(_ input: any RecordInput) throws -> any RecordInput {
    try input.forEachRecord { record, place in
      for pointer in pointers {
        guard let name = try AttachmentFinder.name(in: record, at: pointer, place) else { continue }
        let path = try path(of: name, pointer, place)
        if files[path] == nil { files[path] = try AttachedFile(path, disk: disk) }
      }
    }
    let links = files.mapValues(\.link)
    return AttachedInput(base: input, pointers: pointers) { [directory] name, place in
      links[AttachmentFinder.join(directory(place.file), name)]
    }
  }

  /// Nil where the record has no such field, `null` there, or a link already.
  fileprivate static func name(
    in record: JSONView,
    at pointer: JSONPointer,
    _ place: RecordPlace
  ) throws -> String? {
    guard let value = record.value(at: pointer), value.kind != .null else { return nil }
    if let name = value.string { return name }
    if value.kind == .object, !value.canonical.attachments.isEmpty { return nil }
    throw refusal(
      "the field names no file: it is \(value.canonical.value.kindWords)",
      pointer,
      place
    )
  }

  private static func join(_ directory: FilePath, _ name: String) -> FilePath {
    directory.pushing(FilePath(name)).lexicallyNormalized()
  }

  /// - Throws: what `name` may not be.
  private func path(
    of name: String,
    _ pointer: JSONPointer,
    _ place: RecordPlace
  ) throws -> FilePath {
    func refused(_ what: String) -> TaglioError {
      AttachmentFinder.refusal("\"\(name)\" \(what)", pointer, place)
    }
    guard !name.isEmpty, !name.utf8.contains(0) else { throw refused("is no name of a file") }
    let relative = FilePath(name)
    guard !relative.isAbsolute,
      !relative.components.contains(where: { $0.kind == .parentDirectory })
    else {
      throw refused("leads out of the directory of \(place.file), and no other file is read")
    }
    let path = AttachmentFinder.join(directory(place.file), name)
    try requireNoLinks(directory(place.file), relative, refused)
    guard let status = try disk.status(path) else {
      throw refused("is not there, seen from the directory of \(place.file)")
    }
    guard status.kind == .file else {
      throw refused(status.kind == .directory ? "is a directory" : "is no regular file")
    }
    guard status.size <= AttachedFile.largest else {
      throw refused("is larger than the \(AttachedFile.largest >> 30) GiB that are stored")
    }
    return path
  }

  private func requireNoLinks(
    _ directory: FilePath,
    _ relative: FilePath,
    _ refused: (String) -> TaglioError
  ) throws {
    var path = directory
    for component in relative.components {
      path.append(component)
      if try disk.status(path)?.kind == .link {
        throw refused("leads over the link \"\(component)\", and links are not followed")
      }
    }
  }

  private static func refusal(
    _ message: String,
    _ pointer: JSONPointer,
    _ place: RecordPlace
  ) -> TaglioError {
    TaglioError(
      .badInput,
      message,
      place: place,
      field: "\(pointer)",
      help: "Write the name of a file beside the input or below it, or null for none."
    )
  }
}

/// Records with links in place of the names of files.
private struct AttachedInput: RecordInput {
  let base: any RecordInput
  let pointers: [JSONPointer]
  /// The link for a name in a record.
  let link: (String, RecordPlace) -> CanonicalJSON?

  var name: String { base.name }
  var source: String? { base.source }
  var labelFields: [String] { base.labelFields }

  func forEachRecord(_ body: (JSONView, RecordPlace) throws -> Void) throws {
    try base.forEachRecord { record, place in
      var edits: [JSONEdit] = []
      for pointer in pointers {
        guard let name = try AttachmentFinder.name(in: record, at: pointer, place) else { continue }
        guard let link = link(name, place) else {
          throw TaglioError(
            .failed,
            "\(place.file) changed while it was read",
            help: "Add again when nothing writes to it."
          )
        }
        edits.append(.set(pointer, link))
      }
      let attached = try edits.reduce(record.value) { try $0.applying($1) }
      try body(CanonicalJSON(attached).document.root, place)
    }
  }
}
