import SystemPackage
import TaglioFormat
import TaglioImport
import TaglioKit
import TaglioStore
import TaglioSystem

/// The one map from errors to text, way out and exit code.
extension Failure {
  init(_ error: any Error) {
    switch error {
    case let error as Failure: self = error
    case let error as TaglioError: self.init(error)
    case let error as ImportError: self.init(error)
    case let error as StoreError: self.init(error)
    case let error as SystemError: self.init(error)
    case let error as FormatError: self.init(error)
    case let error as JSONError:
      self.init("bad-input", .failed, "\(error)", help: "Correct the text at this place.")
    default: self.init("failed", .failed, "\(error)")
    }
  }

  private init(_ error: TaglioError) {
    self.init(error.code.description, ExitStatus(error.code), error.message, help: error.help)
    place = error.place.map {
      Place(file: $0.file, line: $0.line, column: $0.column, record: $0.record)
    }
    field = error.field
    candidates = error.candidates
    excerpt = error.excerpt
    cause = error.cause.map { Failure($0).message }
    object = error.object
    if help == nil { help = Failure.usualHelp[error.code] }
  }

  private static let usualHelp: [TaglioError.Code: String] = [
    .damage: "Run: taglio fsck",
    .newer: "Install a newer taglio.",
    .locked: "Try again in a moment.",
    .older: "Run: taglio upgrade",
    .notFound: "taglio ls lists what there is.",
  ]

  private init(_ error: ImportError) {
    self.init("bad-input", .failed, error.message, help: error.help)
    place = Place(
      file: error.file,
      line: error.line,
      column: error.column,
      record: error.record
    )
    field = error.field
    cause = error.code.rawValue
  }

  private init(_ error: StoreError) {
    switch error.code {
    case .missing, .damaged:
      let file = error.object.map { " (\($0.file))" } ?? ""
      let help = error.object == nil ? "Run: taglio fsck" : TaglioError.fromCopy
      self.init("damage", .problems, "\(error)" + file, help: help)
      object = error.object
    case .tooLarge:
      self.init("damage", .problems, "\(error)", help: "Use: taglio cat-file --raw")
    case .sourceChanged:
      self.init("failed", .failed, "\(error)", help: "Try again when nothing writes to it.")
    default:
      guard let system = error.system else {
        self.init("failed", .failed, "\(error)")
        return
      }
      self.init(system)
    }
  }

  private init(_ error: SystemError) {
    self.init("system", .failed, "\(error)")
    if error.lacksLocks {
      help =
        "The file system gives no locks: the store can be read here and not written. "
        + "Write on the machine that holds the files, or copy the objects to a local disk."
    } else if error.isNoSpace {
      help = "Free some space and try again\(Failure.spaceLeft(at: error.path))."
    } else if error.isPermission {
      help = "See who may do this: ls -ld \(error.path.string.shellWord)"
    } else if error.isNotFound {
      help = "Check the name."
    } else if error.isInStore, error.isWrongKind || error.errno == .fileTooLarge {
      help =
        "Something else has this name; see: ls -ld \(error.path.string.shellWord). Move it "
        + "away; taglio doctor tells what else is wrong."
    } else if error.errno == .isDirectory {
      help = "Name the files in it."
    } else if error.isWrongKind {
      help = "Check the name: what stands before a slash must be a directory."
    }
  }

  /// How much is left where the disk is full; nothing where that cannot be told.
  private static func spaceLeft(at path: FilePath) -> String {
    // The full disk is what is told; how full it is only helps.
    guard let left = try? Disk().freeSpace(at: path) else { return "" }
    return "; \(left.of("byte")) are left there"
  }

  private init(_ error: FormatError) {
    if error.code == .index {
      self.init("damage", .problems, "the index is damaged: \(error.detail)")
      help = "Run: taglio reindex"
    } else if error.code == .newer {
      self.init("newer", .failed, error.detail, help: "Install a newer taglio.")
    } else {
      self.init("bad-input", .failed, "\(error)")
    }
  }
}

extension SystemError {
  /// Whether it is about a file that belongs to a store.
  fileprivate var isInStore: Bool {
    path.components.contains { $0.string == RepositoryDirectory.name }
  }
}

extension ExitStatus {
  fileprivate init(_ code: TaglioError.Code) {
    self =
      switch code {
      case .damage: .problems
      case .notFound, .ambiguous: .notFound
      case .noRepository: .noRepository
      case .locked: .locked
      case .usage: .usage
      default: .failed
      }
  }
}
