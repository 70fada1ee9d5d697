import TaglioFormat

extension SchemaSource {
  /// The bounds of numbers, and `multipleOf`.
  func numberKeywords() throws(SchemaError) -> [any Keyword] {
    var keywords: [any Keyword] = []
    func demand(
      _ keyword: String,
      _ complaint: String,
      _ test: @escaping @Sendable (_ value: DecimalNumber, _ bound: DecimalNumber) -> Bool
    ) throws(SchemaError) {
      guard let bound = try decimal(keyword) else { return }
      let words = "\(complaint) \(self[keyword]?.subject ?? "")"
      keywords.append(
        Assertion(keyword, words) { instance, _ in
          guard let value = DecimalNumber(instance) else { return true }
          return test(value, bound)
        }
      )
    }
    try demand("minimum", "is less than the minimum") { $0 >= $1 }
    try demand("exclusiveMinimum", "is not more than") { $0 > $1 }
    try demand("maximum", "is more than the maximum") { $0 <= $1 }
    try demand("exclusiveMaximum", "is not less than") { $0 < $1 }
    if let divisor = try decimal("multipleOf"), divisor.isNegative || divisor.digits == 0 {
      throw refusal("multipleOf", "must be a number above 0")
    }
    try demand("multipleOf", "is not a multiple of") { $0.isMultiple(of: $1) }
    return keywords
  }
}
