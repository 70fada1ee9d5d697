#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif
package import SystemPackage

/// An exclusive lock between processes, and between threads of one; released when it goes out of
/// scope or the process ends, however it ends.
///
/// The lock is a `flock` on a file that is made when missing and never deleted, so that all who want
/// it always meet at the same file.
package struct FileLock: ~Copyable, Sendable {
  private let handle: FileHandle

  /// Takes the lock at `path`.
  ///
  /// - Returns: nil where another holds it and `wait` is false.
  package static func acquire(
    _ path: FilePath,
    wait: Bool,
    disk: Disk = Disk()
  ) throws(SystemError) -> FileLock? {
    try acquire(path, wait ? .endless : .none, disk: disk)
  }

  /// Takes the lock at `path`.
  ///
  /// Whoever may wait for ever asks again and again at first, so that it can give notice, and then
  /// lets the system wake it up.
  ///
  /// - Returns: nil where another held it until patience was over.
  package static func acquire(
    _ path: FilePath,
    _ patience: Patience,
    disk: Disk = Disk()
  ) throws(SystemError) -> FileLock? {
    let handle = try open(path, disk)
    var queue = Queue(patience)
    while try !attempt(handle, LOCK_EX | LOCK_NB) {
      guard let pause = queue.nextPause() else { return nil }
      guard pause != .untilWoken else {
        _ = try attempt(handle, LOCK_EX)
        break
      }
      pause.sleep()
    }
    return FileLock(handle: handle)
  }

  /// Returns false where another holds the lock.
  private static func attempt(
    _ handle: borrowing FileHandle,
    _ operation: Int32
  ) throws(SystemError) -> Bool {
    do {
      _ = try handle.call(.lock) { flock($0, operation) }
      return true
    } catch {
      guard error.errno == .wouldBlock else { throw error }
      return false
    }
  }

  private static func open(_ path: FilePath, _ disk: Disk) throws(SystemError) -> FileHandle {
    do {
      return try disk.openForWriting(path)
    } catch {
      guard error.isNotFound else { throw error }
    }
    do {
      return try disk.create(.path(path), mode: .mutable)
    } catch {
      // Another made it in between.
      guard error.isExisting else { throw error }
      return try disk.openForWriting(path)
    }
  }
}

/// Somebody who waits for a lock.
private struct Queue {
  private let patience: Patience
  private let start = SystemClock.monotonic()
  private var pause: UInt32 = 1000
  private var isNoticed = false

  /// The longest pause between two attempts.
  private static let longest: UInt32 = 16_000

  /// How long until the next attempt.
  enum Pause: Equatable {
    case microseconds(UInt32)
    case untilWoken

    func sleep() {
      if case .microseconds(let time) = self { usleep(time) }
    }
  }

  init(_ patience: Patience) {
    self.patience = patience
  }

  /// Gives notice where it is time to; nil where patience is over.
  mutating func nextPause() -> Pause? {
    let waited = SystemClock.monotonic() - start
    if let isOver = patience.isOver, isOver(waited) { return nil }
    if !isNoticed, waited >= patience.noticeDelay {
      isNoticed = true
      patience.notice?()
    }
    if isNoticed, patience.isOver == nil { return .untilWoken }
    defer { pause = min(pause * 2, Queue.longest) }
    return .microseconds(pause)
  }
}
