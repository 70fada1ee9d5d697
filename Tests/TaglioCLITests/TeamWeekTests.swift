import Foundation
import SystemPackage
import TestSupport
import Testing

/// A week of two people who work on copies of one store and exchange object files every evening.
@Suite struct TeamWeekTests {
  @Test func aWeekEndsInOneHistory() throws {
    try withTeam { team in
      try monday(team)
      try tuesday(team)
      try wednesday(team)
      try thursday(team)
      try friday(team)
      try expectTheEnd(of: team)
    }
  }

  /// Ada imports, Ben gets a copy.
  private func monday(_ team: Team) throws {
    try team.ada.write(
      "trivia.jsonl",
      """
      {"id":"moon","question":"Who walked first on the moon?","answer":"Armstrong"}
      {"id":"pi","question":"What is pi, to two places?","answer":3.14}
      {"id":"sun","question":"How far is the sun, in million km?","answer":140}
      {"id":"rome","question":"When was Rome founded?","answer":"753 BC"}

      """
    )
    try team.ada("add", "trivia.jsonl", "--key", "id", "-m", "Trivia")
    try team.unite()
    try team.ben.expect("ls", "--json", contains: #""total":4"#)
  }

  /// They edit and label different cases, and the same case in different ways.
  private func tuesday(_ team: Team) throws {
    try team.ada("edit", "sun", "--set", "/answer=150", "-m", "149.6, rounded")
    try team.ada("edit", "sun", "--label", "title=Distance of the sun")
    try team.ada("edit", "pi", "--add-label", "keywords=maths")
    try team.ben("edit", "pi", "--add-label", "keywords=easy")
    try team.ben("edit", "rome", "--set", #"/answer="21 April 753 BC""#)
    try team.unite()
    for person in [team.ada, team.ben] {
      try person.expect("show", "pi", contains: "keywords  easy, maths")
      try person.expect("show", "rome", contains: "answer: 21 April 753 BC")
      try person.expect("status", contains: "history 6 commits")
    }
  }

  /// Both correct one case without knowing of each other: a fork.
  private func wednesday(_ team: Team) throws {
    try team.ada("edit", "moon", "--set", #"/answer="Neil Armstrong""#, "-m", "Full name")
    try team.ben("edit", "moon", "--set", #"/answer="N. Armstrong""#, "-m", "Initial")
    try team.unite()
    for person in [team.ada, team.ben] {
      try person.expect("status", contains: "1 case with more than one head")
      try person.expect("ls", contains: "+1")
    }
  }

  /// Each settles the fork for the own version: both are closed, so both are heads again, until one
  /// of them decides with both decisions known.
  private func thursday(_ team: Team) throws {
    let heads = try team.ada.heads(of: "moon")
    let (full, initial) = try #require(
      try team.ada.holds("Neil", heads[0]) ? (heads[0], heads[1]) : (heads[1], heads[0])
    )
    try team.ada("resolve", "moon", "--take", full)
    try team.ben("resolve", "moon", "--take", initial)
    try team.ben.expect("show", "moon", contains: "answer: N. Armstrong")
    try team.unite()
    try team.ada.expect("status", contains: "1 case with more than one head")
    try team.ada("resolve", "moon", "--take", full, "-m", "As agreed: full names")
    try team.unite()
    for person in [team.ada, team.ben] {
      #expect(try person.heads(of: "moon") == [full])
      try person.expect("show", "moon", contains: "answer: Neil Armstrong")
    }
  }

  /// The file changes, a case goes and comes back, an old edit is undone, the week gets a name.
  private func friday(_ team: Team) throws {
    try team.ben("rm", "rome", "pi")
    try team.ben("restore", "pi")
    let edit = try #require(try team.ben.commit("149.6, rounded"))
    let undo = try team.ben("undo", edit)
    #expect(undo.output.contains("1 edit taken back"))
    try team.ada.write(
      "trivia.jsonl",
      """
      {"id":"moon","question":"Who walked first on the moon?","answer":"Armstrong"}
      {"id":"pi","question":"What is pi, to two decimal places?","answer":3.14}
      {"id":"sun","question":"How far is the sun, in million km?","answer":140}
      {"id":"rome","question":"When was Rome founded?","answer":"753 BC"}

      """
    )
    let add = try team.ada("add", "trivia.jsonl", "--key", "id", "-m", "Clearer question")
    #expect(add.output.hasPrefix("added 0, changed 1, relabelled 0, unchanged 3\n"))
    try team.unite()
    let last = try #require(try team.ada.commit("Clearer question"))
    try team.ada("name", "commits/week-47", last)
    try team.unite()
  }

  private func expectTheEnd(of team: Team) throws {
    for person in [team.ada, team.ben] {
      #expect(try person.run("fsck").status == 0)
      for (arguments, expected) in TeamWeekTests.end {
        let found = try person.run(arguments).output.numberingIDs()
        #expect(found == expected, "\(person.name): \(arguments)")
        if found != expected { print(arguments, found) }
      }
    }
  }
}

/// Two copies of one store.
struct Team {
  let ada: Member
  let ben: Member

  /// Runs a command of one of them that must go well.
  struct Member {
    let name: String
    let bench: Workbench

    @discardableResult
    func callAsFunction(_ arguments: String...) throws -> Workbench.Outcome {
      let outcome = try run(arguments)
      #expect(outcome.status == 0, "\(name): \(arguments): \(outcome.errors)")
      return outcome
    }

    func run(_ arguments: String...) throws -> Workbench.Outcome { try run(arguments) }

    func run(_ arguments: [String]) throws -> Workbench.Outcome {
      bench.environment["USER"] = name
      return try bench.run(arguments, in: name)
    }

    func write(_ file: String, _ text: String) throws { try bench.write("\(name)/\(file)", text) }

    func expect(_ arguments: String..., contains text: String) throws {
      let output = try run(arguments).output
      #expect(output.contains(text), "\(name): \(arguments): \(output)")
    }

    /// The ids of the heads of a case, ascending.
    func heads(of key: String) throws -> [String] {
      let document = try run(["show", key, "--json"]).output
      let object = try JSONSerialization.jsonObject(with: Data(document.utf8)) as? [String: Any]
      return (object?["heads"] as? [String] ?? []).sorted()
    }

    /// Whether a version holds a text.
    func holds(_ text: String, _ version: String) throws -> Bool {
      try run(["show", version]).output.contains(text)
    }

    /// The id of the commit with a message.
    func commit(_ message: String) throws -> String? {
      try run(["log", "--oneline", "-v"]).lines.first { $0.contains(message) }
        .map { String($0.prefix(64)) }
    }
  }

  /// Copies the object files that the other has not, in both directions, and holds the states
  /// against each other.
  func unite() throws {
    try copyObjects(from: ada, to: ben)
    try copyObjects(from: ben, to: ada)
    #expect(try ada.run("state").output == ben.run("state").output)
  }

  private func copyObjects(from source: Member, to target: Member) throws {
    let files = FileManager.default
    let (here, there) = [source, target].map { member in
      URL(filePath: member.bench.directory.appending("\(member.name)/.taglio/objects").string)
    }.pair
    for name in try files.subpathsOfDirectory(atPath: here.path()) {
      let copy = there.appending(path: name)
      guard !files.fileExists(atPath: copy.path()) else { continue }
      if name.contains("/") {
        try files.copyItem(at: here.appending(path: name), to: copy)
      } else {
        try files.createDirectory(at: copy, withIntermediateDirectories: true)
      }
    }
  }
}

extension [URL] {
  fileprivate var pair: (URL, URL) { (self[0], self[1]) }
}

private func withTeam<R>(_ body: (Team) throws -> R) throws -> R {
  try withWorkbench { bench in
    for name in ["ada", "ben"] {
      try bench.makeDirectory(name)
      _ = try bench.run(["init"], in: name)
      try bench.write("\(name)/.taglio/config", Workbench.config)
    }
    return try body(
      Team(ada: Team.Member(name: "ada", bench: bench), ben: Team.Member(name: "ben", bench: bench))
    )
  }
}

extension String {
  /// The text with the beginnings of ids numbered in the order in which they first come: `<1>`.
  fileprivate func numberingIDs() -> String {
    var numbers: [Substring: Int] = [:]
    return replacing(/\b[0-9a-f]{12}\b/) { match in
      let number = numbers[match.output, default: numbers.count + 1]
      numbers[match.output] = number
      return "<\(number)>"
    }
  }
}
