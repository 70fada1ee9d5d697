import TaglioFormat

/// The objects that one commit lists, each once, with what is known of them.
struct ListedObjects {
  private let known: KnownFacts
  /// The places among the known of the objects that are as they were read.
  private var places: [UInt32] = []
  /// By place: whether the commit lists it.
  private var isListed: [Bool] = []
  /// What tombstones say of objects; nil where an object is lost.
  private var others: [ObjectID: ObjectFacts?] = [:]

  init(_ known: KnownFacts) {
    self.known = known
  }

  /// Adds an object of which the caller says what is known.
  mutating func add(_ id: ObjectID, _ facts: ObjectFacts?) {
    others.updateValue(facts, forKey: id)
  }

  /// Adds an object of which is known what was read.
  mutating func addKnown(_ place: Int) {
    while isListed.count <= place { isListed.append(false) }
    guard !isListed[place] else { return }
    isListed[place] = true
    places.append(UInt32(place))
  }

  /// Calls `body` with each object; the facts are nil where it is lost.
  func forEach(_ body: (ObjectID, Facts?) throws -> Void) rethrows {
    for place in places { try body(known.ids[Int(place)], known.facts(at: Int(place)).facts) }
    for (id, facts) in others { try body(id, facts?.facts) }
  }

  /// What is known of an object: nil where the commit does not list it, and in that nil where it is
  /// lost.
  func facts(of id: ObjectID) -> ObjectFacts?? {
    if let facts = others[id] { return .some(facts) }
    guard let place = place(of: id) else { return nil }
    return .some(known.facts(at: place))
  }

  /// How many there are.
  var count: Int { places.count + others.count }

  /// The type of an object, as `facts(of:)`.
  func type(of id: ObjectID) -> ObjectType?? {
    if let facts = others[id] { return .some(facts?.facts.type) }
    guard let place = place(of: id) else { return nil }
    return .some(known.type(at: place))
  }

  /// Calls `body` with each object that was read.
  func forEachRead(_ body: (ObjectID) -> Void) {
    for place in places { body(known.ids[Int(place)]) }
  }

  private func place(of id: ObjectID) -> Int? {
    guard let place = known.place(of: id), place < isListed.count, isListed[place] else {
      return nil
    }
    return place
  }

  /// The objects in the order in which they are numbered: those without keys by their ids, then the
  /// others by their keys, so that lists come in an order that a person expects.
  func ordered() -> [ObjectID] {
    var keys = KeyedPlaces()
    var rest = Array(others.keys)
    for place in places {
      let key = known.key(at: Int(place))
      if key.isEmpty {
        rest.append(known.ids[Int(place)])
      } else {
        keys.add(key, place)
      }
    }
    return rest.sorted() + keys.sorted(known.ids)
  }
}

/// Sorts places by the keys of what stands there, without making texts of them.
private struct KeyedPlaces {
  private var bytes: [UInt8] = []
  private var entries: [Entry] = []

  private struct Entry {
    /// Where in `bytes` the next one's key begins.
    var end: UInt32
    var start: UInt32
    var place: UInt32
  }

  /// Adds a key's canonical text.
  mutating func add(_ key: UnsafeRawBufferPointer, _ place: UInt32) {
    let start = UInt32(bytes.count)
    KeyOrder.append(key, to: &bytes)
    entries.append(Entry(end: UInt32(bytes.count), start: start, place: place))
  }

  consuming func sorted(_ ids: [ObjectID]) -> [ObjectID] {
    let bytes = bytes
    bytes.withUnsafeBytes { bytes in
      func key(_ entry: Entry) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: bytes[Int(entry.start)..<Int(entry.end)])
      }
      entries.sort { left, right in
        let order = key(left).compare(with: key(right))
        return order == 0 ? ids[Int(left.place)] < ids[Int(right.place)] : order < 0
      }
    }
    return entries.map { ids[Int($0.place)] }
  }
}
