/// The conformance vectors and the corpus, where a machine has them.
///
/// They are looked for in the directory that `TAGLIO_TEST_DATA` names, else in `shared/data` beside
/// the checkout. A test that needs them is `.enabled(if: TestData.isPresent)`; a clone without them
/// says so once per run and goes on.
package import Foundation

package enum TestData {
  /// The directory that holds `vectors/` and `corpus/`, or nil where there is none.
  package static let root: URL? = {
    let environment = ProcessInfo.processInfo.environment
    let beside = URL(filePath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "shared/data")
    let candidate = environment["TAGLIO_TEST_DATA"].map { URL(filePath: $0) } ?? beside
    let marker = candidate.appending(path: "vectors")
    guard FileManager.default.fileExists(atPath: marker.path) else {
      print("note: no test data at \(candidate.path); conformance tests are skipped")
      return nil
    }
    return candidate
  }()

  package static var isPresent: Bool { root != nil }

  /// The file or directory at `path` below the data directory.
  package static func url(_ path: String) throws -> URL {
    guard let root else { throw Missing(path: path) }
    return root.appending(path: path)
  }

  /// The bytes of the file at `path` below the data directory.
  package static func bytes(_ path: String) throws -> [UInt8] {
    [UInt8](try FileHandle(forReadingFrom: url(path)).readToEnd() ?? Data())
  }

  /// The lines of the UTF-8 file at `path`, without their line feeds.
  package static func lines(_ path: String) throws -> [String] {
    String(decoding: try bytes(path), as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: true).map(String.init)
  }

  /// Thrown where a test asks for data that is not on this machine.
  package struct Missing: Error {
    package var path: String
  }
}
