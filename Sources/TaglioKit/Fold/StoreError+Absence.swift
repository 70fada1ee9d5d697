import TaglioFormat
import TaglioStore
import TaglioSystem

extension StoreError {
  /// No file, or one that is not what its name says: to the fold the object is not here.
  var isAbsence: Bool { isMissing || code == .damaged || code == .tooLarge }

  var isMissing: Bool { code == .missing }
}

extension Error {
  /// Something of another kind has the name of a file or directory.
  var isObstacle: Bool { systemError?.isWrongKind ?? false }

  private var systemError: SystemError? {
    self as? SystemError ?? (self as? StoreError)?.system
  }

  /// Writing was refused, and reading need not be: by permissions, by a file system that is mounted
  /// read-only or knows no locks, because there is no space, because something else has the name of
  /// what is to be written, or because the store has an earlier format.
  package var meansUnwritable: Bool {
    if let error = self as? TaglioError { return error.code == .older }
    guard let system = systemError else { return false }
    return system.isPermission || system.isNoSpace || system.isWrongKind || system.lacksLocks
  }
}

extension StoredRecord {
  /// The record in an object of a known type.
  init(_ object: DecodedObject) throws(FormatError) {
    guard case .known(let type) = object.type else {
      throw .newer("an object of the type \(object.type)")
    }
    self = try object.payload.span.bytes.withUnsafeBytes { (bytes) throws(FormatError) in
      try StoredRecord(type: type, payload: bytes)
    }
  }
}
