import SystemPackage
import TaglioSystem

/// A file system that knows what of it is durable and what a crash may still take.
///
/// Stricter than real ones: contents, names in a directory, and the directory's own name are durable
/// only after the flush that is for them, and unflushed changes may be kept or lost each by itself.
struct CrashModel {
  struct File {
    var current: [UInt8]
    var durable: [UInt8]
  }

  enum Node: Hashable {
    case directory
    case file(Int)
  }

  /// One change of names that is not durable yet.
  struct Change {
    var directory: String
    var removes: String?
    var adds: (name: String, node: Node)?
  }

  /// Something a crash may take.
  enum Uncertainty: Hashable {
    case change(Int)
    case contents(Int)
  }

  /// What a crash did to it.
  ///
  /// A change of names is never torn: it counts as kept.
  enum Fate: String, CaseIterable {
    case kept, dropped, torn
  }

  struct Misuse: Error {
    var reason: String
  }

  private let root: FilePath
  private(set) var files: [File] = []
  private(set) var pending: [Change] = []
  private var durable: [String: Node] = [:]
  private var visible: [String: Node] = [:]

  init(root: FilePath, start: FileTree) {
    self.root = root
    for (name, entry) in start.entries {
      switch entry {
      case .directory:
        durable[name] = .directory
      case .file(let bytes):
        durable[name] = .file(files.count)
        files.append(File(current: bytes, durable: bytes))
      }
    }
    visible = durable
  }

  mutating func apply(_ effect: Effect) throws {
    switch effect {
    case .makeDirectory(let path, _):
      let name = try relative(path)
      if visible[name] == nil { change(adds: (name, .directory)) }
    case .create(let path, _):
      files.append(File(current: [], durable: []))
      change(adds: (try relative(path), .file(files.count - 1)))
    case .write(let path, let offset, let bytes):
      try edit(path) { file in
        file.current += Array(repeating: 0, count: max(0, Int(offset) - file.current.count))
        let end = min(file.current.count, Int(offset) + bytes.count)
        file.current.replaceSubrange(Int(offset)..<end, with: bytes)
      }
    case .truncate(let path, let length):
      try edit(path) { $0.current = Array($0.current.prefix(Int(length))) }
    case .syncFile(let path):
      try edit(path) { $0.durable = $0.current }
    case .rename(let source, let target):
      let name = try relative(source)
      guard let node = visible[name] else { throw Misuse(reason: "\(source) is not there") }
      change(removes: name, adds: (try relative(target), node))
    case .remove(let path):
      let name = try relative(path)
      if visible[name] != nil { change(removes: name) }
    case .syncDirectory(let path):
      let name = try relative(path)
      settle { $0.directory == name }
    case .syncFileSystem:
      for index in files.indices { files[index].durable = files[index].current }
      settle { _ in true }
    }
  }

  /// What a crash now may take.
  var uncertain: [Uncertainty] {
    pending.indices.map(Uncertainty.change)
      + files.indices.filter { files[$0].current != files[$0].durable }.map(Uncertainty.contents)
  }

  /// What is found after a crash that met each uncertain thing with this fate.
  func tree(_ fate: (Uncertainty) -> Fate) -> FileTree {
    var names = durable
    for (index, change) in pending.enumerated() where fate(.change(index)) != .dropped {
      Self.apply(change, to: &names)
    }
    var tree = FileTree()
    for (name, node) in names where Self.isReachable(name, in: names) {
      switch node {
      case .directory: tree.entries[name] = .directory
      case .file(let index): tree.entries[name] = .file(contents(index, fate(.contents(index))))
      }
    }
    return tree
  }
}

extension CrashModel {
  private func contents(_ index: Int, _ fate: Fate) -> [UInt8] {
    let file = files[index]
    switch fate {
    case .kept: return file.current
    case .dropped: return file.durable
    case .torn:
      if file.current == file.durable { return file.current }
      let common = zip(file.current, file.durable).prefix { $0 == $1 }.count
      return Array(file.current.prefix((common + file.current.count) / 2))
    }
  }

  private func relative(_ path: FilePath) throws -> String {
    var rest = path.lexicallyNormalized()
    guard rest.removePrefix(root) else { throw Misuse(reason: "\(path) is not below \(root)") }
    return rest.string
  }

  private mutating func edit(_ path: FilePath, _ body: (inout File) -> Void) throws {
    guard case .file(let index) = visible[try relative(path)] else {
      throw Misuse(reason: "\(path) is not a file")
    }
    body(&files[index])
  }

  private mutating func change(removes: String? = nil, adds: (name: String, node: Node)? = nil) {
    let name = adds?.name ?? removes ?? ""
    let change = Change(directory: Self.parent(of: name), removes: removes, adds: adds)
    pending.append(change)
    Self.apply(change, to: &visible)
  }

  private mutating func settle(_ isSettled: (Change) -> Bool) {
    for change in pending where isSettled(change) { Self.apply(change, to: &durable) }
    pending.removeAll(where: isSettled)
  }

  private static func apply(_ change: Change, to names: inout [String: Node]) {
    if let name = change.removes { names[name] = nil }
    if let (name, node) = change.adds { names[name] = node }
  }

  private static func isReachable(_ name: String, in names: [String: Node]) -> Bool {
    var parent = Self.parent(of: name)
    while !parent.isEmpty {
      guard names[parent] == .directory else { return false }
      parent = Self.parent(of: parent)
    }
    return true
  }

  private static func parent(of name: String) -> String {
    name.lastIndex(of: "/").map { String(name[..<$0]) } ?? ""
  }
}
