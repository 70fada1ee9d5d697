import SystemPackage
import TaglioKit
import TaglioSystem

/// A file that a command makes: it gets its name when it is whole, and replaces nothing but what it
/// may.
///
/// Bytes are collected and written in large pieces. A file that is given up leaves nothing.
final class OutputFile {
  /// As the user wrote it.
  let name: String
  private let path: FilePath
  private let publisher: Publisher
  private let disk: Disk
  private let overwriting: Overwriting
  private var writer: Writer?
  private var buffer: [UInt8] = []

  private static let capacity = 1 << 18

  /// Holds what cannot be copied.
  private final class Writer {
    private var staged: StagedWriter?
    let file: StagedFile

    init(_ staged: consuming StagedWriter) {
      file = staged.file
      self.staged = consume staged
    }

    func write(_ bytes: [UInt8]) throws {
      try bytes.withUnsafeBytes { try staged?.write($0) }
    }

    func finish() throws {
      guard let taken = staged.take() else { return }
      _ = try taken.finish()
    }
  }

  /// Begins a file.
  ///
  /// - Throws: `TaglioError` `usage` where something has the name that may not be replaced.
  init(_ name: String, _ overwriting: Overwriting, in session: Session) throws {
    self.name = name
    self.overwriting = overwriting
    disk = session.disk
    path = session.path(name)
    guard let last = path.lastComponent, !name.hasSuffix("/") else { throw OutputFile.noFile(name) }
    let directory = path.removingLastComponent()
    let place = directory.isEmpty ? FilePath(".") : directory
    guard try disk.status(place, followingLinks: true)?.kind == .directory else {
      throw TaglioError(
        .usage,
        "there is no directory \"\(place)\" for \"\(name)\"",
        help: "Make it first, or name another place."
      )
    }
    publisher = Publisher(disk: disk, root: try disk.canonical(place), durability: .each)
    try requireFree()
    writer = Writer(try publisher.stage(directory: "", name: last.string, mode: .mutable))
  }

  func write(_ bytes: some Sequence<UInt8>) throws {
    buffer.append(contentsOf: bytes)
    if buffer.count >= OutputFile.capacity { try flush() }
  }

  /// Gives the file its name.
  func finish() throws {
    guard let writer else { return }
    try flush()
    try writer.finish()
    try requireFree()
    try publisher.publish([writer.file])
    self.writer = nil
  }

  /// Gives the file up, as far as it has no name yet.
  func discard() {
    if let writer { publisher.discard([writer.file]) }
    writer = nil
  }

  private func flush() throws {
    try writer?.write(buffer)
    buffer.removeAll(keepingCapacity: true)
  }

  private func requireFree() throws {
    try overwriting.requireAllowed(path, as: name, disk)
  }

  private static func noFile(_ name: String) -> TaglioError {
    TaglioError(.usage, "\"\(name)\" is no name for a file", help: "Write: -o FILE")
  }
}

extension Session {
  /// Calls `body` with what takes the bytes of a result: the file of this name, which is made whole
  /// or not at all, or standard output where the name is nil or `-`.
  func withOutput<R>(
    _ name: String?,
    replacing overwriting: Overwriting = .never,
    _ body: (_ write: ([UInt8]) throws -> Void) throws -> R
  ) throws -> R {
    guard let name, name != "-" else {
      return try body { try console.output.write($0) }
    }
    let file = try OutputFile(name, overwriting, in: self)
    do {
      let result = try body { try file.write($0) }
      try file.finish()
      return result
    } catch {
      file.discard()
      throw error
    }
  }
}
