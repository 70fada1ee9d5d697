#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif
package import SystemPackage

/// An open directory; closed when the last reference goes.
package final class DirectoryHandle: Sendable {
  let descriptor: Int32
  package let path: FilePath

  init(descriptor: Int32, path: FilePath) {
    self.descriptor = descriptor
    self.path = path
  }

  deinit {
    // Nothing was written through this descriptor, so its closing has nothing to report.
    close(descriptor)
  }
}

/// Where a file is: by path, or by name in an open directory.
///
/// Names in an open directory cost the system less to resolve, and no path is composed until a
/// witness or an error asks for one.
package enum Location: Sendable {
  case path(FilePath)
  /// `name` is one component: with `/` or NUL, empty, `.` or `..` it is refused by every call.
  case entry(DirectoryHandle, name: String)

  package var path: FilePath {
    switch self {
    case .path(let path): path
    case .entry(let directory, let name): directory.path.appending(name)
    }
  }

  /// Lends the directory descriptor and the C string for this place.
  ///
  /// - Parameter operation: what is attempted, for the error where the name is no component.
  func lend<R>(
    for operation: SystemError.Operation,
    _ body: (Int32, UnsafePointer<CChar>) -> Result<R, SystemError>
  ) throws(SystemError) -> R {
    switch self {
    case .path(let path):
      return try path.withPlatformString { body(AT_FDCWD, $0) }.get()
    case .entry(let directory, let name):
      guard Self.isComponent(name) else {
        throw SystemError(operation, directory.path, .invalidArgument)
      }
      return try name.withCString { body(directory.descriptor, $0) }.get()
    }
  }

  private static func isComponent(_ name: String) -> Bool {
    name != "" && name != "." && name != ".."
      && !name.utf8.contains { $0 == 0 || $0 == UInt8(ascii: "/") }
  }
}
