import TaglioFormat
import TaglioStore

/// Part of a list of cases or experiments of which only the numbers are known yet.
///
/// Its items are made when they are asked for, so that a list of a million takes little memory.
package struct LineageSelection {
  private let snapshot: Snapshot
  private let numbers: ArraySlice<UInt32>
  private let removed: Set<Target>
  private let total: Int
  private let offset: Int

  init(
    _ snapshot: Snapshot,
    _ lineages: [UInt32],
    _ removed: Set<Target>,
    _ request: PageRequest
  ) {
    self.snapshot = snapshot
    self.removed = removed
    numbers = lineages.dropFirst(request.offset).prefix(request.limit ?? .max)
    total = lineages.count
    offset = request.offset
  }

  /// All items at once.
  package func page() throws -> Page<LineageItem> {
    let items = try numbers.map { try snapshot.item($0, removed) }
    return Page(items: items, total: total, offset: offset)
  }

  /// Hands the items on one by one; the page that comes back says how many, and keeps none.
  package func forEach(_ body: (LineageItem) throws -> Void) throws -> Page<LineageItem> {
    for number in numbers { try body(snapshot.item(number, removed)) }
    return Page(items: [], total: total, offset: offset, count: numbers.count)
  }
}
