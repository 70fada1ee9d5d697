/// A regular expression of a schema.
///
/// The dialect is that of ECMA-262 with the flag `u`, by code points, without what needs to go back
/// and try again: references to groups, and looking behind. The standard library's `Regex` does that;
/// `(?:a?){18}a{18}` took it 22 seconds over four letters, and twice as long for each one more than 18.
/// Here no pattern takes longer than the budget that it is given.
struct Pattern: Sendable {
  private let program: PatternProgram

  /// Reads a pattern.
  init(_ text: String) throws(PatternError) {
    program = try PatternProgram(try PatternParser.parse(text))
  }

  /// What it took to write the program, which is no shorter than that.
  var work: Int { program.work }

  /// Whether some part of a text matches; nil if that takes more than the budget.
  ///
  /// - Parameter budget: how many instructions may be carried out; what was is taken from it.
  func matches(_ text: String, budget: inout Int) -> Bool? {
    var run = PatternRun(program, text, budget: budget)
    defer { budget = run.budget }
    return run.search()
  }
}
