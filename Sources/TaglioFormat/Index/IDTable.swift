/// Finds entries by id that are kept elsewhere, each at a place from 0 on.
///
/// Open addressing with linear probing, at most three quarters full: 6 to 11 bytes an entry. Ids are
/// as good as random, so that their bits are the hash.
package struct IDSlots: Sendable {
  /// A place plus one; 0 where a slot is free.
  @usableFromInline var slots: [UInt32] = []
  @usableFromInline var used = 0

  package init() {}

  /// The place of an id; `idAt` tells which id stands at a place.
  @inlinable
  package func find(_ id: ObjectID, _ idAt: (Int) -> ObjectID) -> Int? {
    guard !slots.isEmpty else { return nil }
    var slot = first(id)
    while slots[slot] != 0 {
      let place = Int(slots[slot]) - 1
      if idAt(place) == id { return place }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// Adds an id that is not here yet and stands at `place`.
  @inlinable
  package mutating func insert(_ id: ObjectID, at place: Int, _ idAt: (Int) -> ObjectID) {
    if (used + 1) * 4 > slots.count * 3 { grow(idAt) }
    put(place, id)
    used += 1
  }

  @usableFromInline
  func first(_ id: ObjectID) -> Int {
    Int(truncatingIfNeeded: id.w1) & (slots.count - 1)
  }

  @usableFromInline
  mutating func put(_ place: Int, _ id: ObjectID) {
    var slot = first(id)
    while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = UInt32(place + 1)
  }

  @usableFromInline
  mutating func grow(_ idAt: (Int) -> ObjectID) {
    let old = slots
    slots = [UInt32](repeating: 0, count: max(16, old.count * 2))
    for entry in old where entry != 0 { put(Int(entry) - 1, idAt(Int(entry) - 1)) }
  }
}

/// Ids in the order in which they came, each once: some 40 bytes an id.
package struct IDTable: Sendable {
  package private(set) var ids: [ObjectID] = []
  private var slots = IDSlots()

  package init() {}

  package var count: Int { ids.count }

  /// The place of an id in the order, from 0.
  package func place(of id: ObjectID) -> Int? {
    slots.find(id) { ids[$0] }
  }

  /// The place of an id, which is added where it is new.
  package mutating func insert(_ id: ObjectID) -> (place: Int, isNew: Bool) {
    if let place = place(of: id) { return (place, false) }
    ids.append(id)
    slots.insert(id, at: ids.count - 1) { ids[$0] }
    return (ids.count - 1, true)
  }
}
