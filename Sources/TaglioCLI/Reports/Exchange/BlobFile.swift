import TaglioFormat
import TaglioKit
import TaglioStore
import TaglioSystem

/// A blob that was written to a file.
struct BlobFile: Report {
  var id: ObjectID
  var bytes: Int
  var file: String

  var isConfirmation: Bool { true }

  func text(_ style: Style) -> String {
    "wrote \(bytes.of("byte")) of blob \(style.id(id)) to \(file.escapedForTerminal())\n"
  }

  /// `{bytes, file, id}`.
  var json: JSONTree { ["bytes": .number(bytes), "file": .text(file), "id": .id(id)] }
}

extension Session {
  /// Writes the contents of a blob, none of which leaves the store before all of it was found to
  /// hash to the blob's name.
  ///
  /// - Throws: `notFound` where there is no such blob or it was erased, `damage`.
  func show(blob id: ObjectID, of repository: Repository, to name: String) throws -> ExitStatus {
    if let tombstone = try repository.tombstone(of: id), tombstone.kind == .redacted {
      throw TaglioError(
        .notFound,
        "the blob \(id.short()) was erased: \(tombstone.reason)",
        help: "Nobody has it any more; see: taglio log"
      )
    }
    let header = try header(ofBlob: id, in: repository.objects)
    try withOutput(name) { try copy(blob: id, of: repository.objects, $0) }
    if name != "-" {
      try show(BlobFile(id: id, bytes: Int(header.payloadLength), file: name))
    }
    return .done
  }

  private func copy(
    blob id: ObjectID,
    of store: any ObjectStore,
    _ write: ([UInt8]) throws -> Void
  ) throws {
    _ = try store.stream(id) { (piece) throws(StoreError) in
      do {
        try write([UInt8](piece))
      } catch {
        throw StoreError(.system, object: id, system: error as? SystemError)
      }
    }
  }

  private func header(ofBlob id: ObjectID, in store: any ObjectStore) throws -> ObjectHeader {
    guard try store.contains(id) else {
      let help = "The field $blob of a case's link has the id of its blob."
      throw TaglioError(.notFound, "there is no blob \(id.short())", help: help)
    }
    let header = try store.header(id)
    guard header.type == .known(.blob) else {
      let message = "\(id.short()) is no blob, but of the type \(header.type)"
      throw TaglioError(.notFound, message, help: "See it with: taglio show \(id.short())")
    }
    return header
  }
}
