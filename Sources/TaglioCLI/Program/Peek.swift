import TaglioFormat

/// What is answered from the raw arguments, before the parser is touched: `--version` and the
/// plumbing that scripts call thousands of times.
///
/// Only plain forms are known here. Everything else, wrong calls and `--help` too, goes on to the
/// parser, which knows the same commands and makes the same requests.
enum Peek {
  static func request(_ arguments: Arguments) -> (any PlumbingRequest)? {
    let words = arguments.ordered
    if words == ["--version"] { return VersionRequest() }
    guard let command = arguments.command else { return nil }
    var settings = Settings()
    var rest = Array(words.dropFirst())
    while let first = rest.first, first == "-C", rest.count > 1 {
      settings.directory = rest[1]
      rest.removeFirst(2)
    }
    switch command {
    case "cat-file": return catFile(rest, settings)
    case "hash-object": return hashObject(rest, settings)
    default: return nil
    }
  }

  private static func catFile(_ words: [String], _ settings: Settings) -> CatFileRequest? {
    if words == ["--batch"] { return CatFileRequest(settings: settings, action: .batch) }
    guard words.count == 2, !words[1].hasPrefix("-") else { return nil }
    let part: CatFileRequest.Part
    switch words[0] {
    case "-t": part = .type
    case "-s": part = .size
    case "-p": part = .pretty
    case "--raw": part = .raw
    default: return nil
    }
    return CatFileRequest(settings: settings, action: .show(part, words[1]))
  }

  private static func hashObject(_ words: [String], _ settings: Settings) -> HashObjectRequest? {
    var rest = words[...]
    var request = HashObjectRequest(settings: settings, type: .blob, file: "")
    while let word = rest.popFirst() {
      switch word {
      case "--canonical": request.isCanonicalising = true
      case "-t":
        guard let type = rest.popFirst().flatMap(HashObjectRequest.type) else { return nil }
        request.type = type
      default:
        guard request.file.isEmpty, word == "-" || !word.hasPrefix("-") else { return nil }
        request.file = word
      }
    }
    return request.file.isEmpty ? nil : request
  }
}

/// A call of a plumbing command, whoever read its arguments.
protocol PlumbingRequest {
  var settings: Settings { get }

  func run(in session: Session) throws -> ExitStatus
}

/// Prints the version.
struct VersionRequest: PlumbingRequest {
  var settings: Settings { Settings() }

  func run(in session: Session) throws -> ExitStatus {
    try session.console.output.write(ProgramVersion.text + "\n")
    return .done
  }
}
