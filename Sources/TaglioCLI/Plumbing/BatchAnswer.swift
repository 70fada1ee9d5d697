import TaglioFormat
import TaglioKit
import TaglioStore

/// Answers names on standard input, one a line, until it ends.
///
/// For each: `<id> <type> <size>`, a line feed, the payload, a line feed; or `<text> missing`,
/// `ambiguous`, `erased` or `damaged`. Answers are handed on before more input is waited for, so
/// that a program can ask and read in turns.
struct BatchAnswer {
  let session: Session
  let repository: Repository
  private var output: OutputChannel { session.console.output }
  private var printer: ObjectPrinter { ObjectPrinter(session: session, repository: repository) }

  /// - Returns: `problems` where something was damaged.
  func run() throws -> ExitStatus {
    let input = try session.console.input.open()
    var status = ExitStatus.done
    var rest: [UInt8] = []
    while try input.appendSome(to: &rest) {
      var start = 0
      while let end = rest[start...].firstIndex(of: UInt8(ascii: "\n")) {
        if try answer(String(decoding: rest[start..<end], as: UTF8.self)) == .problems {
          status = .problems
        }
        start = end + 1
      }
      rest.removeFirst(start)
      try output.flush()
    }
    if !rest.isEmpty, try answer(String(decoding: rest, as: UTF8.self)) == .problems {
      status = .problems
    }
    return status
  }

  private func answer(_ line: String) throws -> ExitStatus {
    do {
      let (id, isErased) = try repository.recovering {
        let id = try ObjectName(repository).id(line)
        return (id, try repository.tombstone(of: id)?.kind == .redacted)
      }
      if isErased { return try refuse(line, "erased") }
      let object = try VerifiedObject.read(id, in: repository.objects)
      try output.write("\(id) \(object.header.type) \(object.header.payloadLength)\n")
      try printer.printPayload(object)
      try output.write("\n")
      return .done
    } catch let error as TaglioError where error.code == .notFound {
      return try refuse(line, "missing")
    } catch let error as TaglioError where error.code == .ambiguous {
      return try refuse(line, "ambiguous")
    } catch let error as StoreError where error.code == .missing {
      return try refuse(line, "missing")
    } catch let error as StoreError where error.code == .damaged {
      _ = try refuse(line, "damaged")
      return .problems
    }
  }

  private func refuse(_ line: String, _ why: String) throws -> ExitStatus {
    try output.write("\(line) \(why)\n")
    return .done
  }
}
