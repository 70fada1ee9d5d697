/// A pattern as instructions for a machine that is in many places at once.
///
/// The machine of Thompson, "Regular expression search algorithm" (Communications of the ACM 11,
/// 1968), with tests that look at the place in the text. Repetitions with counts are written out.
struct PatternProgram: Sendable {
  enum Instruction: Sendable {
    /// Passes over a character of a set.
    case pass(ScalarSet)
    /// Goes on at both.
    case fork(Int, Int)
    case jump(Int)
    case start
    case end
    case boundary(isThere: Bool)
    /// Goes on after `next` if the program that begins after this instruction matches here, or not.
    case ahead(next: Int, isThere: Bool)
    case match
  }

  private(set) var instructions: [Instruction] = []

  /// How many parts were looked at and instructions written.
  private(set) var work = 0

  /// Writes the instructions; refused if there are more than `SchemaLimits.instructions`.
  init(_ tree: PatternTree) throws(PatternError) {
    try append(tree)
    try emit(.match)
  }

  private mutating func append(_ tree: PatternTree) throws(PatternError) {
    try count()
    switch tree {
    case .set(let set): try emit(.pass(set))
    case .sequence(let parts): for part in parts { try append(part) }
    case .choice(let parts): try append(choice: parts[...])
    case .repeated(let part, let least, let most):
      for _ in 0..<least { try append(part) }
      if let most {
        try append(optional: part, times: most - least)
      } else {
        try append(star: part)
      }
    case .start: try emit(.start)
    case .end: try emit(.end)
    case .boundary(let isThere): try emit(.boundary(isThere: isThere))
    case .ahead(let part, let isThere):
      let place = instructions.count
      try emit(.ahead(next: place, isThere: isThere))
      try append(part)
      try emit(.match)
      instructions[place] = .ahead(next: instructions.count, isThere: isThere)
    }
  }

  private mutating func emit(_ instruction: Instruction) throws(PatternError) {
    try count()
    instructions.append(instruction)
  }

  /// Counts what is written and what is looked at, for even nothing can be repeated too often.
  private mutating func count() throws(PatternError) {
    work += 1
    guard work <= 2 * SchemaLimits.instructions else {
      throw PatternError(detail: "the pattern repeats too much")
    }
  }

  private mutating func append(choice parts: ArraySlice<PatternTree>) throws(PatternError) {
    var ends: [Int] = []
    for part in parts.dropLast() {
      let fork = instructions.count
      try emit(.fork(fork, fork))
      try append(part)
      ends.append(instructions.count)
      try emit(.jump(0))
      instructions[fork] = .fork(fork + 1, instructions.count)
    }
    if let last = parts.last { try append(last) }
    for end in ends { instructions[end] = .jump(instructions.count) }
  }

  private mutating func append(star part: PatternTree) throws(PatternError) {
    let fork = instructions.count
    try emit(.fork(fork, fork))
    try append(part)
    try emit(.jump(fork))
    instructions[fork] = .fork(fork + 1, instructions.count)
  }

  /// Every copy can be left for the end at once, so that few places are open at a time.
  private mutating func append(
    optional part: PatternTree,
    times: Int
  ) throws(PatternError) {
    var forks: [Int] = []
    for _ in 0..<times {
      forks.append(instructions.count)
      try emit(.fork(0, 0))
      try append(part)
    }
    for fork in forks { instructions[fork] = .fork(fork + 1, instructions.count) }
  }
}
