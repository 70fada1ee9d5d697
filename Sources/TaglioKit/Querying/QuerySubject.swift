import TaglioFormat
import TaglioStore

/// Something that is searched for.
enum QuerySubject: Hashable {
  /// A version of a case or an experiment: the head of its lineage.
  case version(Version)
  case run(UInt32, ObjectRow)
  case suite(UUID, names: [String], members: Int)
  case commit(UInt32, CommitRow)

  /// The number by which its fields are read.
  var fieldsNumber: UInt32? {
    switch self {
    case .version(let version): version.number
    case .run(let number, _): number
    case .suite, .commit: nil
    }
  }

  var row: ObjectRow? {
    switch self {
    case .version(let version): version.row
    case .run(_, let row): row
    case .suite, .commit: nil
    }
  }
}

extension Snapshot {
  /// By what labels name it.
  func labelTarget(of subject: QuerySubject) throws -> Target? {
    switch subject {
    case .version(let version): .object(try lineageID(version.row.lineage).id)
    case .run(_, let row): .object(row.id)
    case .suite(let id, _, _): .suite(id)
    case .commit: nil
    }
  }
}
