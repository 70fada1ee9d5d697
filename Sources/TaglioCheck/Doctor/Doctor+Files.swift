import SystemPackage
import TaglioKit
import TaglioStore
import TaglioSystem

/// What lies about in a store, and who left it.
extension Doctor {
  /// From so many temporary files on, writers were stopped again and again.
  private static let manyLeftovers = 100

  func files() throws -> [Diagnosis] {
    let durability = Durability.none
    let store = LooseStore(
      disk: directory.disk,
      directory: directory.path.appending("objects"),
      durability: durability
    )
    let inventory = try Inventory(store)
    let refs = RefStore(disk: directory.disk, root: directory.path, durability: durability)
    let lists = AcceptedLists(disk: directory.disk, root: directory.path, durability: .none)
    let strays =
      try inventory.strays.map { "objects/" + $0 } + refs.strays()
      + lists.strays().map { AcceptedLists.name + "/" + $0 } + topLevelStrays()
    let copies = strays.filter { ForeignName.isConflict($0) }.map(Doctor.path)
    return [
      conflicts(try conflictingStores() + copies),
      others(strays.filter { !ForeignName.isConflict($0) }.map(Doctor.path)),
      leftovers(inventory.temporaries.count), try quarantine(),
    ]
  }

  private func conflicts(_ names: [String]) -> Diagnosis {
    guard !names.isEmpty else { return .ok("conflicts", "no copies by tools that sync files") }
    return .warning(
      "conflicts",
      "a tool that syncs files kept two versions: \(list(names))",
      help: "Let it sync .taglio/objects only; what else is in .taglio belongs to one copy. Then "
        + "move these files away and run: taglio fsck"
    )
  }

  private func others(_ names: [String]) -> Diagnosis {
    guard !names.isEmpty else { return .ok("strays", "no files of other programs") }
    let tools = Set(names.compactMap(ForeignName.origin)).sorted()
    let from = tools.isEmpty ? "" : " (\(tools.joined(separator: ", ")))"
    return .warning(
      "strays",
      "files that are not the store's\(from): \(list(names))",
      help: "They do no harm; see: taglio fsck --quick"
    )
  }

  private func leftovers(_ number: Int) -> Diagnosis {
    let detail = count(number, "temporary file")
    guard number >= Doctor.manyLeftovers else { return .ok("leftovers", detail) }
    let help = "If nothing is writing, they may be deleted: find .taglio/objects -name '.tmp-*'"
    return .warning("leftovers", "\(detail) of writers that were stopped", help: help)
  }

  private func quarantine() throws -> Diagnosis {
    let path = directory.path.appending(Quarantine.name)
    guard try directory.disk.status(path)?.kind == .directory else {
      return .ok("quarantine", "empty")
    }
    let names = try directory.disk.names(in: path)
    return .ok("quarantine", names.isEmpty ? "empty" : "\(count(names.count, "file")) kept")
  }

  /// Names beside those of the store in `.taglio`.
  private func topLevelStrays() throws -> [String] {
    let known: Set<String> = [
      ".gitattributes", ".gitignore", AcceptedLists.name, "config", "format", "incoming", "index",
      "lock", "objects", PushedLists.name, Quarantine.name, "refs",
    ]
    return try directory.disk.names(in: directory.path).filter { name in
      !known.contains(name) && !name.hasPrefix("packed-refs-")
        && !name.hasPrefix(Publisher.temporaryPrefix) || ForeignName.isConflict(name)
    }
  }

  /// Copies of the whole directory beside it.
  private func conflictingStores() throws -> [String] {
    try directory.disk.names(in: directory.project).filter {
      $0.hasPrefix(RepositoryDirectory.name) && ForeignName.isConflict($0)
    }
  }

  private static func path(_ name: String) -> String { RepositoryDirectory.name + "/" + name }

  private func list(_ names: [String]) -> String {
    let shown = names.prefix(3).map { "\"\($0)\"" }.joined(separator: ", ")
    return names.count > 3 ? "\(names.count) files, among them \(shown)" : shown
  }
}
