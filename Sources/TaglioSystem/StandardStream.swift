#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif
import SystemPackage

/// The streams that a process starts with.
package enum StandardStream: Int32, Sendable {
  case input = 0
  case output = 1
  case error = 2

  /// Whether a person sits at the other end.
  package var isTerminal: Bool { isatty(rawValue) == 1 }

  /// The width of the terminal in characters; nil where there is none or it does not tell.
  package var columns: Int? {
    var size = winsize()
    guard isTerminal, ioctl(rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      return nil
    }
    return Int(size.ws_col)
  }

  /// Writes all of `bytes`.
  package func write(_ bytes: [UInt8]) throws(SystemError) {
    try writeAll(bytes, to: rawValue, called: FilePath(name))
  }

  private var name: String {
    switch self {
    case .input: "standard input"
    case .output: "standard output"
    case .error: "standard error"
    }
  }
}

/// Writes all of `bytes` to a descriptor that errors call `name`.
func writeAll(
  _ bytes: [UInt8],
  to descriptor: Int32,
  called name: FilePath
) throws(SystemError) {
  var rest = bytes[...]
  while !rest.isEmpty {
    let count = try retrying(nil, { Call(.write, name) }) {
      rest.withUnsafeBytes { system_write(descriptor, $0.baseAddress, $0.count) }
    }.get()
    rest = rest.dropFirst(count)
  }
}

extension FileHandle {
  /// Standard input, by a descriptor of its own.
  package static func standardInput() throws(SystemError) -> FileHandle {
    let path = FilePath("-")
    let descriptor = try retrying(nil, { Call(.open, path) }) { fcntl(0, F_DUPFD_CLOEXEC, 3) }.get()
    return FileHandle(descriptor: descriptor, location: .path(path), disk: Disk())
  }

  /// Waits until some of the bytes that follow are there, and takes those.
  ///
  /// - Returns: the number of bytes read; 0 only at the end of the file.
  package func readSome(into buffer: UnsafeMutableRawBufferPointer) throws(SystemError) -> Int {
    try call(.read) { system_read($0, buffer.baseAddress, min(buffer.count, largestTransfer)) }
  }
}
