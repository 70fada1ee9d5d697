package import SystemPackage

/// A system call that failed: what was attempted, on which file, and what the system answered.
package struct SystemError: Error, Hashable, Sendable {
  package var operation: Operation
  package var path: FilePath
  package var errno: Errno

  package init(_ operation: Operation, _ path: FilePath, _ errno: Errno) {
    self.operation = operation
    self.path = path
    self.errno = errno
  }
}

extension SystemError {
  /// What was attempted, as the verb of a sentence.
  package struct Operation: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    package static let open = Operation(description: "open")
    package static let create = Operation(description: "create")
    package static let read = Operation(description: "read")
    package static let write = Operation(description: "write")
    package static let close = Operation(description: "close")
    package static let truncate = Operation(description: "shorten")
    package static let status = Operation(description: "examine")
    package static let list = Operation(description: "list")
    package static let map = Operation(description: "map")
    package static let lock = Operation(description: "lock")
    package static let flush = Operation(description: "flush")
    package static let rename = Operation(description: "rename")
    package static let remove = Operation(description: "remove")
    package static let makeDirectory = Operation(description: "create directory")
    package static let resolve = Operation(description: "resolve")
  }
}

extension SystemError {
  /// Nothing has this name.
  package var isNotFound: Bool { errno == .noSuchFileOrDirectory }

  /// The disk, or the user's share of it, is full.
  package var isNoSpace: Bool { errno == .noSpace || errno == .diskQuotaExceeded }

  /// This user may not do this, or nobody may: the file system is mounted read-only.
  package var isPermission: Bool {
    errno == .permissionDenied || errno == .notPermitted || errno == .readOnlyFileSystem
  }

  /// The file system has no locks, or its server does not answer for them.
  package var lacksLocks: Bool {
    operation == .lock && [.noLocks, .noFunction, .notSupported].contains(errno)
  }

  /// Something has this name already.
  package var isExisting: Bool { errno == .fileExists }

  /// Whether something other than the wanted kind of file has this name: a symbolic link or another
  /// file where a directory is needed; a directory, a pipe, a socket or a device where a file is
  /// needed.
  package var isWrongKind: Bool {
    switch errno {
    case .tooManySymbolicLinkLevels, .notDirectory, .isDirectory: true
    // What opening a pipe, a socket or a device of a store ends with.
    case .invalidArgument, .noSuchAddressOrDevice: operation == .open
    default: false
    }
  }
}

extension SystemError: CustomStringConvertible {
  package var description: String { "cannot \(operation) \(path): \(errno)" }
}
