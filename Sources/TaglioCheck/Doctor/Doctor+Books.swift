import SystemPackage
import TaglioFormat
import TaglioKit
import TaglioStore
import TaglioSystem

/// What a store keeps beside its objects, and what of it makes commands slow.
extension Doctor {
  /// More segments than this cost every look-up; commands merge them as they go.
  private static let manySegments = 16
  /// More files than this that no commit lists are looked through by many commands.
  private static let manyUnlisted = 10_000
  /// More refs than this that are files of their own are read one by one.
  private static let manyLooseRefs = 2_000

  func books() throws -> [Diagnosis] {
    let books = DiskBookkeeping(
      disk: directory.disk,
      root: directory.path,
      durability: .none
    )
    let accepted = try accepted()
    switch try IndexAudit.load(books, directory) {
    case .absent:
      let detail = "there is none; the next command makes it, which takes time once"
      return [accepted, .warning("index", detail, help: Help.reindex)] + (try [refs()])
    case .damaged(let detail):
      let help = "\(Help.reindex), or any command that opens the store"
      return [accepted, .warning("index", detail, help: help)] + (try [refs()])
    case .whole(let index):
      return try [
        accepted, segments(index), clock(index), pending(index), unlisted(index), refs(),
      ]
    }
  }

  private func accepted() throws -> Diagnosis {
    let lists = AcceptedLists(disk: directory.disk, root: directory.path, durability: .none)
    let file = try lists.own().read()
    guard !file.damaged.isEmpty else { return .ok("accepted", count(file.ids.count, "commit")) }
    let detail = "\(count(file.damaged.count, "line")) of the list of commits do not read"
    return .problem("accepted", detail, help: Help.repair)
  }

  private func segments(_ index: Index) -> Diagnosis {
    let segments = index.segments.count
    let detail = "\(count(segments, "segment")), \(count(Int(index.objectCount), "object"))"
    guard segments > Doctor.manySegments else { return .ok("index", detail) }
    return .warning("index", "\(detail): each look-up goes through all", help: Help.reindex)
  }

  private func pending(_ index: Index) throws -> Diagnosis {
    let pending = try index.pending()
    guard !pending.isEmpty else { return .ok("pending", "no commit waits for anything") }
    let detail = "\(count(pending.count, "commit")) not complete"
    return .warning("pending", detail, help: "See what they wait for: taglio status")
  }

  private func unlisted(_ index: Index) throws -> Diagnosis {
    let files = try index.looseFiles().count
    let detail = "\(count(files, "object")) that no visible commit lists"
    guard files > Doctor.manyUnlisted else { return .ok("unlisted", detail) }
    let help = "Let the copy finish that they came with; see: taglio fsck --quick"
    return .warning("unlisted", "\(detail): many commands look through them", help: help)
  }

  private func refs() throws -> Diagnosis {
    let refs = RefStore(disk: directory.disk, root: directory.path, durability: .none)
    let files = try RefKind.allCases.reduce(0) { try $0 + refs.files($1).count }
    let detail = "\(count(files, "file"))"
    guard files > Doctor.manyLooseRefs else { return .ok("refs", detail) }
    return .warning("refs", "\(detail): packed together they read faster", help: Help.reindex)
  }

  func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }
}
