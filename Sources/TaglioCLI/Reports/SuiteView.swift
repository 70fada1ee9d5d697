import TaglioFormat
import TaglioKit
import TaglioStore

/// A suite.
struct SuiteView: Report {
  var item: SuiteItem
  var labels: [(name: ExactString, value: CanonicalJSON)]

  init(_ repository: Repository, _ id: UUID) throws {
    guard let item = try repository.snapshot.suiteItem(of: id) else {
      throw TaglioError(.notFound, "there is no suite \(id)")
    }
    self.item = item
    labels = try repository.snapshot.labels(of: .suite(id))
  }

  func text(_ style: Style) -> String {
    var facts = FactLines()
    facts.add("names", item.names.map { $0.escapedForTerminal() }.joined(separator: ", "))
    facts.add("members", item.members.of("case"))
    for label in labels { facts.add(label.name.string.escapedForTerminal(), label.value.words) }
    return style.bold("suite") + " \(item.id)\(item.isRemoved ? " · removed" : "")\n"
      + facts.text(style)
  }

  /// `{labels, type}` and what a list has of a suite.
  var json: JSONTree {
    guard case .object(let members) = item.json else { return item.json }
    return .object(members + [("labels", .labels(labels)), ("type", .text("suite"))])
  }
}

/// An object that has no view of its own: a blob, or the changes of a commit.
struct ObjectView: Report {
  var id: ObjectID
  var type: String
  var size: Int

  init(_ repository: Repository, _ id: ObjectID) throws {
    let object = try VerifiedObject.read(id, in: repository.objects)
    self.id = id
    type = "\(object.header.type)"
    size = Int(object.header.payloadLength)
  }

  func text(_ style: Style) -> String {
    "\(type) \(style.id(id)): \(size.of("byte")); see: taglio cat-file -p \(style.plain(id))\n"
  }

  var json: JSONTree { ["id": .id(id), "size": .number(size), "type": .text(type)] }
}
