import TaglioFormat

/// A schema whose keywords are being read.
struct SchemaSource {
  let compiler: SchemaCompiler
  let number: Int

  private var view: JSONView { compiler.views[number] }

  /// The value of a keyword.
  subscript(keyword: String) -> JSONView? { view[keyword] }

  /// The error that says what is wrong with a keyword.
  func refusal(_ keyword: String, _ detail: String) -> SchemaError {
    compiler.refusal(number, keyword, detail)
  }

  /// The number of the schema that a keyword holds.
  func schema(_ keyword: String) -> Int? {
    view[keyword].flatMap { compiler.number(of: $0, inDocumentOf: number) }
  }

  /// The numbers of the schemas in the array that a keyword holds; none without it.
  func schemas(_ keyword: String) -> [Int] {
    guard let list = view[keyword] else { return [] }
    return list.elements.compactMap { compiler.number(of: $0, inDocumentOf: number) }
  }

  /// The numbers of the schemas in the object that a keyword holds, with their names.
  func namedSchemas(_ keyword: String) -> [(name: String, schema: Int)] {
    guard let map = view[keyword] else { return [] }
    return map.members.compactMap { key, value in
      compiler.number(of: value, inDocumentOf: number).map { (key.string ?? "", $0) }
    }
  }

  /// The value of a keyword that is a whole number from 0.
  func count(_ keyword: String) throws(SchemaError) -> Int? {
    guard let value = view[keyword] else { return nil }
    guard let count = DecimalNumber(value)?.count else {
      throw refusal(keyword, "must be a whole number that is not negative")
    }
    return count
  }

  /// The value of a keyword that is a number.
  func decimal(_ keyword: String) throws(SchemaError) -> DecimalNumber? {
    guard let value = view[keyword] else { return nil }
    guard let decimal = DecimalNumber(value) else { throw refusal(keyword, "must be a number") }
    return decimal
  }

  /// Strings of which none occurs twice; `value` belongs to the keyword.
  func names(_ value: JSONView, _ keyword: String) throws(SchemaError) -> [ExactString] {
    let names = value.elements.compactMap { $0.string.map { ExactString($0) } }
    guard value.kind == .array, names.count == value.count, Set(names).count == names.count else {
      throw refusal(keyword, "must be an array of strings, each once")
    }
    return names
  }

  /// A pattern of a keyword.
  func pattern(_ text: String, _ keyword: String) throws(SchemaError) -> Pattern {
    let pattern: Pattern
    do {
      pattern = try Pattern(text)
    } catch {
      let place = compiler.nodes.place(number, keyword)
      throw SchemaError(code: .badPattern, place: place, detail: error.detail)
    }
    try compiler.count(number, pattern)
    return pattern
  }
}

extension SchemaCompiler {
  /// Reads all that a schema demands.
  func readKeywords(of number: Int) throws(SchemaError) {
    guard views[number].kind == .object else {
      let isClosed = views[number].kind == .false
      return setKeywords(isClosed ? [Assertion.nothing] : [], unevaluated: [], of: number)
    }
    let source = SchemaSource(compiler: self, number: number)
    let dialect = resources[nodes[number].origin.resource].dialect
    var keywords = try references(of: number)
    if dialect.validates {
      keywords += try source.valueKeywords()
      keywords += try source.numberKeywords()
      keywords += try source.stringKeywords()
      keywords += try source.sizeKeywords()
      keywords += try source.memberNameKeywords()
    }
    if dialect.applies {
      keywords += source.logicKeywords()
      keywords += try source.arrayKeywords(countsContained: dialect.validates)
      keywords += try source.objectKeywords()
    }
    let unevaluated = dialect.leavesOver ? source.unevaluatedKeywords() : []
    setKeywords(keywords, unevaluated: unevaluated, of: number)
  }
}
