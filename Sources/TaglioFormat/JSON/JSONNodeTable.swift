/// The nodes of a text, in memory that the next text uses again.
///
/// A copy shares the memory; who wants to write takes other memory where it is shared.
struct JSONNodeTable: Sendable {
  private(set) var count = 0
  private var memory: Memory

  private init(_ memory: Memory) {
    self.memory = memory
  }

  /// An empty table.
  init(capacity: Int) {
    self.init(Memory(capacity: capacity))
  }

  /// The table of the document `null`.
  static let null: JSONNodeTable = {
    var table = JSONNodeTable(capacity: 1)
    table.append(JSONNode(kind: .null, traits: .canonical, length: 4, start: 0, link: 0))
    return table
  }()

  /// Takes all nodes out; other tables that share the memory keep theirs.
  mutating func removeAll() {
    count = 0
    guard !isKnownUniquelyReferenced(&memory) else { return }
    memory = Memory(capacity: max(32, memory.nodes.count))
  }

  /// Adds a node.
  ///
  /// The table must not share its memory: `removeAll` sees to that.
  @inline(__always)
  mutating func append(_ node: JSONNode) {
    if count == memory.nodes.count { grow() }
    memory.nodes.initializeElement(at: count, to: node)
    count &+= 1
  }

  @inline(never)
  private mutating func grow() {
    let larger = Memory(capacity: max(32, count * 2))
    _ = larger.nodes.initialize(fromContentsOf: memory.nodes[..<count])
    memory = larger
  }

  /// The node at a place below `count`, of which the caller makes sure, as the parser's links do.
  subscript(index: Int) -> JSONNode {
    @inline(__always) get { memory.nodes[index] }
    @inline(__always) nonmutating _modify { yield &memory.nodes[index] }
  }

  /// Lends the nodes.
  @inline(__always)
  func withNodes<R>(_ body: (UnsafeBufferPointer<JSONNode>) -> R) -> R {
    withExtendedLifetime(memory) {
      body(UnsafeBufferPointer(rebasing: memory.nodes[..<count]))
    }
  }

  // Unchecked: it is written only while one parser has it, since `removeAll`, with which a parser
  // begins, takes other memory where somebody shares this.
  private final class Memory: @unchecked Sendable {
    let nodes: UnsafeMutableBufferPointer<JSONNode>

    init(capacity: Int) {
      nodes = .allocate(capacity: capacity)
    }

    deinit { nodes.deallocate() }
  }
}
