import TaglioFormat
import TaglioKit

/// A suite and its members.
struct SuiteView: Report {
  var item: SuiteItem
  var labels: [(name: ExactString, value: CanonicalJSON)]
  var page: Page<SuiteMember>

  init(_ repository: Repository, _ id: UUID, _ request: PageRequest) throws {
    let snapshot = repository.snapshot
    guard let item = try snapshot.suiteItem(of: id) else {
      throw TaglioError(.notFound, "there is no suite \(id)", help: "taglio suite ls lists them.")
    }
    self.item = item
    labels = try snapshot.labels(of: .suite(id))
    page = try snapshot.suiteMembers(id, request)
  }

  func text(_ style: Style) -> String {
    var facts = FactLines()
    facts.add("names", item.names.map { $0.escapedForTerminal() }.joined(separator: ", "))
    facts.add("members", item.members.of("case"))
    for label in labels { facts.add(label.name.string.escapedForTerminal(), label.value.words) }
    let title = style.bold("suite") + " \(item.id)\(item.isRemoved ? " · removed" : "")\n"
    let members = page.items.table(style)
    return title + facts.text(style) + (members.isEmpty ? "" : "\n" + members)
  }

  /// Says what was cut and how to see it.
  var notes: [String] {
    guard page.isCut else { return [] }
    let next = page.offset + page.items.count
    let name = (item.names.first ?? "\(item.id)").escapedForTerminal().shellWord
    let more = next < page.total ? "; more: taglio suite show \(name) --offset \(next)" : ""
    guard !page.items.isEmpty else { return ["0 of \(page.total.of("member"))\(more)"] }
    return ["\(page.offset + 1) to \(next) of \(page.total.of("member"))\(more)"]
  }

  /// `{id, is_removed, items, labels, members, names, offset, type}`; `members` is their number, and
  /// `items` holds those from `offset` on that were asked for.
  var json: JSONTree {
    guard case .object(let members) = item.json else { return item.json }
    return .object(
      members + [
        ("items", .list(entries)), ("labels", .labels(labels)), ("offset", .number(page.offset)),
        ("type", .text("suite")),
      ]
    )
  }

  var entries: [JSONTree] { page.items.map(\.json) }
}
