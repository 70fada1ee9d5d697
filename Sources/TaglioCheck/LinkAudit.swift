import TaglioFormat
import TaglioKit
import TaglioStore

/// Where the objects of commits lead that were refused, or were taken in only for what is left of
/// them.
///
/// Those of all other commits were found to lead where they may when they were folded.
struct LinkAudit {
  let evidence: Evidence
  let harms: HarmFinder
  private let probe: ObjectProbe

  init(_ evidence: Evidence, _ harms: HarmFinder) {
    self.evidence = evidence
    self.harms = harms
    probe = ObjectProbe(store: evidence.store)
  }

  func run(_ report: (Finding) -> Void) throws {
    var seen: Set<ObjectID> = []
    for commit in evidence.truth.invalid.keys.sorted() {
      for facts in try newFacts(listedBy: commit, &seen) {
        try check(facts, isTakenIn: false, report)
      }
    }
    for commit in evidence.truth.salvaged.sorted() {
      for facts in try newFacts(listedBy: commit, &seen) {
        try check(facts, isTakenIn: true, report)
      }
    }
  }

  private struct Known {
    var id: ObjectID
    var facts: Facts
  }

  private func newFacts(
    listedBy commit: ObjectID,
    _ seen: inout Set<ObjectID>
  ) throws -> [Known] {
    guard case .good(.commit(let commit), _) = try probe.examine(commit) else { return [] }
    var known: [Known] = []
    for id in try commit.listed(probe) where seen.insert(id).inserted {
      if let facts = try facts(id) { known.append(Known(id: id, facts: facts)) }
    }
    return known
  }

  private func facts(_ id: ObjectID) throws -> Facts? {
    guard try !evidence.hasTombstone(id),
      case .good(let record, _) = try probe.examine(id)
    else { return nil }
    return Facts(record)
  }

  private func check(_ known: Known, isTakenIn: Bool, _ report: (Finding) -> Void) throws {
    for link in known.facts.links {
      let expected = link.expectedType(from: known.facts.type)
      if let target = try facts(link.target) {
        if target.type != expected {
          try report(wrongType(known, link, target.type, expected))
        } else if link.role == .previous, target.constants != known.facts.constants {
          try report(changed(known, link))
        }
      }
      if isTakenIn, try evidence.truth.index.number(of: link.target) == nil {
        try report(missing(known, link))
      }
    }
  }

  private func wrongType(
    _ known: Known,
    _ link: Link,
    _ type: ObjectType,
    _ expected: ObjectType
  ) throws -> Finding {
    let detail =
      "its \(link.role.rawValue) \(link.target.short()) is of the type \(type.rawValue) "
      + "and must be of the type \(expected.rawValue)"
    return try finding(.linkType, known, detail)
  }

  private func changed(_ known: Known, _ link: Link) throws -> Finding {
    let detail = "basis, creator, key, ordinal or sources are not those of \(link.target.short())"
    return try finding(.lineageChanged, known, detail)
  }

  private func missing(_ known: Known, _ link: Link) throws -> Finding {
    let detail = "its \(link.role.rawValue) \(link.target.short()) is listed by no visible commit"
    return try finding(.linkMissing, known, detail)
  }

  private func finding(_ name: Finding.Name, _ known: Known, _ detail: String) throws -> Finding {
    let finding = Finding(
      name,
      object: known.id,
      file: evidence.file(of: known.id),
      detail: detail,
      help: Help.restore()
    )
    return try harms.adding(harmsOf: known.id, to: finding)
  }
}
