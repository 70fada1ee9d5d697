import TaglioFormat
import TaglioKit
import TaglioStore
import TaglioSystem

/// An object whose bytes were found to hash to its name.
struct VerifiedObject {
  let id: ObjectID
  let header: ObjectHeader
  /// The payload, where it is small enough to be kept.
  let payload: ArraySlice<UInt8>?

  /// Larger payloads are read again when they are needed.
  private static let kept = 8 << 20

  /// - Throws: what the store throws.
  static func read(_ id: ObjectID, in store: any ObjectStore) throws -> VerifiedObject {
    let object: DecodedObject
    do {
      object = try store.read(id, limit: kept)
    } catch  where error.code == .tooLarge {
      return VerifiedObject(id: id, header: try store.verify(id), payload: nil)
    }
    let header = ObjectHeader(type: object.type, payloadLength: UInt64(object.payload.count))
    return VerifiedObject(id: id, header: header, payload: object.payload)
  }
}

/// Prints objects, none before its bytes were found to hash to its name.
struct ObjectPrinter {
  let session: Session
  let repository: Repository
  private var output: OutputChannel { session.console.output }

  func print(_ part: CatFileRequest.Part, _ id: ObjectID) throws {
    if let tombstone = try repository.tombstone(of: id), tombstone.kind == .redacted {
      throw TaglioError(.notFound, "the object \(id.short()) was erased: \(tombstone.reason)")
    }
    let object = try verified(id)
    if session.settings.format != .text { return try printDocument(part, object) }
    switch part {
    case .type: try output.write("\(object.header.type)\n")
    case .size: try output.write("\(object.header.payloadLength)\n")
    case .raw: try printPayload(object)
    case .pretty: try output.write(pretty(object) + "\n")
    }
  }

  private func verified(_ id: ObjectID) throws -> VerifiedObject {
    do {
      return try VerifiedObject.read(id, in: repository.objects)
    } catch let error as StoreError where error.code == .missing {
      throw TaglioError(.notFound, "there is no object \(id)")
    }
  }

  /// The payload, exactly, in bounded memory.
  func printPayload(_ object: VerifiedObject) throws {
    if let payload = object.payload { return try output.write(payload) }
    _ = try repository.objects.stream(object.id) { (piece) throws(StoreError) in
      do {
        try output.write(piece)
      } catch {
        throw StoreError(.system, object: object.id, system: error as? SystemError)
      }
    }
  }

  private func pretty(_ object: VerifiedObject) throws -> String {
    guard case .known(let type) = object.header.type else {
      throw TaglioError(
        .newer,
        "\(object.id.short()) is of the type \(object.header.type), which this taglio does not know"
      )
    }
    let payload = try payload(object)
    if type.isJSON {
      let json = try JSONDocument(parsing: payload, limits: StoredRecord.limits)
      return String(decoding: JSONWriter.pretty(json.root), as: UTF8.self)
        .escapedJSONForTerminal()
    }
    guard let text = String(validating: payload, as: UTF8.self) else {
      throw TaglioError(
        .failed,
        "the blob \(object.id.short()) is not text",
        help: "Write it to a file: taglio cat-file --raw \(object.id) > FILE"
      )
    }
    return text.escapedForTerminal(keepingLines: true)
  }

  private func payload(_ object: VerifiedObject) throws -> [UInt8] {
    if let payload = object.payload { return Array(payload) }
    return Array(try repository.objects.read(object.id, limit: StoredRecord.limits.bytes).payload)
  }

  /// `{id, payload, size, type}`; the payload only where it is asked for and is JSON.
  private func printDocument(_ part: CatFileRequest.Part, _ object: VerifiedObject) throws {
    var payload = JSONTree.null
    if case .known(let type) = object.header.type, type.isJSON, part == .pretty || part == .raw {
      let text = try JSONDocument(parsing: self.payload(object), limits: StoredRecord.limits)
      payload = .value(text.root.canonical)
    }
    let document: JSONTree = [
      "id": .id(object.id), "payload": payload,
      "size": .number(Int(object.header.payloadLength)), "type": .text("\(object.header.type)"),
    ]
    try output.write(document.bytes + [UInt8(ascii: "\n")])
  }
}
