import Subprocess
import TaglioFormat
import TaglioImport
import TaglioSync

extension Session {
  /// Expands Zstandard by the program `zstd`, which must be installed.
  ///
  /// - Throws: `ImportError` `unpacking` where it is not, where it refuses the bytes, and where more
  ///   than `limit` bytes come out.
  func unzstd(_ packed: [UInt8], limit: Int) throws -> [UInt8] {
    do {
      return try (console.unzstd ?? Zstandard.expand)(packed, limit)
    } catch is ProgramIsMissing {
      throw Zstandard.refusal("a file in the log is compressed by Zstandard, and zstd is not here")
    }
  }
}

/// The program `zstd`.
enum Zstandard {
  /// The most of its standard error that is kept.
  private static let mostErrors = 64 << 10

  static func expand(_ packed: [UInt8], limit: Int) throws -> [UInt8] {
    do {
      return try Bridge.wait { try await run(packed, limit: limit) }
    } catch let error as SubprocessError where error.code == .executableNotFound {
      throw ProgramIsMissing()
    } catch let error as SubprocessError where error.code == .outputLimitExceeded {
      throw refusal("a file in the log expands to more than the \(limit) bytes that it should have")
    }
  }

  private static func run(_ packed: [UInt8], limit: Int) async throws -> [UInt8] {
    let outcome = try await Subprocess.run(
      .name("zstd"),
      arguments: ["-d", "-c", "-q"],
      input: .array(packed),
      output: .bytes(limit: limit),
      error: .string(limit: mostErrors)
    )
    guard outcome.terminationStatus.isSuccess else {
      let words = outcome.standardError.split(separator: "\n").first.map(String.init) ?? ""
      throw refusal("zstd cannot expand a file in the log: \(words)")
    }
    return outcome.standardOutput
  }

  static func refusal(_ message: String) -> ImportError {
    ImportError(
      .unpacking,
      file: "zstd",
      message: message,
      help: "install zstd, or convert the log: inspect log convert --to json --output-dir DIR FILE"
    )
  }
}
