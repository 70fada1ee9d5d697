package import SystemPackage
package import TaglioFormat
package import TaglioSystem

/// Why something in a store could not be read or written.
///
/// `code` is for programs and stable; `object` and `path` say what it is about; `format` or `system`
/// is the cause where one is known.
package struct StoreError: Error, Hashable, Sendable {
  package struct Code: RawRepresentable, Hashable, Sendable {
    package let rawValue: String

    package init(rawValue: String) {
      self.rawValue = rawValue
    }

    /// No file has this name.
    ///
    /// Whether that is damage depends on who expects it.
    package static let missing = Code(rawValue: "missing")
    /// The bytes are not what their name or their place says.
    package static let damaged = Code(rawValue: "damaged")
    /// It holds more than the caller allowed.
    package static let tooLarge = Code(rawValue: "tooLarge")
    /// What was to be stored did not stay the same while it was read.
    package static let sourceChanged = Code(rawValue: "sourceChanged")
    /// The system refused: an error of the disk, of permissions, of memory.
    ///
    /// It tells nothing of the bytes.
    package static let system = Code(rawValue: "system")
  }

  package var code: Code
  package var object: ObjectID?
  package var path: FilePath?
  package var format: FormatError?
  package var system: SystemError?

  package init(
    _ code: Code,
    object: ObjectID? = nil,
    path: FilePath? = nil,
    format: FormatError? = nil,
    system: SystemError? = nil
  ) {
    self.code = code
    self.object = object
    self.path = path
    self.format = format
    self.system = system
  }
}

extension StoreError {
  /// What a decoder found in the bytes of an object or a file.
  init(_ error: FormatError, object: ObjectID? = nil, path: FilePath? = nil) {
    let code: Code =
      switch error.code {
      case .zlibTooLarge: .tooLarge
      case .zlibMemory: .system
      default: .damaged
      }
    self.init(code, object: object, path: path, format: error)
  }

  /// What the system answered.
  ///
  /// A directory, link or device in the place of a file is damage; so is a file too long to be what
  /// its name says.
  init(_ error: SystemError, object: ObjectID? = nil) {
    let code: Code =
      if error.isNotFound {
        .missing
      } else if error.errno == .fileTooLarge {
        .tooLarge
      } else if error.isWrongKind {
        .damaged
      } else {
        .system
      }
    self.init(code, object: object, path: error.path, system: error)
  }

  /// As reading, but what is not found is an error of the system: a directory is gone.
  init(writing error: SystemError, object: ObjectID? = nil) {
    self.init(.system, object: object, path: error.path, system: error)
  }
}

extension StoreError: CustomStringConvertible {
  package var description: String {
    let subject = object.map { "object \($0)" } ?? path.map { "\($0)" } ?? "the store"
    switch code {
    case .missing: return "\(subject) is missing"
    case .damaged: return "\(subject) is damaged\(reason)"
    case .tooLarge: return "\(subject) is too large\(reason)"
    case .sourceChanged: return "the source of \(subject) changed while it was read"
    default: return system.map { "\($0)" } ?? "\(subject) cannot be used\(reason)"
    }
  }

  /// What is wrong, where the object or file that it is wrong with was named before.
  package var fault: String {
    switch code {
    case .missing: "missing"
    case .damaged: "damaged\(reason)"
    case .tooLarge: "too large\(reason)"
    default: "\(self)"
    }
  }

  private var reason: String {
    format.map { ": \($0)" } ?? system.map { ": \($0)" } ?? ""
  }
}
