import Foundation
package import SystemPackage

/// Calls `body` with an empty directory of its own and removes it afterwards.
package func withTemporaryDirectory<R>(_ body: (FilePath) throws -> R) throws -> R {
  let url = FileManager.default.temporaryDirectory
    .appending(path: "taglio-test-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  defer {
    do {
      try FileManager.default.removeItem(at: url)
    } catch {
      print("note: \(url.path) was not removed: \(error)")
    }
  }
  return try body(FilePath(url.path))
}
