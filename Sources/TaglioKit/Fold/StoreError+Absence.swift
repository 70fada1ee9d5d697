import TaglioFormat
import TaglioStore
import TaglioSystem
import TaglioSystem

extension StoreError {
  /// No file, or one that is not what its name says: to the fold the object is not here.
  var isAbsence: Bool { isMissing || code == .damaged || code == .tooLarge }

  var isMissing: Bool { code == .missing }

}

extension Error {
  /// Writing was refused: by permissions, by a file system that is mounted read-only, because there
  /// is no space, or because something else has the name of what is to be written.
  var meansUnwritable: Bool {
    let system = self as? SystemError ?? (self as? StoreError)?.system
    return system.map { $0.isPermission || $0.isNoSpace || $0.isWrongKind } ?? false
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
