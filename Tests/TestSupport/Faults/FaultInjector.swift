import Synchronization
package import SystemPackage
package import TaglioSystem

/// What goes wrong at one call.
package enum Fault: Hashable, Sendable, CustomStringConvertible {
  /// The system answers with an error, once.
  case error(Errno)
  /// A write takes half of its bytes, and the next one finds no space.
  case shortWrite
  /// From this call on the disk is full: nothing that needs space is done.
  case full

  /// What can go wrong at a call.
  package static func all(at call: Call) -> [Fault] {
    switch call.operation {
    case .open: [.error(.ioError), .error(.permissionDenied), .tooManyOpenFiles, .interruption]
    case .create: [.error(.ioError), .error(.permissionDenied), .tooManyOpenFiles, .full]
    case .write: [.error(.ioError), .error(.noSpace), .shortWrite, .full, .interruption]
    case .makeDirectory, .rename: [.error(.ioError), .error(.permissionDenied), .full]
    case .flush: [.error(.ioError), .error(.noSpace), .interruption]
    case .close: [.error(.ioError), .error(.noSpace), .interruption]
    case .truncate, .read: [.error(.ioError), .interruption]
    case .remove: [.error(.ioError), .error(.permissionDenied)]
    case .list: [.error(.ioError), .tooManyOpenFiles]
    case .lock: [.error(.noLocks), .interruption]
    case .map: [.error(.noMemory)]
    default: [.error(.ioError)]
    }
  }

  private static let interruption = Fault.error(.interrupted)
  private static let tooManyOpenFiles = Fault.error(.tooManyOpenFiles)

  package var description: String {
    switch self {
    case .error(let errno): "\(errno)"
    case .shortWrite: "a short write, then no space"
    case .full: "no space from here on"
    }
  }
}

/// Counts every call and lets one of them go wrong.
package final class FaultInjector: Sendable {
  private struct State {
    var calls: [Call] = []
    var fired: Call?
    /// Whether the last write was cut, so that the next one finds no space.
    var isCut = false
  }

  private let fault: Fault?
  private let number: Int
  private let state = Mutex(State())

  /// - Parameter number: at which call the fault comes, from 0.
  package init(_ fault: Fault? = nil, at number: Int = 0) {
    self.fault = fault
    self.number = number
  }

  /// Whose calls are counted.
  package var disk: Disk {
    Disk(
      witness: Witness(
        calls: { [self] (call) throws(SystemError) in
          if let code = answer(to: call) { throw SystemError(call.operation, call.path, code) }
        },
        limit: { [self] count in portion(of: count) }
      )
    )
  }

  /// The calls so far, in order; of an injected one there is no effect.
  package var calls: [Call] { state.withLock { $0.calls } }

  /// The call that went wrong; a test whose fault never comes tests nothing.
  package var fired: Call? { state.withLock { $0.fired } }

  private func answer(to call: Call) -> Errno? {
    state.withLock { state in
      let isDue = state.calls.count == number
      state.calls.append(call)
      switch fault {
      case .error(let code) where isDue:
        state.fired = call
        return code
      case .shortWrite where state.isCut && !isDue && state.fired == nil && call.isWrite:
        state.fired = call
        return .noSpace
      case .full where (isDue || state.fired != nil) && call.needsSpace:
        state.fired = state.fired ?? call
        return .noSpace
      default:
        return nil
      }
    }
  }

  private func portion(of count: Int) -> Int {
    state.withLock { state in
      guard fault == .shortWrite, state.calls.count == number, count > 1 else { return count }
      state.isCut = true
      return count / 2
    }
  }
}

extension Call {
  fileprivate var isWrite: Bool { operation == .write }

  /// Whether a full disk refuses it.
  fileprivate var needsSpace: Bool {
    switch effect {
    case .makeDirectory, .create, .write, .rename: true
    default: false
    }
  }
}

extension Witness {
  /// Lets nobody take a lock, as a file system that has none.
  package static func refusingLocks(_ code: Errno) -> Witness {
    Witness(
      calls: { (call) throws(SystemError) in
        guard call.operation != .lock else { throw SystemError(.lock, call.path, code) }
      },
      limit: { $0 }
    )
  }
}
