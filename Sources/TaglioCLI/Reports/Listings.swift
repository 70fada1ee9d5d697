import TaglioFormat
import TaglioKit

/// A part of a list, with what all lists have in common.
protocol ListReport: Report {
  associatedtype Item: Sendable
  /// What is listed, as it is typed after `taglio ls`.
  var kind: String { get }
  /// What is typed to list it, after `taglio`.
  var command: String { get }
  var page: Page<Item> { get }

  func row(_ item: Item, _ style: Style) -> [String]
  func json(_ item: Item) -> JSONTree
}

extension ListReport {
  var command: String { "ls \(kind)" }

  func text(_ style: Style) -> String {
    var table = TextTable()
    table.paint = [1: style.yellow, 3: style.red]
    table.limits = style.columns.map { [5: $0 / 4] } ?? [:]
    table.rows = page.items.map { row($0, style) }
    return table.text(columns: style.columns)
  }

  /// Says what was cut and how to see it.
  var notes: [String] {
    if page.total == 0 { return ["there are no \(kind) here"] }
    guard page.isCut else { return [] }
    let next = page.offset + page.count
    let more = next < page.total ? "; more: taglio \(command) --offset \(next)" : ""
    guard page.count > 0 else { return ["0 of \(page.total) \(kind)\(more)"] }
    return ["\(page.offset + 1) to \(next) of \(page.total) \(kind)\(more)"]
  }

  var json: JSONTree {
    [
      "items": .list(entries), "kind": .text(kind), "offset": .number(page.offset),
      "total": .number(page.total),
    ]
  }

  var entries: [JSONTree] { page.items.map { json($0) } }
}

/// Cases or experiments.
struct LineageList: ListReport {
  var kind: String
  var page: Page<LineageItem>

  func row(_ item: LineageItem, _ style: Style) -> [String] {
    [
      item.key?.words ?? "-", style.plain(item.head), "v\(item.sequence)",
      item.furtherHeads > 0 ? "+\(item.furtherHeads)" : "", item.isRemoved ? "removed" : "",
      item.labelWords, item.isGone ? "(erased or lost)" : item.summary.escapedForTerminal(),
    ]
  }

  func json(_ item: LineageItem) -> JSONTree { item.json }
}

extension LineageItem {
  /// As a person calls it: its key, the name of an experiment, else the beginning of its id.
  func words(_ style: Style) -> String {
    if let key { return key.words }
    return isExperiment && !summary.isEmpty
      ? summary.escapedForTerminal() : style.plain(lineage.id)
  }

  /// `title=Sums, keywords=easy, short`.
  fileprivate var labelWords: String {
    labels.map { "\($0.name.string.escapedForTerminal())=\($0.value.words)" }
      .joined(separator: " ")
  }

  /// `{further_heads, head, is_removed, key, labels, lineage, sequence, summary}`.
  var json: JSONTree {
    [
      "further_heads": .number(furtherHeads),
      "head": .digest(head),
      "is_removed": .flag(isRemoved),
      "key": .key(key),
      "labels": .labels(labels),
      "lineage": .digest(lineage.id),
      "sequence": .number(sequence),
      "summary": .text(summary),
    ]
  }
}

/// Runs, imports among them.
struct RunList: ListReport {
  var kind: String { "runs" }
  var page: Page<RunItem>

  func row(_ item: RunItem, _ style: Style) -> [String] {
    [
      item.experimentWords, style.plain(item.id), item.stateWords, item.isRemoved ? "removed" : "",
      item.start?.words ?? "", item.outputs.of(item.isImport ? "case" : "output"),
      item.summary.escapedForTerminal(),
    ]
  }

  func json(_ item: RunItem) -> JSONTree { item.json }
}

extension RunItem {
  var experimentWords: String {
    experiment.isEmpty ? "-" : experiment.escapedForTerminal()
  }

  /// How the run ended; imports neither run nor end.
  var stateWords: String {
    if isImport { return "" }
    return seal?.status.rawValue ?? "open"
  }

  /// `{experiment, id, is_import, is_removed, outputs, seal, start, suite, summary}`.
  var json: JSONTree {
    [
      "experiment": .text(experiment),
      "id": .id(id),
      "is_import": .flag(isImport),
      "is_removed": .flag(isRemoved),
      "outputs": .number(outputs),
      "seal": seal.map(\.json) ?? .null,
      "start": .time(start),
      "suite": .optional(suite.map { "\($0)" }),
      "summary": .text(summary),
    ]
  }
}

extension Seal {
  /// `{count, digest, status, time}`.
  var json: JSONTree {
    [
      "count": .number(count), "digest": .id(digest), "status": .text(status.rawValue),
      "time": .time(time),
    ]
  }
}

/// Suites.
struct SuiteList: ListReport {
  var kind: String { "suites" }
  var page: Page<SuiteItem>

  func row(_ item: SuiteItem, _ style: Style) -> [String] {
    [
      item.names.first?.escapedForTerminal() ?? "-", "\(item.id)", "",
      item.isRemoved ? "removed" : "", item.members.of("case"),
      item.names.dropFirst().map { $0.escapedForTerminal() }.joined(separator: ", "),
    ]
  }

  func json(_ item: SuiteItem) -> JSONTree { item.json }
}

extension SuiteItem {
  /// `{id, is_removed, members, names}`.
  var json: JSONTree {
    [
      "id": .text("\(id)"), "is_removed": .flag(isRemoved), "members": .number(members),
      "names": .texts(names),
    ]
  }
}

/// Names and what they point at.
struct NameList: ListReport {
  var kind: String { "refs" }
  var page: Page<NameItem>

  func row(_ item: NameItem, _ style: Style) -> [String] {
    let isSuite = ObjectID(item.target) == nil
    let target = isSuite || style.showsWholeIDs ? item.target : String(item.target.prefix(12))
    return [item.name.escapedForTerminal(), target]
  }

  func json(_ item: NameItem) -> JSONTree {
    ["name": .text(item.name), "target": .text(item.target)]
  }
}
