import Foundation

/// Programs of the machine that tests use where they are there.
package enum Tool {
  /// Whether a program is on the search path.
  package static func isPresent(_ name: String) -> Bool {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    return path.split(separator: ":").contains { directory in
      FileManager.default.isExecutableFile(atPath: "\(directory)/\(name)")
    }
  }
}
