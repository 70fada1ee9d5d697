import Foundation
import Synchronization
import SystemPackage
import TaglioSystem
import TestSupport
import Testing

/// Whoever waits for a lock gets it, gives notice, or gives up.
@Suite struct FileLockWaitingTests {
  @Test func patienceThatIsOverGivesUp() throws {
    try withTemporaryDirectory { root in
      let path = root.appending("lock")
      let lock = try FileLock.acquire(path, wait: true)
      let asked = Atomic(0)
      let patience = Patience { _ in asked.add(1, ordering: .relaxed).newValue >= 3 }
      #expect(try !isHad(path, patience))
      #expect(asked.load(ordering: .relaxed) == 3)
      #expect(try !isHad(path, .none))
      _ = consume lock
      // A program that another test starts holds the lock too until it has begun.
      #expect(try isHad(path, .endless))
    }
  }

  @Test func theWaitedTimeGrows() throws {
    try withTemporaryDirectory { root in
      let path = root.appending("lock")
      let lock = try FileLock.acquire(path, wait: true)
      let times = Mutex<[Int64]>([])
      let patience = Patience { waited in
        times.withLock {
          $0.append(waited)
          return $0.count > 2
        }
      }
      #expect(try !isHad(path, patience))
      let found = times.withLock { $0 }
      #expect(found == found.sorted() && Set(found).count == 3)
      _ = consume lock
    }
  }

  /// The notice lets the lock go, so the test ends only if it is given.
  @Test(arguments: [true, false])
  func noticeIsGivenOnce(isEndless: Bool) throws {
    try withTemporaryDirectory { root in
      let path = root.appending("lock")
      let holder = Holder(try FileLock.acquire(path, wait: true))
      let notices = Atomic(0)
      var patience = Patience(noticeDelay: 0) {
        notices.add(1, ordering: .relaxed)
        holder.release()
      }
      if !isEndless { patience.isOver = { _ in false } }
      #expect(try isHad(path, patience))
      #expect(notices.load(ordering: .relaxed) == 1)
    }
  }

  @Test func aDeadlineEndsTheWaitToo() throws {
    try withTemporaryDirectory { root in
      let path = root.appending("lock")
      let lock = try FileLock.acquire(path, wait: true)
      #expect(try !isHad(path, Patience.endless.until { true }))
      #expect(try !isHad(path, Patience.none.until { false }))
      _ = consume lock
    }
  }

  @Test(arguments: [Errno.noLocks, .noFunction, .notSupported])
  func aFileSystemWithoutLocksIsTold(code: Errno) throws {
    try withTemporaryDirectory { root in
      let path = root.appending("lock")
      let disk = Disk(witness: Witness.refusingLocks(code))
      let error = #expect(throws: SystemError.self) {
        _ = try FileLock.acquire(path, .endless, disk: disk)
      }
      #expect(error == SystemError(.lock, path, code))
      #expect(error?.lacksLocks == true)
    }
  }

  /// `flock` belongs to the open file, which dies with its process.
  @Test(.enabled(if: Holding.isPossible, "there is no python3 to hold a lock"))
  func theLockOfAProcessThatWasKilledIsFree() throws {
    try withTemporaryDirectory { root in
      let path = root.appending("lock")
      let other = try Holding(path)
      #expect(try !isHad(path, .none))
      other.kill()
      #expect(try isHad(path, .endless))
      #expect(try Disk().status(path)?.kind == .file)
    }
  }

  private func isHad(_ path: FilePath, _ patience: Patience) throws -> Bool {
    switch try FileLock.acquire(path, patience) {
    case .some: true
    case .none: false
    }
  }
}

/// A lock that somebody else lets go.
private final class Holder: Sendable {
  private let lock: Mutex<FileLock?>

  init(_ lock: consuming FileLock?) {
    self.lock = Mutex(lock)
  }

  func release() {
    lock.withLock { $0 = nil }
  }
}
