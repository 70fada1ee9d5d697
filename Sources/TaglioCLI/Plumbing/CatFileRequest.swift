import TaglioFormat
import TaglioKit
import TaglioStore

/// What `cat-file` is asked for.
struct CatFileRequest: PlumbingRequest {
  enum Part: Sendable { case type, size, pretty, raw }

  enum Action: Sendable {
    case show(Part, String)
    case batch
  }

  var settings: Settings
  var action: Action

  func run(in session: Session) throws -> ExitStatus {
    try session.withRepository { repository in
      switch action {
      case .batch: return try BatchAnswer(session: session, repository: repository).run()
      case .show(let part, let name):
        let id = try ObjectName(repository).id(name)
        try ObjectPrinter(session: session, repository: repository).print(part, id)
        return .done
      }
    }
  }
}

/// Finds the object that a text names.
struct ObjectName {
  private let repository: Repository

  init(_ repository: Repository) {
    self.repository = repository
  }

  /// A whole id is taken as it is, whether or not anything has it; everything else is resolved.
  func id(_ text: String) throws -> ObjectID {
    if let id = ObjectID(text) { return id }
    switch try Resolver(repository.snapshot).resolve(text) {
    case .version(let version, _): return version.id
    case .run(let id), .commit(let id), .object(let id): return id
    case .suite:
      throw TaglioError(.notFound, "\"\(text)\" is a suite, which is not an object")
    }
  }
}
