import TaglioFormat
import TestSupport
import Testing

@Suite struct ScratchBytesTests {
  /// Memory that can be made to run out.
  private final class Block: ScratchBlock {
    private(set) var bytes: UnsafeMutableRawBufferPointer
    private let most: Int

    init(_ capacity: Int, most: Int) {
      self.most = most
      bytes = .allocate(byteCount: capacity, alignment: 8)
    }

    deinit { bytes.deallocate() }

    func grow(to capacity: Int) -> Bool {
      guard capacity <= most else { return false }
      let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: capacity, alignment: 8)
      larger.copyMemory(from: UnsafeRawBufferPointer(bytes))
      bytes.deallocate()
      bytes = larger
      return true
    }
  }

  private struct Source: Scratch {
    let most: Int

    func block(capacity: Int) -> (any ScratchBlock)? {
      capacity <= most ? Block(capacity, most: most) : nil
    }
  }

  /// In memory, in a block, in one that grows, and back in memory where no block is large enough.
  @Test(arguments: [0, 8 << 20, 32 << 20, .max])
  func holdsWhatWasAppended(most: Int) {
    var generator = SeededGenerator(seed: 5)
    let bytes = ScratchBytes(Source(most: most))
    var model: [UInt8] = []
    while model.count < 10 << 20 {
      let piece = [UInt8](
        repeating: UInt8.random(in: .min ... .max, using: &generator),
        count: Int.random(in: 0..<1_500_000, using: &generator)
      )
      bytes.append(piece)
      model += piece
    }
    bytes.append(zeros: 9)
    model += [UInt8](repeating: 0, count: 9)
    bytes.store(bigEndian: UInt32(0x0102_0304), at: model.count - 6)
    model.replaceSubrange(model.count - 6..<model.count - 2, with: [1, 2, 3, 4])
    #expect(bytes.count == model.count)
    #expect(bytes.copy == model)
  }
}
