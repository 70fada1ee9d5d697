import SystemPackage
package import TaglioFormat
import TaglioStore
import TaglioSystem

/// A file whose contents records link and that is stored with them.
package struct AttachedFile: Sendable {
  /// The id of the contents as a blob.
  package let id: ObjectID
  let length: UInt64
  let type: String
  private let path: FilePath
  private let disk: Disk

  /// The largest file that is stored, in bytes.
  static let largest: Int64 = 4 << 30

  /// Reads the file to name its contents, in bounded memory.
  ///
  /// - Throws: `SystemError`.
  init(_ path: FilePath, disk: Disk) throws {
    let handle = try disk.open(path, .store)
    var hasher = BLAKE2b()
    var header: [UInt8] = []
    let size = try handle.status().size
    ObjectHeader(type: .blob, payloadLength: Int(size)).appendBytes(to: &header)
    hasher.update(header)
    let count = try handle.forEachPiece { hasher.update($0) }
    guard count == size else {
      throw TaglioError(
        .failed,
        "\"\(path)\" changed while it was read",
        help: "Add again when nothing writes to it."
      )
    }
    id = hasher.finalizeID()
    length = UInt64(size)
    type = MediaType.of(path.extension ?? "")
    self.path = path
    self.disk = disk
  }

  /// The object by which a record links it: `{"$blob", "bytes", "type"}`.
  var link: CanonicalJSON {
    var out = PayloadWriter()
    out.begin()
    out.member("$blob", id)
    out.member("bytes", Int(length))
    out.member("type", type)
    out.end()
    return CanonicalJSON(unchecked: out.bytes)
  }

  /// Stages the contents, which must be what they were.
  ///
  /// - Parameter heals: whether commits list the blob already, and its file is lost or damaged.
  func stage(in transaction: inout Transaction, heals: Bool = false) throws {
    let handle = try disk.open(path, .store)
    _ = try transaction.stageBlob(length: length, heals: heals) {
      (buffer, offset) throws(StoreError) in
      do throws(SystemError) {
        return try handle.read(into: buffer, at: Int64(offset))
      } catch {
        throw StoreError(.system, system: error)
      }
    }
  }
}

/// What a file holds, by the end of its name.
private enum MediaType {
  private static let types = [
    "csv": "text/csv", "flac": "audio/flac", "gif": "image/gif", "htm": "text/html",
    "html": "text/html", "jpeg": "image/jpeg", "jpg": "image/jpeg", "json": "application/json",
    "m4a": "audio/mp4", "md": "text/markdown", "mov": "video/quicktime", "mp3": "audio/mpeg",
    "mp4": "video/mp4", "ogg": "audio/ogg", "opus": "audio/ogg", "pdf": "application/pdf",
    "png": "image/png", "svg": "image/svg+xml", "txt": "text/plain", "wav": "audio/wav",
    "webm": "video/webm", "webp": "image/webp", "xml": "application/xml", "zip": "application/zip",
  ]

  static func of(_ ending: String) -> String {
    types[ending.lowercased()] ?? "application/octet-stream"
  }
}
