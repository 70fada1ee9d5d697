import Foundation
import SystemPackage
import TaglioFormat
import TestSupport

/// A store with a person in it: two versions, labels, and other cases that must stay.
func withPeople<R>(_ body: (Workbench) throws -> R) throws -> R {
  try withWorkbench { bench in
    try bench.makeStore()
    try bench.write("people.jsonl", people(born: 1816))
    _ = try bench.run("add", "people.jsonl", "--key", "id", "-m", "First people")
    try bench.write("people.jsonl", people(born: 1815))
    _ = try bench.run("add", "people.jsonl", "--key", "id", "-m", "Corrected")
    _ = try bench.run("edit", "ada@example.org", "--label", "priority=7", "-m", "Ranked")
    return try body(bench)
  }
}

/// The lines of `people.jsonl`.
func people(born year: Int, further: String = "") -> String {
  """
  {"id":"ada@example.org","question":"When was Lady Lovelace born, who lived there?",\
  "answer":\(year),"notes":"Byron was her father","title":"Countess"}
  {"id":"neutral","question":"What is 2 + 3?","answer":5,"title":"Sum"}
  \(further)
  """
}

extension Workbench {
  /// The files below `.taglio` that hold a text in their names, their bytes, or what they inflate to.
  func filesWith(_ text: String) throws -> [String] {
    let root = directory.appending(".taglio").string
    let wanted = Data(text.utf8)
    return try FileManager.default.subpathsOfDirectory(atPath: root).filter { name in
      if name.contains(text) { return true }
      guard let bytes = try? Data(contentsOf: URL(filePath: root + "/" + name)) else {
        return false
      }
      if bytes.range(of: wanted) != nil { return true }
      return inflated([UInt8](bytes)).map { Data($0).range(of: wanted) != nil } ?? false
    }
  }

  private func inflated(_ bytes: [UInt8]) -> [UInt8]? {
    var contents: [UInt8] = []
    guard var inflater = try? Inflater() else { return nil }
    let result: Void? = try? bytes.withUnsafeBytes {
      try inflater.inflate($0, limit: 1 << 24, into: &contents)
    }
    return result.map { contents }
  }

  /// Another store beside this one.
  func makeOther() throws -> Workbench {
    let other = Workbench(directory.removingLastComponent().appending("other"))
    try other.makeDirectory("")
    try other.makeStore()
    return other
  }

  /// Copies the objects that the other store does not have, as `rsync --ignore-existing` would.
  func copyObjects(to other: Workbench) throws {
    let (from, to) = (objects, other.objects)
    for name in try FileManager.default.subpathsOfDirectory(atPath: from) {
      let target = URL(filePath: to + "/" + name)
      guard !FileManager.default.fileExists(atPath: target.path()) else { continue }
      try FileManager.default.createDirectory(
        at: target.deletingLastPathComponent(),
        withIntermediateDirectories: true
      )
      if name.contains("/") {
        try FileManager.default.copyItem(at: URL(filePath: from + "/" + name), to: target)
      }
    }
  }

  private var objects: String { directory.appending(".taglio/objects").string }

  /// The file of an object, relative to the project.
  func file(of id: some StringProtocol) -> String {
    ".taglio/objects/\(id.prefix(2))/\(id.dropFirst(2))"
  }

  func has(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: directory.pushing(FilePath(name)).string)
  }

  /// A member of a JSON document that a command prints.
  func member(_ name: String, of arguments: [String]) throws -> Any? {
    let document = try run(arguments + ["--json"]).output
    let object = try JSONSerialization.jsonObject(with: Data(document.utf8)) as? [String: Any]
    return object?[name]
  }

  func text(_ name: String, of arguments: String...) throws -> String {
    try member(name, of: arguments) as? String ?? ""
  }

  func number(_ name: String, of arguments: String...) throws -> Int? {
    try member(name, of: arguments) as? Int
  }
}
