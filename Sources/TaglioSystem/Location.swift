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

  /// Makes a system call with the directory descriptor and C string for this place.
  ///
  /// The call is repeated while it is interrupted; where it returns -1, `errno` becomes the error.
  func call<R: SignedInteger & BitwiseCopyable>(
    _ operation: SystemError.Operation,
    _ body: (Int32, UnsafePointer<CChar>) -> R
  ) throws(SystemError) -> R {
    let result: Result<R, Errno>
    switch self {
    case .path(let path):
      result = path.withPlatformString { name in retrying { body(AT_FDCWD, name) } }
    case .entry(let directory, let name):
      guard Self.isComponent(name) else {
        throw SystemError(operation, directory.path, .invalidArgument)
      }
      result = name.withCString { name in retrying { body(directory.descriptor, name) } }
    }
    do {
      return try result.get()
    } catch {
      throw SystemError(operation, path, error)
    }
  }

  private static func isComponent(_ name: String) -> Bool {
    name != "" && name != "." && name != ".."
      && !name.utf8.contains { $0 == 0 || $0 == UInt8(ascii: "/") }
  }
}

/// Repeats a system call while it is interrupted.
func retrying<R: SignedInteger>(_ call: () -> R) -> Result<R, Errno> {
  while true {
    let result = call()
    if result != -1 { return .success(result) }
    let code = Errno(rawValue: errno)
    if code != .interrupted { return .failure(code) }
  }
}
