#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif
import SystemPackage

/// The most bytes handed to the system in one call; macOS refuses 2 GiB and more.
let largestTransfer = 1 << 30

/// An open file.
///
/// It closes when it goes out of scope.
///
/// Reading is done here; writing goes through `Disk`.
package struct FileHandle: ~Copyable, Sendable {
  private var descriptorIfOpen: Int32
  package let location: Location
  /// Whose witness sees what is done with the file.
  private let disk: Disk

  init(descriptor: Int32, location: Location, disk: Disk) {
    self.descriptorIfOpen = descriptor
    self.location = location
    self.disk = disk
  }

  deinit {
    guard descriptorIfOpen >= 0 else { return }
    // Where the outcome of writing matters, `close()` was called before and has reported it.
    _ = system_close(descriptorIfOpen)
  }

  var descriptor: Int32 { descriptorIfOpen }

  /// Closes the file and reports what closing finds: on some network file systems a full disk shows
  /// here first.
  package consuming func close() throws(SystemError) {
    let descriptor = descriptorIfOpen
    descriptorIfOpen = -1
    let refusal = disk.witness?.refusal(of: Call(.close, location.path))
    // Not repeated when interrupted: the descriptor is gone all the same.
    let code = system_close(descriptor) == 0 ? refusal : Errno(rawValue: errno)
    guard let code, code != .interrupted else { return }
    throw SystemError(.close, location.path, code)
  }

  /// Makes a call on the descriptor, repeated while it is interrupted.
  func call<R: SignedInteger>(
    _ operation: SystemError.Operation,
    changing effect: @autoclosure () -> Effect? = nil,
    _ body: (Int32) -> R
  ) throws(SystemError) -> R {
    try retrying(
      disk.witness,
      { Call(operation, location.path, changing: effect()) },
      { body(descriptor) }
    ).get()
  }
}

extension FileHandle {
  /// Size, kind, times and identity of the open file.
  package func status() throws(SystemError) -> FileStatus {
    var result = stat()
    _ = try call(.status) { fstat($0, &result) }
    return FileStatus(result)
  }

  /// Fills `buffer` from byte `offset` of the file on, as far as the file goes.
  ///
  /// - Returns: the number of bytes read; less than asked for only at the end of the file.
  package func read(
    into buffer: UnsafeMutableRawBufferPointer,
    at offset: Int64
  ) throws(SystemError) -> Int {
    var filled = 0
    while filled < buffer.count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...].prefix(largestTransfer))
      let position = off_t(offset) + off_t(filled)
      let count = try call(.read) { pread($0, rest.baseAddress, rest.count, position) }
      if count == 0 { break }
      filled += count
    }
    return filled
  }

  /// Fills `buffer` with the bytes that follow those read before by this function.
  ///
  /// For files that have no offsets, such as pipes.
  ///
  /// - Returns: the number of bytes read; less than asked for only at the end of the file.
  package func readNext(into buffer: UnsafeMutableRawBufferPointer) throws(SystemError) -> Int {
    try readNext(into: buffer, enough: buffer.count)
  }

  /// As above, but stops as soon as there are `enough` bytes.
  private func readNext(
    into buffer: UnsafeMutableRawBufferPointer,
    enough: Int
  ) throws(SystemError) -> Int {
    var filled = 0
    while filled < buffer.count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...].prefix(largestTransfer))
      let count = try call(.read) { system_read($0, rest.baseAddress, rest.count) }
      if count == 0 { break }
      filled += count
      if filled >= enough { break }
    }
    return filled
  }

  /// The rest of the file.
  ///
  /// A file of more than `limit` bytes is the error `EFBIG`; not more than that is ever allocated.
  package func readAll(limit: Int) throws(SystemError) -> [UInt8] {
    try readAll(of: status().size, limit: limit)
  }

  /// The rest of a file that has `expected` bytes by its status.
  ///
  /// A regular file that gave as many when it was asked for one more has ended.
  func readAll(of expected: Int64, limit: Int) throws(SystemError) -> [UInt8] {
    guard expected <= limit else { throw SystemError(.read, location.path, .fileTooLarge) }
    var bytes = try nextChunk(Int(expected) + 1, enough: Int(expected))
    // A pipe, or a file that has grown since.
    while bytes.count > expected {
      guard bytes.count <= limit else { throw SystemError(.read, location.path, .fileTooLarge) }
      let more = try nextChunk(min(limit - bytes.count + 1, max(bytes.count, 1 << 16)))
      if more.isEmpty { break }
      bytes += more
    }
    return bytes
  }

  private func nextChunk(
    _ capacity: Int,
    enough: Int? = nil
  ) throws(SystemError) -> [UInt8] {
    var failure: SystemError?
    let chunk = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
      do throws(SystemError) {
        let bytes = UnsafeMutableRawBufferPointer(buffer)
        count = try readNext(into: bytes, enough: enough ?? capacity)
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return chunk
  }
}
