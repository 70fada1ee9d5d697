import TaglioFormat
import Testing

@testable import TaglioSchema

/// Nothing that a schema asks for goes on for ever, or off the stack.
@Suite struct SchemaLimitTests {
  private func check(_ text: String, _ value: String, steps: Int = 20_000) throws -> [String] {
    let schema = try schema(text)
    var run = Evaluation(of: schema, limit: 20, steps: steps)
    _ = run.evaluate(0, try json(value))
    return run.violations.map(\.message)
  }

  @Test(arguments: [
    ##"{"$ref":"#"}"##, ##"{"anyOf":[{"$ref":"#"},{"$ref":"#"}]}"##,
    ##"{"not":{"$ref":"#/$defs/a"},"$defs":{"a":{"not":{"$ref":"#"}}}}"##,
    ##"{"$dynamicAnchor":"a","allOf":[{"$dynamicRef":"#a"}]}"##,
  ])
  func circleOfReferencesIsSaid(text: String) throws {
    let messages = try check(text, "1")
    #expect(messages.count == 1)
    #expect(messages.first?.hasPrefix("cannot be checked: more than 512 schemas") == true)
    #expect(!(try schema(text).accepts(try json("1"))))
  }

  @Test func deepValueIsSaid() throws {
    let text = ##"{"properties":{"a":{"$ref":"#"}}}"##
    func value(_ depth: Int) -> String {
      String(repeating: #"{"a":"#, count: depth) + "1" + String(repeating: "}", count: depth)
    }
    #expect(try check(text, value(200)) == [])
    let messages = try check(text, value(400))
    #expect(messages.first?.hasPrefix("cannot be checked: more than 512 schemas") == true)
  }

  @Test func doublingReferencesEnd() throws {
    let defs = (0..<100).map { number in
      ##""d\##(number)":{"allOf":[{"$ref":"#/$defs/d\##(number + 1)"},"##
        + ##"{"$ref":"#/$defs/d\##(number + 1)"}]}"##
    }
    let text = ##"{"$ref":"#/$defs/d0","$defs":{"d100":true,\##(defs.joined(separator: ","))}}"##
    #expect(try check(text, "1") == ["cannot be checked: the schema asks for too much work"])
  }

  @Test func workGrowsWithTheValue() throws {
    let value = "[" + Array(repeating: "1", count: 5000).joined(separator: ",") + "]"
    let many = Array(repeating: #"{"items":{"minimum":1}}"#, count: 20).joined(separator: ",")
    #expect(try schema(#"{"allOf":[\#(many)]}"#).words(value) == [])
    let messages = try check(#"{"allOf":[\#(many)]}"#, value)
    #expect(messages == ["cannot be checked: the schema asks for too much work"])
  }

  @Test func violationsAreLimited() throws {
    let value = "[" + Array(repeating: "0", count: 1000).joined(separator: ",") + "]"
    let schema = try schema(#"{"items":{"minimum":1}}"#)
    #expect(schema.violations(of: try json(value), limit: 3).count == 3)
    #expect(schema.violations(of: try json(value)).count == 20)
  }

  @Test func tooManySchemasAreRefused() {
    let many = Array(repeating: "true", count: SchemaLimits.schemas).joined(separator: ",")
    #expect(throws: SchemaError.self) { try schema(#"{"anyOf":[\#(many)]}"#) }
    let patterns = (0..<1000).map { #""(a\#($0)){500}":true"# }.joined(separator: ",")
    #expect(throws: SchemaError.self) { try schema(#"{"patternProperties":{\#(patterns)}}"#) }
  }

  @Test func referencesThatPassOverTooMuchAreRefused() throws {
    let members = (0..<4000).map { #""m\#($0)":true"# }.joined(separator: ",")
    func text(_ places: some Sequence<Int>) -> String {
      let references = places.map { ##"{"$ref":"#/x/m\##($0)"}"## }
      return #"{"allOf":[\#(references.joined(separator: ","))],"x":{\#(members)}}"#
    }
    _ = try schema(text(Array(repeating: 5, count: 2000)))
    #expect(throws: SchemaError.self) { try schema(text(0..<2000)) }
  }

  @Test(arguments: ["$id", "$anchor", "$schema", "$ref"])
  func longNamesAreRefused(keyword: String) {
    let text = String(repeating: "a", count: SchemaLimits.uri + 1)
    let error = #expect(throws: SchemaError.self) { try schema(#"{"\#(keyword)":"\#(text)"}"#) }
    #expect(error?.detail.contains("4096 bytes") == true)
  }
}
