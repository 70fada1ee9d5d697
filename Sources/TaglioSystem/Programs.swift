#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif
package import SystemPackage

/// The programs of this machine, and those that were started.
package enum Programs {
  /// The file that a program is started from.
  ///
  /// - Parameters:
  ///   - name: with a slash the path of a file, else a name that is looked up in `PATH`.
  ///   - directory: what a relative path is relative to.
  /// - Throws: `notFound`, or `permissionDenied` where the file may not be executed.
  package static func file(
    of name: String,
    from directory: FilePath
  ) throws(SystemError) -> FilePath {
    if name.utf8.contains(UInt8(ascii: "/")) {
      let path = directory.pushing(FilePath(name))
      guard let code = refusal(path) else { return path }
      throw SystemError(.open, path, code)
    }
    var code = Errno.noSuchFileOrDirectory
    // Relative entries would make the program depend on where the call is made.
    for entry in (Host.environment("PATH") ?? "").split(separator: ":") where entry.first == "/" {
      let path = FilePath(String(entry)).appending(name)
      guard let found = refusal(path) else { return path }
      if found == .permissionDenied { code = found }
    }
    throw SystemError(.open, FilePath(name), code)
  }

  /// Why the file cannot be executed; nil where it can.
  private static func refusal(_ path: FilePath) -> Errno? {
    var status = stat()
    guard stat(path.string, &status) == 0 else { return Errno(rawValue: errno) }
    guard status.st_mode & S_IFMT == S_IFREG, access(path.string, X_OK) == 0 else {
      return .permissionDenied
    }
    return nil
  }

  /// What a program can be told that is to end.
  package enum Ending: Sendable {
    /// It may put things in order.
    case asked
    /// It ends here.
    case forced
  }

  /// Ends a program that leads a group of processes, and all of the group.
  ///
  /// Nothing happens where they have ended.
  package static func end(group: Int32, _ ending: Ending) {
    guard group > 1 else { return }
    kill(-group, ending == .asked ? SIGTERM : SIGKILL)
  }
}
