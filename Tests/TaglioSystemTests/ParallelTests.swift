import Synchronization
import TaglioSystem
import Testing

@Suite struct ParallelTests {
  @Test(arguments: [0, 1, 31, 33, 1000, 10_007])
  func callsWithEveryElementOnce(count: Int) throws {
    let seen = Mutex<[Int: Int]>([:])
    try Parallel.forEach(Array(0..<count)) { element in
      seen.withLock { $0[element, default: 0] += 1 }
    }
    let counts = seen.withLock { $0 }
    #expect(counts.count == count)
    #expect(counts.values.allSatisfy { $0 == 1 })
  }

  @Test(arguments: [0, 1, 31, 33, 1000, 10_007])
  func mapsInTheOrderOfTheElements(count: Int) throws {
    let elements = Array(0..<count)
    #expect(try Parallel.map(elements) { $0 * 2 } == elements.map { $0 * 2 })
    #expect(try Parallel.mapLarge(elements) { $0 * 2 } == elements.map { $0 * 2 })
  }

  @Test func mappingThrowsWhatTheBodyThrew() {
    struct Stop: Error {}
    #expect(throws: Stop.self) {
      try Parallel.map(Array(0..<1000)) { element in
        if element == 500 { throw Stop() }
        return element
      }
    }
  }

  @Test(arguments: [20, 100_000])
  func throwsWhatTheBodyThrew(count: Int) {
    struct Stop: Error {}
    #expect(throws: Stop.self) {
      try Parallel.forEach(Array(0..<count)) { element in
        if element == 5 { throw Stop() }
      }
    }
  }

  @Test func leavesOutTheRestAfterAFailure() {
    struct Stop: Error {}
    let calls = Atomic<Int>(0)
    // So few that one thread takes them in order.
    #expect(throws: Stop.self) {
      try Parallel.forEach(Array(0..<20)) { element in
        calls.add(1, ordering: .relaxed)
        if element == 5 { throw Stop() }
      }
    }
    #expect(calls.load(ordering: .relaxed) == 6)
  }
}
