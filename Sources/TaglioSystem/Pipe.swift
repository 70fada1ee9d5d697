#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif
import Synchronization
package import SystemPackage

/// The end of a pipe that this process writes to.
package final class PipeWriter: Sendable {
  private let descriptor: Int32
  private let isOpen = Atomic(true)

  private static let name = FilePath("a pipe")

  private init(descriptor: Int32) {
    self.descriptor = descriptor
  }

  deinit { close() }

  /// Makes a pipe, neither end of which a program that is started later inherits.
  ///
  /// - Returns: the end to read from, which the caller must close or give away, and the one to
  ///   write to.
  package static func make() throws(SystemError) -> (reader: FileDescriptor, writer: PipeWriter) {
    let ends: (readEnd: FileDescriptor, writeEnd: FileDescriptor)
    do {
      ends = try FileDescriptor.pipe()
    } catch {
      throw SystemError(.create, name, error as? Errno ?? .ioError)
    }
    for end in [ends.readEnd, ends.writeEnd] { _ = fcntl(end.rawValue, F_SETFD, FD_CLOEXEC) }
    return (ends.readEnd, PipeWriter(descriptor: ends.writeEnd.rawValue))
  }

  /// Writes all of `bytes`, waiting for the reader where the pipe is full.
  ///
  /// Where the reader is gone it is the error `EPIPE`, if the signal of that name is ignored.
  package func write(_ bytes: [UInt8]) throws(SystemError) {
    guard isOpen.load(ordering: .acquiring) else {
      throw SystemError(.write, PipeWriter.name, .badFileDescriptor)
    }
    try writeAll(bytes, to: descriptor, called: PipeWriter.name)
  }

  /// Tells the reader that nothing more comes.
  package func close() {
    guard isOpen.exchange(false, ordering: .acquiringAndReleasing) else { return }
    // What the reader does not get shows when writing, not here.
    _ = system_close(descriptor)
  }
}

/// What this process does with signals while other programs read what it writes.
package enum Signals {
  /// Signals are the process's, so the readers of all its threads are counted.
  private static let readers = Mutex((count: 0, ignoresLost: false))

  /// From now on a reader that goes shows as an error of the next write, for as long as this process
  /// lives.
  package static func ignoreLostReaders() {
    readers.withLock { readers in
      readers.ignoresLost = true
      signal(SIGPIPE, SIG_IGN)
    }
  }

  /// From now on a reader that goes shows as an error of the next write, and interrupts from the
  /// terminal are the reader's; until `takeBack` was called as often.
  package static func leaveToReader() {
    readers.withLock { readers in
      readers.count += 1
      signal(SIGPIPE, SIG_IGN)
      signal(SIGINT, SIG_IGN)
    }
  }

  /// Both signals end this process again when the last reader has gone.
  package static func takeBack() {
    readers.withLock { readers in
      readers.count -= 1
      guard readers.count == 0 else { return }
      if !readers.ignoresLost { signal(SIGPIPE, SIG_DFL) }
      signal(SIGINT, SIG_DFL)
    }
  }
}
