import TaglioFormat

/// One check of a value.
struct Evaluation {
  /// One step from a value to a part of it.
  enum Step {
    case member(JSONView)
    case element(Int)
  }

  let schema: Schema

  /// Why the check was given up.
  private var failure: Violation?
  private var found: [Violation] = []
  private var limit: Int

  /// The way to the value that is being checked.
  private var path: [Step] = []

  /// The resources that were entered on the way to the schema that is being checked.
  private var scope: [Int] = []

  /// The schema that is being checked.
  private var current = 0
  private var depth = 0
  private var steps: Int

  /// - Parameters:
  ///   - limit: how many violations are kept.
  ///   - steps: how much work there may be.
  init(of schema: Schema, limit: Int, steps: Int) {
    self.schema = schema
    self.limit = limit
    self.steps = steps
  }

  /// What was found, and at the end why no more could be found, if that is so.
  var violations: [Violation] { found + (failure.map { [$0] } ?? []) }

  var isAborted: Bool { failure != nil }

  /// Whether another violation would not be kept.
  private var isFull: Bool { failure != nil || found.count >= limit }

  /// Whether there is a reason to look at the next of several parts or schemas.
  func goesOn(_ isValid: Bool) -> Bool { failure == nil && (isValid || found.count < limit) }

  /// Checks a value by the schema of this number.
  ///
  /// - Returns: what was looked at; nil if the value is not valid, or the check was given up.
  mutating func evaluate(_ number: Int, _ instance: JSONView) -> Evaluated? {
    guard enter(number) else { return nil }
    let outer = current
    let entered = scope.count
    let node = schema.nodes[number]
    current = number
    if scope.last != node.origin.resource { scope.append(node.origin.resource) }
    defer {
      scope.removeLast(scope.count - entered)
      current = outer
      depth -= 1
    }
    var seen = Evaluated()
    guard holds(node.keywords, instance, &seen), holds(node.unevaluated, instance, &seen) else {
      return nil
    }
    return seen
  }

  /// Checks a part of the value by the schema of this number.
  mutating func evaluate(_ number: Int, _ part: JSONView, at step: Step) -> Evaluated? {
    path.append(step)
    defer { path.removeLast() }
    return evaluate(number, part)
  }

  /// Checks a value without counting what is wrong with it.
  ///
  /// - Returns: what was looked at, or nil, and at most `most` violations.
  mutating func attempt(
    _ number: Int,
    _ instance: JSONView,
    keeping most: Int = 0
  ) -> (seen: Evaluated?, violations: [Violation]) {
    let (outer, outerLimit) = (found, limit)
    (found, limit) = ([], most)
    defer { (found, limit) = (outer, outerLimit) }
    return (evaluate(number, instance), found)
  }

  /// Checks a part of the value without counting what is wrong with it.
  mutating func attempt(_ number: Int, _ part: JSONView, at step: Step) -> Evaluated? {
    path.append(step)
    defer { path.removeLast() }
    return attempt(number, part).seen
  }

  private mutating func holds(
    _ keywords: [any Keyword],
    _ instance: JSONView,
    _ seen: inout Evaluated
  ) -> Bool {
    var isValid = true
    for keyword in keywords {
      guard spend(1) else { return false }
      if !keyword.holds(for: instance, in: &self, marking: &seen) { isValid = false }
      guard goesOn(isValid) else { return false }
    }
    return isValid
  }

  private mutating func enter(_ number: Int) -> Bool {
    guard depth < SchemaLimits.depth else {
      let detail = "more than \(SchemaLimits.depth) schemas apply inside one another"
      return giveUp(number, "cannot be checked: \(detail); is there a circle of references?")
    }
    guard spend(1) else { return false }
    depth += 1
    return true
  }

  /// How much work patterns may still make.
  var instructionsLeft: Int { max(0, steps) * SchemaLimits.instructionsPerStep }

  /// Counts work; false if there was too much.
  mutating func spend(_ count: Int) -> Bool {
    guard failure == nil else { return false }
    steps -= count
    guard steps < 0 else { return true }
    return giveUp(current, "cannot be checked: the schema asks for too much work")
  }

  /// Ends the check here; returns false.
  private mutating func giveUp(_ number: Int, _ message: String) -> Bool {
    failure =
      failure ?? Violation(instance: pointer, schema: schema.place(number), message: message)
    return false
  }

  /// Notes that a keyword of the current schema is not met; returns false.
  mutating func complain(_ keyword: String, _ message: @autoclosure () -> String) -> Bool {
    guard !isFull else { return false }
    let place = schema.place(current, keyword.isEmpty ? nil : keyword)
    found.append(Violation(instance: pointer, schema: place, message: message()))
    return false
  }

  /// What a dynamic reference leads to: the outermost resource that has the anchor decides.
  mutating func target(ofDynamic anchor: String) -> Int? {
    guard spend(scope.count) else { return nil }
    return scope.lazy.compactMap { [schema] in schema.resources[$0].dynamicAnchors[anchor] }.first
  }

  private var pointer: JSONPointer {
    let tokens = path.map { step in
      switch step {
      case .member(let key): key.string ?? ""
      case .element(let index): String(index)
      }
    }
    return JSONPointer(tokens: tokens)
  }
}
