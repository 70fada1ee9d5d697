import ArgumentParser
import TaglioFormat
import TaglioKit

struct FindCommand: TaglioCommand {
  static let configuration = CommandConfiguration(
    commandName: "find",
    abstract: "Find cases, outputs, experiments, runs, suites or commits by what they say.",
    discussion: """
      EXPR compares fields with values: =, !=, <, <=, >, >=, ~ (has in it, whatever the case of \
      letters), in (a, b), exists; with and, or, not and brackets. A field is a JSON Pointer \
      (/answer/text), names with dots (answer.text), label.NAME, or one of basis, creator, error, \
      experiment, id, key, keyword, passed, score, sequence, source, suite, time, trial. What is not \
      there compares as false.

      EXAMPLES
        taglio find 'keyword = easy and not answer > 10'
        taglio find 'question ~ prime or exists /hint' --sort answer:desc
        taglio find 'creator = latest and passed = false' --in outputs --ids
        taglio find --in outputs --group-by experiment
      """
  )

  @Argument(
    help: ArgumentHelp("What to find; everything where it is left out.", valueName: "expr")
  )
  var expression: String?

  @Option(
    name: .customLong("in"),
    help: ArgumentHelp(
      "cases, outputs, experiments, runs, suites or commits. (default: cases)",
      valueName: "kind"
    ),
    completion: .list(FindPlace.allCases.map(\.rawValue)),
    transform: FindCommand.place
  )
  var place = FindPlace.cases

  @Option(
    help: ArgumentHelp(
      "Sort by a field; FIELD:desc begins with the largest.",
      valueName: "field"
    )
  )
  var sort: String?

  @OptionGroup
  var part: PageOptions

  @Flag(help: "Only say how many there are.")
  var count = false

  @Option(
    help: ArgumentHelp("Say how many there are of each value of a field.", valueName: "field")
  )
  var groupBy: String?

  @Flag(help: "Only print ids, a line each: of heads, runs and commits, or UUIDs of suites.")
  var ids = false

  @OptionGroup
  var past: PastOption

  @OptionGroup(title: "Options of every command")
  var global: GlobalOptions

  var isPaged: Bool { true }

  func validate() throws {
    if [count, groupBy != nil, ids].count(where: \.self) > 1 {
      throw ValidationError("--count, --group-by and --ids exclude each other")
    }
  }

  func run(in session: Session) throws -> ExitStatus {
    let query = try expression.map { try Query(parsing: $0) } ?? .all
    let order = try sort.map(FindCommand.order)
    let group = try groupBy.map { try FindCommand.field($0, "--group-by") }
    let request = part.request(session)
    try session.withRepository(asOf: past) { repository in
      var found = try repository.find(query, in: place)
      if count { return try session.show(FoundCount(kind: place.rawValue, count: found.count)) }
      if let group {
        let groups = try request.page(of: found.groups(by: group)) { $0 }
        return try session.show(FoundGroups(field: group, kind: place.rawValue, page: groups))
      }
      if let order { found = try found.sorted(by: order) }
      if ids {
        let whole = PageRequest(offset: part.offset, limit: part.limit)
        return try session.show(FoundIDs(kind: place.rawValue, page: found.ids(whole)))
      }
      if let lineages = try found.selection(request) {
        return try session.show(lineages) {
          FoundList(list: LineageList(kind: place.rawValue, page: $0))
        }
      }
      try FindCommand.show(try found.page(request), session, place)
    }
    return .done
  }

  private static func show(
    _ page: FoundPage,
    _ session: Session,
    _ place: FindPlace
  ) throws {
    switch page {
    case .lineages(let page):
      try session.show(FoundList(list: LineageList(kind: place.rawValue, page: page)))
    case .runs(let page): try session.show(FoundList(list: RunList(page: page)))
    case .suites(let page): try session.show(FoundList(list: SuiteList(page: page)))
    case .commits(let page): try session.show(FoundList(list: CommitTable(page: page)))
    }
  }

  private static func place(_ text: String) throws -> FindPlace {
    guard let place = FindPlace(rawValue: text) else {
      let kinds = FindPlace.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("--in \(text) is none of \(kinds)")
    }
    return place
  }

  private static func order(_ text: String) throws -> FindOrder {
    for (ending, isDescending) in [(":desc", true), (":asc", false)] where text.hasSuffix(ending) {
      let name = String(text.dropLast(ending.count))
      return FindOrder(try field(name, "--sort"), isDescending: isDescending)
    }
    return FindOrder(try field(text, "--sort"))
  }

  private static func field(_ text: String, _ option: String) throws -> QueryField {
    guard let field = QueryField(text) else {
      throw TaglioError(
        .usage,
        "\(option) \(text) is no field",
        help: "A field is a JSON Pointer, names with dots between them, or one of "
          + QueryField.Known.allCases.map(\.rawValue).joined(separator: ", ")
      )
    }
    return field
  }
}
