import TaglioFormat
import TaglioKit

extension JSONValue {
  /// The value with differences applied, in the order that their documentation names.
  func applying(_ differences: [FieldDifference]) -> JSONValue {
    var value = self
    for difference in differences.sorted(by: { $0.rank < $1.rank }) {
      value.apply(difference, difference.path.tokens[...])
    }
    return value
  }

  private mutating func apply(_ difference: FieldDifference, _ path: ArraySlice<String>) {
    guard let token = path.first else {
      self = difference.new?.value ?? .null
      return
    }
    switch self {
    case .object(var object):
      if path.count == 1 {
        object.set(token, to: difference.new?.value)
      } else {
        var member = object[token] ?? .null
        member.apply(difference, path.dropFirst())
        object.set(token, to: member)
      }
      self = .object(object)
    case .array(var elements):
      guard let place = Int(token) else { return }
      if path.count > 1 {
        elements[place].apply(difference, path.dropFirst())
      } else {
        switch (difference.kind, difference.new?.value) {
        case (.removed, _): elements.remove(at: place)
        case (.added, let new?): elements.insert(new, at: place)
        case (_, let new): elements[place] = new ?? .null
        }
      }
      self = .array(elements)
    default: self = .string("nothing to apply \(difference) to")
    }
  }
}

extension FieldDifference {
  /// Level, then removals before additions before the rest, then place.
  fileprivate var rank: (Int, Int, Int) {
    let place = path.tokens.last.flatMap { Int($0) } ?? 0
    switch kind {
    case .removed: return (path.tokens.count, 0, -place)
    case .added: return (path.tokens.count, 1, place)
    case .changed: return (path.tokens.count, 2, place)
    }
  }
}

extension JSONObject {
  /// Sets or takes away the member with exactly these bytes for a key.
  fileprivate mutating func set(_ key: String, to value: JSONValue?) {
    var pairs = members.filter { ExactString($0.key) != ExactString(key) }
    if let value { pairs.append((key, value)) }
    self = JSONObject(unique: pairs)
  }
}
