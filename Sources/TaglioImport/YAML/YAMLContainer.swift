import TaglioFormat

/// An array or object whose end is still to come.
struct YAMLContainer {
  /// What it becomes in JSON.
  enum Kind {
    case array, object
  }

  let kind: Kind
  let anchor: String?

  /// Where its JSON text begins.
  let start: Int

  /// Nodes of the document before it.
  let nodesBefore: Int

  /// Elements, or members whose value is there.
  private(set) var count = 0

  /// Levels of arrays and objects so far, this one included.
  private(set) var height = 1

  /// Whether a key comes next, not a value.
  private(set) var awaitsKey: Bool

  private var keys: [[UInt8]: TextPosition] = [:]

  init(_ kind: Kind, anchor: String?, start: Int, nodesBefore: Int) {
    self.kind = kind
    self.anchor = anchor
    self.start = start
    self.nodesBefore = nodesBefore
    awaitsKey = kind == .object
  }

  /// Takes the next key; returns where it occurred before, if it did.
  mutating func noteKey(_ key: [UInt8], at position: TextPosition) -> TextPosition? {
    awaitsKey = false
    return keys.updateValue(position, forKey: key)
  }

  /// Takes the next value, which is `height` levels high.
  mutating func noteValue(height: Int) {
    count += 1
    self.height = max(self.height, height + 1)
    awaitsKey = kind == .object
  }
}
