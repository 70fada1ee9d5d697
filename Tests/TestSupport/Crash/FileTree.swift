import Foundation
package import SystemPackage

/// A directory with all that is in it, as a value.
package struct FileTree: Hashable, Sendable {
  package enum Entry: Hashable, Sendable {
    case directory
    case file([UInt8])
  }

  /// By path relative to the directory.
  package var entries: [String: Entry]

  package init(_ entries: [String: Entry] = [:]) {
    self.entries = entries
  }

  package init(reading root: FilePath) throws {
    entries = [:]
    let manager = FileManager.default
    for name in try manager.subpathsOfDirectory(atPath: root.string) {
      let path = root.string + "/" + name
      var isDirectory: ObjCBool = false
      _ = manager.fileExists(atPath: path, isDirectory: &isDirectory)
      entries[name] =
        isDirectory.boolValue
        ? .directory : .file([UInt8](try Data(contentsOf: URL(filePath: path))))
    }
  }

  /// The bytes of the file with this relative path; nil where there is none.
  package subscript(file path: String) -> [UInt8]? {
    if case .file(let bytes) = entries[path] { bytes } else { nil }
  }

  /// Makes the tree in an existing, empty directory.
  package func write(to root: FilePath) throws {
    for (name, entry) in entries.sorted(by: { $0.key < $1.key }) {
      let url = URL(filePath: root.string).appending(path: name)
      switch entry {
      case .directory:
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: false)
      case .file(let bytes):
        try Data(bytes).write(to: url)
      }
    }
  }
}
