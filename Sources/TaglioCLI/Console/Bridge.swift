import Dispatch
import Synchronization
import TaglioKit

/// The one way from the synchronous commands to asynchronous code.
enum Bridge {
  /// Waits for the end of `operation`, on a thread that nothing asynchronous needs.
  static func wait<Value: Sendable>(
    _ operation: @escaping @Sendable () async throws -> Value
  ) throws -> Value {
    try start(operation).wait()
  }

  /// Starts an operation whose end is waited for later.
  static func start<Value: Sendable>(
    _ operation: @escaping @Sendable () async throws -> Value
  ) -> Pending<Value> {
    let pending = Pending<Value>()
    Task.detached {
      do {
        pending.end(.success(try await operation()))
      } catch {
        pending.end(.failure(error))
      }
    }
    return pending
  }
}

/// An operation under way.
final class Pending<Value: Sendable>: Sendable {
  private let result = Mutex<Result<Value, any Error>?>(nil)
  private let done = DispatchSemaphore(value: 0)

  fileprivate func end(_ result: Result<Value, any Error>) {
    self.result.withLock { $0 = result }
    done.signal()
  }

  /// Waits for the end; may be called again.
  func wait() throws -> Value {
    done.wait()
    done.signal()
    guard let result = result.withLock({ $0 }) else {
      throw TaglioError(.failed, "an operation ended without a result")
    }
    return try result.get()
  }
}
