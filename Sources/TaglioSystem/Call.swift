#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif
package import SystemPackage

/// One call to the system about a file.
package struct Call: Hashable, Sendable {
  package let operation: SystemError.Operation
  package let path: FilePath
  /// What it changes; nil where it only asks.
  package let effect: Effect?

  init(_ operation: SystemError.Operation, _ path: FilePath, changing effect: Effect? = nil) {
    self.operation = operation
    self.path = path
    self.effect = effect
  }
}

/// Sees every call before it is made: tests record, and make operations fail, through one.
///
/// It is asked under no lock and from any thread, each time that a call is made: again after an
/// interruption. Where it throws, the call is not made, and its caller meets that `errno` as if the
/// system had answered it.
///
/// Closing is seen where its outcome matters; a descriptor that is closed in vain is closed all the
/// same. Standard streams and pipes pass no witness.
package final class Witness: Sendable {
  private let observe: @Sendable (Call) throws(SystemError) -> Void
  private let limit: @Sendable (Int) -> Int

  /// Sees the calls that change something.
  ///
  /// - Parameter largestWrite: the most bytes that one write hands to the system; a small number makes
  ///   all writes short.
  package convenience init(
    largestWrite: Int = .max,
    _ observe: @escaping @Sendable (Effect) throws(SystemError) -> Void
  ) {
    self.init(
      calls: { (call) throws(SystemError) in
        if let effect = call.effect { try observe(effect) }
      },
      limit: { min($0, largestWrite) }
    )
  }

  /// Sees all calls.
  ///
  /// - Parameter limit: is asked before each write how many bytes of those that are left go to the
  ///   system; at least one does.
  package init(
    calls observe: @escaping @Sendable (Call) throws(SystemError) -> Void,
    limit: @escaping @Sendable (Int) -> Int
  ) {
    self.observe = observe
    self.limit = limit
  }

  /// What the call is answered instead of being made; nil where it is to be made.
  func refusal(of call: Call) -> Errno? {
    do {
      try observe(call)
      return nil
    } catch {
      return error.errno
    }
  }

  /// How many of `count` bytes the next write hands to the system.
  func portion(of count: Int) -> Int {
    min(count, max(1, limit(count)))
  }
}

// MARK: Making calls

/// Repeats a system call while it is interrupted; the witness sees each attempt first.
///
/// Without a witness `call` is not even composed.
func retrying<R: SignedInteger>(
  _ witness: Witness?,
  _ call: () -> Call,
  _ body: () -> R
) -> Result<R, SystemError> {
  while true {
    let code: Errno
    if let refusal = witness?.refusal(of: call()) {
      code = refusal
    } else {
      let result = body()
      if result != -1 { return .success(result) }
      code = Errno(rawValue: errno)
    }
    guard code == .interrupted else {
      let call = call()
      return .failure(SystemError(call.operation, call.path, code))
    }
  }
}

extension Location {
  /// Makes a system call with the directory descriptor and C string for this place.
  ///
  /// The call is repeated while it is interrupted; where it returns -1, `errno` becomes the error.
  func call<R: SignedInteger>(
    _ operation: SystemError.Operation,
    by disk: Disk,
    changing effect: @autoclosure () -> Effect? = nil,
    _ body: (Int32, UnsafePointer<CChar>) -> R
  ) throws(SystemError) -> R {
    try lend(for: operation) { directory, name in
      retrying(disk.witness, { Call(operation, path, changing: effect()) }) {
        body(directory, name)
      }
    }
  }
}
