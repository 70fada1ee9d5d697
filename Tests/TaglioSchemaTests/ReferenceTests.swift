import TaglioSchema
import Testing

/// Where references lead.
@Suite struct ReferenceTests {
  @Test(arguments: [
    ##"{"$ref":"#/$defs/a","$defs":{"a":{"type":"string"}}}"##,
    ##"{"$ref":"#/$defs/a%25~1b","$defs":{"a%/b":{"type":"string"}}}"##,
    ##"{"$ref":"#here","$defs":{"a":{"$anchor":"here","type":"string"}}}"##,
    ##"{"$ref":"#/definitions/a","definitions":{"a":{"type":"string"}}}"##,
    ##"{"$ref":"#/allOf/1","allOf":[true,{"type":"string"}]}"##,
    ##"{"$id":"http://x/a/b","$ref":"c","$defs":{"a":{"$id":"/a/c","type":"string"}}}"##,
    ##"{"$id":"http://x/a/","$ref":"../d#e"}"##,
    ##"{"$ref":"urn:example:s"}"##,
    ##"{"$dynamicRef":"#t","$defs":{"a":{"$dynamicAnchor":"t","type":"string"}}}"##,
    ##"{"$dynamicRef":"#t","$defs":{"a":{"$anchor":"t","type":"string"}}}"##,
  ])
  func leadToASchemaOfStrings(text: String) throws {
    let documents = [
      "http://x/d": ##"{"$defs":{"e":{"$anchor":"e","$ref":"urn:example:s"}}}"##,
      "urn:example:s#": #"{"type":"string"}"#, "http://x/unused": "5",
    ]
    let schema = try schema(text, documents: documents)
    #expect(try schema.words(#""text""#) == [])
    #expect(try schema.words("1").first == "1 is not of type string")
  }

  @Test func violationNamesItsDocument() throws {
    let schema = try schema(
      ##"{"items":{"$ref":"http://x/d#/$defs/e"}}"##,
      documents: ["http://x/d": ##"{"$defs":{"e":{"maximum":1}}}"##]
    )
    let violation = try #require(schema.violations(of: try json("[1,2]")).first)
    #expect(violation.description == "/1: 2 is more than the maximum 1")
    #expect(violation.schema.description == "http://x/d#/$defs/e/maximum")
  }

  /// A tree whose nodes become strict where the outermost schema says so.
  @Test func dynamicReferenceLeadsToTheOutermost() throws {
    let tree = ##"""
      {"$id":"http://x/tree","$dynamicAnchor":"node","type":"object",
      "properties":{"children":{"items":{"$dynamicRef":"#node"}}}}
      """##
    let strict = ##"""
      {"$id":"http://x/strict","$dynamicAnchor":"node","$ref":"tree",
      "unevaluatedProperties":false}
      """##
    let value = #"{"children":[{"childern":[]}]}"#
    #expect(try schema(tree).words(value) == [])
    let words = try schema(strict, documents: ["http://x/tree": tree]).words(value)
    #expect(words == ["/children/0/childern: the array is not allowed here"])
  }

  @Test func recursiveSchemaFollowsTheValue() throws {
    let schema = try schema(##"{"type":"array","items":{"$ref":"#"},"maxItems":1}"##)
    #expect(try schema.words("[[[[]]]]") == [])
    #expect(try schema.words("[[[1]]]") == ["/0/0/0: 1 is not of type array"])
  }
}
