import TaglioFormat
import TaglioKit
import TestSupport

/// Random commands of every kind that people use.
struct CopyCommands {
  var generator: SeededGenerator

  mutating func below(_ count: Int) -> Int { Int.random(in: 0..<count, using: &generator) }

  mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

  /// Runs one command in a store that was just opened.
  ///
  /// - Returns: the commit that was acknowledged; nil where nothing was to do.
  mutating func run(in repository: Repository) throws -> ObjectID? {
    let cases = try repository.snapshot.cases(PageRequest(includesAll: true)).items
    guard let item = cases.randomElement(using: &generator) else { return try add(repository) }
    switch below(10) {
    case 0, 1, 2: return try add(repository)
    case 3, 4: return try edit(item, repository)
    case 5, 6: return try relabel(item, repository)
    case 7: return try toggle(item, repository)
    case 8: return try settle(item, repository)
    default: return try undo(repository)
    }
  }

  /// Few keys and few values, so that copies often say the same, and often say otherwise.
  private mutating func add(_ repository: Repository) throws -> ObjectID? {
    let records = (0...below(4)).map { _ in
      let title = chance(50) ? #","title":"t\#(below(3))""# : ""
      return #"{"id":"\#(below(6))","input":"question \#(below(4))"\#(title)}"#
    }
    var seen: Set<String> = []
    let distinct = records.filter { seen.insert(String($0.prefix(8))).inserted }
    var options = AddOptions()
    options.key = .field("id")
    return try repository.add([Records(texts: distinct)], options).commit
  }

  private mutating func edit(_ item: LineageItem, _ repository: Repository) throws -> ObjectID? {
    guard let pointer = JSONPointer("/input") else { return nil }
    let value = try CanonicalJSON(.string("edited \(below(4))"))
    var request = EditRequest()
    request.fields = [.set(pointer, value)]
    return try repository.edit("\(item.head)", request).commit
  }

  private mutating func relabel(
    _ item: LineageItem,
    _ repository: Repository
  ) throws -> ObjectID? {
    var request = EditRequest()
    let value = try CanonicalJSON(.string("label \(below(4))"))
    request.labels = [chance(60) ? .set("title", value) : .add("keywords", value)]
    return try repository.edit("\(item.head)", request).commit
  }

  private mutating func toggle(_ item: LineageItem, _ repository: Repository) throws -> ObjectID? {
    let text = ["\(item.head)"]
    return item.isRemoved
      ? try repository.restore(text).commit : try repository.remove(text).commit
  }

  private mutating func settle(_ item: LineageItem, _ repository: Repository) throws -> ObjectID? {
    guard item.furtherHeads > 0 else { return try edit(item, repository) }
    return try repository.resolve("\(item.lineage)", ResolveRequest()).commit
  }

  private mutating func undo(_ repository: Repository) throws -> ObjectID? {
    guard let commit = try repository.log().items.randomElement(using: &generator) else {
      return nil
    }
    return try repository.undo(commit.id).commit
  }
}
