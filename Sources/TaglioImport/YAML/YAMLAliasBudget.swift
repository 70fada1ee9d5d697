import TaglioFormat

/// What the aliases of one input may still stand for, so that a short text cannot become a huge
/// one.
struct YAMLAliasBudget {
  static let mostNodes = 1_000_000
  static let mostBytes = 64 << 20

  private var nodes = mostNodes
  private var bytes = mostBytes

  /// Takes an alias into account.
  mutating func spend(_ anchor: YAMLAnchor, at position: TextPosition) throws(Refusal) {
    switch anchor {
    case .open: return
    case .scalar(let json, _):
      nodes -= 1
      bytes -= json.count
    case .container(let range, let count, _):
      nodes -= count
      bytes -= range.count
    }
    guard nodes >= 0 && bytes >= 0 else {
      throw Refusal(
        .aliasesTooLarge,
        at: position,
        "aliases stand for more than \(Self.mostNodes) nodes or \(Self.mostBytes) bytes",
        help: "write JSON Lines instead, where nothing is repeated by reference"
      )
    }
  }
}
