import TaglioFormat
import TestSupport
import Testing

@Suite struct IDTableTests {
  /// Few different low words, so that slots meet often.
  @Test(arguments: UInt64(1)...5)
  func agreesWithADictionary(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var table = IDTable()
    var model: [ObjectID: Int] = [:]
    var order: [ObjectID] = []
    for _ in 0..<3000 {
      let low = UInt64.random(in: 0..<40, using: &generator)
      let id = ObjectID(words: (UInt64.random(in: 0..<40, using: &generator), low, 0, 0))
      let (place, isNew) = table.insert(id)
      #expect(isNew == (model[id] == nil), "seed \(seed)")
      if isNew {
        model[id] = order.count
        order.append(id)
      }
      #expect(place == model[id], "seed \(seed)")
    }
    #expect(table.ids == order && table.count == order.count)
    let unknown = ObjectID(words: (1, 2, 3, 4))
    #expect(table.place(of: unknown) == nil)
    #expect(IDTable().place(of: unknown) == nil)
  }
}
