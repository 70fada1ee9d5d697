import TaglioFormat
package import TaglioKit

/// Reads logs of other tools.
///
/// Each tool has one adapter; what a file is is told by its content, and the name that the user gives
/// has to agree with it.
package struct LogReader {
  private let format: LogFormat?
  private let unpackers: [UInt16: ZipArchive.Unpacker]

  /// - Parameters:
  ///   - format: whose logs they are; nil to find out.
  ///   - unpackers: what expands files of archives, by the number of their method.
  package init(_ format: LogFormat?, unpackers: [UInt16: ZipArchive.Unpacker] = [:]) {
    self.format = format
    self.unpackers = unpackers
  }

  /// The logs that some files hold, in the order of the files.
  ///
  /// Files that belong to one run, as the results and the samples of the LM Evaluation Harness do,
  /// are read together.
  ///
  /// - Throws: `ImportError`, `SystemError`; what an unpacker throws.
  package func logs(_ sources: [any InputSource]) throws -> [ImportedLog] {
    var logs: [ImportedLog] = []
    var harness: [LogFile] = []
    for source in sources {
      let file = try LogFile(source, unpackers: unpackers)
      switch try recognised(file) {
      case .gotaglio: logs.append(try GotaglioLog.read(file))
      case .inspect: logs.append(try InspectLog.read(file))
      case .promptfoo: logs += try PromptfooLog.read(file)
      case .openAIEvals: logs.append(try OpenAIEvalsLog.read(file))
      case .lmEval: harness.append(file)
      }
    }
    return try logs + HarnessLogs.read(harness)
  }

  private func recognised(_ file: LogFile) throws -> LogFormat {
    if case .rows(let rows) = file.content, rows.isEmpty {
      throw ImportError(log: file.name, "there is nothing in it", help: "was the log written?")
    }
    let found = file.format
    guard let found, found == format ?? found else { throw unknown(file, found) }
    return found
  }

  private func unknown(_ file: LogFile, _ found: LogFormat?) -> ImportError {
    let known = LogFormat.allCases.map(\.rawValue).joined(separator: ", ")
    if let found {
      return ImportError(
        .logUnknown,
        file: file.name,
        message: "this is a log of \(found.rawValue), not of \(format?.rawValue ?? "another tool")",
        help: "import it with: taglio import \(found.rawValue) FILE"
      )
    }
    let tool = format.map { "no log of \($0.rawValue)" } ?? "no log of a tool that is known"
    return ImportError(
      .logUnknown,
      file: file.name,
      message: "this is \(tool): it is \(file.sight)",
      help: "logs of \(known) are known; if it holds cases, take it in with: taglio add FILE"
    )
  }
}
