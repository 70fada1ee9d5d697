import TaglioFormat
import TaglioKit
import TaglioStore
import TaglioSystem

/// What `hash-object` is asked for: the id that a file would have as an object.
struct HashObjectRequest: PlumbingRequest {
  var settings: Settings
  var type: ObjectType
  /// Whether the file is brought into canonical form first.
  var isCanonicalising = false
  /// `-` is standard input.
  var file: String

  static func type(_ name: String) -> ObjectType? { ObjectType(rawValue: name) }

  func run(in session: Session) throws -> ExitStatus {
    let id: ObjectID
    if type == .blob && !isCanonicalising && file != "-" {
      id = try blobID(session)
    } else {
      id = ObjectCodec.id(type: type, payload: try payload(read(session)))
    }
    if settings.format == .text {
      try session.console.output.write("\(id)\n")
    } else {
      let document: JSONTree = ["id": .id(id)]
      try session.console.output.write(document.bytes + [UInt8(ascii: "\n")])
    }
    return .done
  }

  private func read(_ session: Session) throws -> [UInt8] {
    if file == "-" { return try session.console.input.open().readAll(limit: .max) }
    return try session.disk.read(session.path(file), .user)
  }

  /// The payload that the file's bytes are; a JSON type must be valid, and canonical unless it is
  /// made so.
  private func payload(_ bytes: [UInt8]) throws -> [UInt8] {
    do {
      let payload =
        isCanonicalising
        ? try CanonicalJSON(canonicalizing: bytes, limits: StoredRecord.limits).bytes : bytes
      _ = try payload.withUnsafeBytes { try StoredRecord(type: type, payload: $0) }
      return payload
    } catch let error as JSONError {
      throw refusal(error.detail, at: error.position)
    } catch let error as FormatError {
      throw refusal(
        error.detail,
        at: error.offset.map { offset in
          bytes.prefix(offset).withUnsafeBytes { TextPosition().advanced(over: $0) }
        }
      )
    }
  }

  private func refusal(_ detail: String, at position: TextPosition?) -> Failure {
    var failure = Failure("bad-input", .failed, detail)
    failure.place = .init(file: file, line: position?.line, column: position?.column)
    failure.help =
      isCanonicalising
      ? "Correct the file." : "Correct the file; --canonical brings JSON into canonical form."
    return failure
  }

  /// The id of a file of any size, in bounded memory.
  private func blobID(_ session: Session) throws -> ObjectID {
    let handle = try session.disk.open(session.path(file), .user)
    let status = try handle.status()
    guard status.kind == .file else {
      return ObjectCodec.id(type: .blob, payload: try handle.readAll(limit: .max))
    }
    var hasher = BLAKE2b()
    var header: [UInt8] = []
    ObjectHeader(type: .blob, payloadLength: Int(status.size)).appendBytes(to: &header)
    hasher.update(header)
    let length = try handle.forEachPiece { hasher.update($0) }
    guard length == status.size else {
      throw Failure(
        "failed",
        .failed,
        "\"\(file)\" changed while it was read",
        help: "Try again when nothing writes to it."
      )
    }
    return hasher.finalizeID()
  }
}
