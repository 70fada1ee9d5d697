import TaglioFormat
import TaglioStore

/// Reads one object and says what is wrong with it.
struct ObjectProbe: Sendable {
  let store: any ObjectStore

  /// What reading an object came to.
  enum Outcome: Sendable {
    /// The object is what its name and type say; `bytes` is the length of its payload.
    case good(StoredRecord, bytes: UInt64)
    /// The bytes are what the name says, and only a later version understands them.
    case newer(String, bytes: UInt64)
    case bad(Defect)
  }

  /// What is wrong with a file or with what it holds.
  struct Defect: Hashable, Sendable {
    var name: Finding.Name
    var detail: String
  }

  /// - Throws: only what the system answered; everything else is an outcome.
  func examine(_ id: ObjectID) throws(StoreError) -> Outcome {
    do {
      return try read(id)
    } catch {
      guard error.code != .system else { throw error }
      return .bad(Defect(error))
    }
  }

  /// Nearly all objects are small and good, and are opened once.
  private func read(_ id: ObjectID) throws(StoreError) -> Outcome {
    // Why it does not read is found out, and told, by reading it once more.
    guard let object = try? store.read(id, limit: ObjectProbe.small) else {
      return try readCarefully(id)
    }
    switch object.type {
    case .known(.blob): return .good(.blob, bytes: object.header.payloadLength)
    case .known(let type): return ObjectProbe.decode(object, type)
    case .unknown(let name):
      return .newer("an object of the type \(name)", bytes: object.header.payloadLength)
    }
  }

  /// The longest payload that is read before its type is known.
  private static let small = 1 << 20

  /// Of what is large the type is looked at first, since a blob can be of any size; of what does
  /// not read, every step tells what is wrong.
  private func readCarefully(_ id: ObjectID) throws(StoreError) -> Outcome {
    guard let type = try type(of: id) else {
      // The file's beginning does not read; a full reading knows exactly why.
      let header = try store.verify(id)
      return .newer("an object of the type \(header.type)", bytes: header.payloadLength)
    }
    guard case .known(let known) = type, known.isJSON else {
      let header = try store.verify(id)
      if case .known(.blob) = header.type { return .good(.blob, bytes: header.payloadLength) }
      return .newer("an object of the type \(header.type)", bytes: header.payloadLength)
    }
    return ObjectProbe.decode(try store.read(id, limit: StoredRecord.limits.bytes), known)
  }

  /// What the beginning of the file says; nil where it does not read.
  private func type(of id: ObjectID) throws(StoreError) -> ObjectHeader.TypeName? {
    do {
      return try store.header(id).type
    } catch {
      guard error.code == .damaged else { throw error }
      return nil
    }
  }

  private static func decode(_ object: DecodedObject, _ type: ObjectType) -> Outcome {
    let bytes = object.header.payloadLength
    do {
      let record = try object.payload.withUnsafeBytes { payload in
        Result { () throws(FormatError) in try StoredRecord(type: type, payload: payload) }
      }.get()
      return .good(record, bytes: bytes)
    } catch {
      return error.code == .newer
        ? .newer(error.detail, bytes: bytes) : .bad(Defect(payload: error))
    }
  }
}

extension ObjectProbe.Defect {
  /// Whether the contents hash to the name, so that every copy has the same ones.
  ///
  /// Of what is too large only the beginning was read; it is taken for such.
  var isAsWritten: Bool {
    let names: Set<Finding.Name> = [
      .objectHeader, .objectLength, .objectTooLarge, .payloadNotCanonical, .payloadMalformed,
    ]
    return names.contains(name)
  }

  private static let names: [FormatError.Code: Finding.Name] = [
    .zlibData: .objectCompression,
    .zlibTruncated: .objectCut,
    .zlibTrailing: .objectTrailing,
    .zlibTooLarge: .objectTooLarge,
    .digest: .objectHash,
    .header: .objectHeader,
    .length: .objectLength,
  ]

  /// What is wrong with a file that the store could not read.
  init(_ error: StoreError) {
    if error.code == .missing {
      self.init(name: .objectMissing, detail: "no file has this name")
    } else if let format = error.format {
      let name = Self.names[format.code] ?? .objectCompression
      self.init(name: name, detail: format.detail)
    } else if error.code == .tooLarge {
      self.init(name: .objectTooLarge, detail: "the file is longer than a record's can be")
    } else {
      self.init(name: .objectNotAFile, detail: "it is not a regular file")
    }
  }

  /// What is wrong with a payload.
  init(payload error: FormatError) {
    let isText = error.code == .notCanonical
    self.init(
      name: isText ? .payloadNotCanonical : .payloadMalformed,
      detail: error.detail
    )
  }
}
