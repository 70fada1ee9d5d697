import SystemPackage
import TaglioKit
import TaglioSystem

/// When a file that a command makes may take the place of another.
struct Overwriting: Sendable {
  /// Asked of what has the name.
  var isAllowed: @Sendable (FilePath, Disk) throws -> Bool
  /// Why it is not allowed, after the name of the file.
  var refusal: String
  var help: String

  static let never = Overwriting(
    isAllowed: { _, _ in false },
    refusal: "is there already, and nothing is overwritten",
    help: "Name another file, or remove this one first."
  )

  /// Only a regular file that begins with this text, or with `force` any regular file.
  static func files(
    beginningWith signatures: [String],
    force: Bool,
    refusal: String,
    help: String
  ) -> Overwriting {
    Overwriting(
      isAllowed: { path, disk in
        guard try disk.status(path)?.kind == .file else { return false }
        return try force || signatures.contains { try disk.file(path, beginsWith: $0) }
      },
      refusal: refusal,
      help: help
    )
  }

  /// - Throws: `TaglioError` `usage` where something has the name that may not be replaced.
  func requireAllowed(_ path: FilePath, as name: String, _ disk: Disk) throws {
    guard try disk.status(path) != nil, try !isAllowed(path, disk) else { return }
    throw TaglioError(.usage, "\"\(name)\" \(refusal)", help: help)
  }
}

extension Disk {
  fileprivate func file(_ path: FilePath, beginsWith text: String) throws -> Bool {
    let handle = try open(path, .store)
    var bytes = [UInt8](repeating: 0, count: text.utf8.count)
    let count = try bytes.withUnsafeMutableBytes { try handle.readNext(into: $0) }
    try handle.close()
    return count == bytes.count && bytes.elementsEqual(text.utf8)
  }
}
