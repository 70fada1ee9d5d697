import Synchronization
import TaglioFormat

/// Encoders and decoders, kept for reuse by any thread: making one costs more than its use on a
/// small object.
final class ObjectCodecs: Sendable {
  /// One thread's tools while it uses them.
  ///
  /// `@unchecked Sendable`: taken out of the pool by one thread at a time.
  private final class Tools: @unchecked Sendable {
    var encoder: ObjectCodec.Encoder
    var decoder: ObjectCodec.Decoder
    var file: [UInt8] = []

    init() throws(FormatError) {
      encoder = try ObjectCodec.Encoder()
      decoder = try ObjectCodec.Decoder()
    }
  }

  private let idle = Mutex<[Tools]>([])

  /// The longest file that can hold a payload of `limit` bytes: what zlib adds to contents that do
  /// not compress, and ample room.
  static func longestFile(payload limit: Int) -> Int {
    let (sum, overflow) = limit.addingReportingOverflow((limit >> 9) + (1 << 16))
    return overflow ? .max : sum
  }

  func decode(
    _ file: [UInt8],
    _ id: ObjectID,
    limit: Int
  ) throws(StoreError) -> DecodedObject {
    try borrow { (tools) throws(FormatError) in
      try file.lend { (bytes) throws(FormatError) in
        try tools.decoder.decode(file: bytes, expecting: id, limit: limit)
      }
    } failure: {
      StoreError($0, object: id)
    }
  }

  func header(_ file: [UInt8], _ id: ObjectID) throws(StoreError) -> ObjectHeader {
    try borrow { (tools) throws(FormatError) in
      try file.lend { (bytes) throws(FormatError) in try tools.decoder.header(file: bytes) }
    } failure: {
      StoreError($0, object: id)
    }
  }

  /// Encodes an object and lends its file to `body`.
  func encode<R>(
    _ type: ObjectType,
    _ payload: UnsafeRawBufferPointer,
    _ body: (UnsafeRawBufferPointer) throws(StoreError) -> R
  ) throws(StoreError) -> R {
    let tools = try take()
    defer { idle.withLock { $0.append(tools) } }
    do {
      try tools.encoder.encode(type: type, payload: payload, into: &tools.file)
    } catch {
      throw StoreError(error)
    }
    return try tools.file.lend { (bytes) throws(StoreError) in try body(bytes) }
  }

  private func borrow<R>(
    _ body: (Tools) throws(FormatError) -> R,
    failure: (FormatError) -> StoreError
  ) throws(StoreError) -> R {
    let tools = try take()
    defer { idle.withLock { $0.append(tools) } }
    do {
      return try body(tools)
    } catch {
      throw failure(error)
    }
  }

  private func take() throws(StoreError) -> Tools {
    if let tools = idle.withLock({ $0.popLast() }) { return tools }
    do {
      return try Tools()
    } catch {
      throw StoreError(error)
    }
  }
}
