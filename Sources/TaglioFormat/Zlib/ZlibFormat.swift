/// What stands around the compressed data.
package enum ZlibFormat: Sendable {
  /// RFC 1950, as objects are kept.
  case zlib

  /// RFC 1952, as `.gz` files are; reading takes several members one after another.
  case gzip

  /// RFC 1951, without anything around it, as the entries of ZIP archives are.
  case raw

  /// zlib's way to say both the size of the window and the format.
  var windowBits: Int32 {
    switch self {
    case .zlib: Self.window
    case .gzip: Self.window + 16
    case .raw: -Self.window
    }
  }

  // Fixed, so that the same object compressed twice by the same zlib gives the same file.
  static let level: Int32 = 6
  static let window: Int32 = 15
  static let memoryLevel: Int32 = 8
}

extension FormatError.Code {
  /// The compressed bytes are damaged, or are no such stream at all.
  package static let zlibData = Self(rawValue: "zlibData")

  /// The stream ends before it is complete.
  package static let zlibTruncated = Self(rawValue: "zlibTruncated")

  /// Something follows the stream.
  package static let zlibTrailing = Self(rawValue: "zlibTrailing")

  /// More comes out of the stream than the reader allowed.
  package static let zlibTooLarge = Self(rawValue: "zlibTooLarge")

  /// zlib found no memory for its state.
  package static let zlibMemory = Self(rawValue: "zlibMemory")

  /// The consumer of a stream's output asked it to stop; the consumer knows why.
  package static let stopped = Self(rawValue: "stopped")
}
