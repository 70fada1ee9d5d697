/// The members of a JSON object, in the order in which they were set.
///
/// Keys are unique and are compared by their UTF-8 bytes, never by Unicode equivalence. Meant for
/// documents that a program builds or reads by hand: setting a key looks at all the others.
public struct JSONObject: Hashable, Sendable {
  /// The members, each key once.
  public private(set) var members: [(key: String, value: JSONValue)] = []

  /// An object without members.
  public init() {}

  /// Takes members whose keys are known to differ, without looking at them.
  package init(unique members: [(key: String, value: JSONValue)]) {
    self.members = members
  }

  /// The value of a key.
  ///
  /// Setting nil removes the member; setting a new key appends one.
  public subscript(key: String) -> JSONValue? {
    get { index(of: key).map { members[$0].value } }
    set {
      switch (index(of: key), newValue) {
      case (let index?, let value?): members[index].value = value
      case (let index?, nil): members.remove(at: index)
      case (nil, let value?): members.append((key, value))
      case (nil, nil): break
      }
    }
  }

  /// The number of members.
  public var count: Int { members.count }

  /// Whether there are no members.
  public var isEmpty: Bool { members.isEmpty }

  /// The members in the order of canonical text: by the UTF-16 code units of their keys.
  var canonicalMembers: [(key: String, value: JSONValue)] {
    members.sorted { left, right in
      left.key.utf16.lexicographicallyPrecedes(right.key.utf16)
    }
  }

  private func index(of key: String) -> Int? {
    members.firstIndex { $0.key.utf8.elementsEqual(key.utf8) }
  }

  /// Whether both have the same members, in whatever order.
  public static func == (left: JSONObject, right: JSONObject) -> Bool {
    left.count == right.count
      && zip(left.canonicalMembers, right.canonicalMembers).allSatisfy {
        $0.key.utf8.elementsEqual($1.key.utf8) && $0.value == $1.value
      }
  }

  /// Feeds the members in canonical order.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(count)
    for member in canonicalMembers {
      JSONValue.string(member.key).hash(into: &hasher)
      member.value.hash(into: &hasher)
    }
  }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  /// An object of these members; of several with one key the last counts.
  public init(dictionaryLiteral members: (String, JSONValue)...) {
    for (key, value) in members {
      self[key] = value
    }
  }
}
