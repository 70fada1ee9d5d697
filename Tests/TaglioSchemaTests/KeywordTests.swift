import TaglioFormat
import TaglioSchema
import Testing

/// Each keyword: what it takes, and what it says about the rest.
@Suite struct KeywordTests {
  struct Row: Sendable {
    var schema: String
    var good: [String]
    var bad: [(value: String, words: String)]
  }

  @Test(arguments: values + numbers + strings + arrays + objects + logic + leftOver)
  func keyword(row: Row) throws {
    let schema = try schema(row.schema)
    for value in row.good {
      #expect(try schema.words(value) == [], "\(row.schema): \(value)")
      #expect(schema.accepts(try json(value)))
    }
    for (value, words) in row.bad {
      #expect(try schema.words(value).joined(separator: " | ") == words, "\(row.schema)")
      #expect(!schema.accepts(try json(value)))
    }
  }

  private static let values = [
    Row(schema: "true", good: ["null", "{}"], bad: []),
    Row(schema: "false", good: [], bad: [("1", "1 is not allowed here")]),
    Row(schema: "{}", good: ["null", "[1]"], bad: []),
    Row(
      schema: #"{"type":"integer"}"#,
      good: ["1", "1.0", "-0", "1e3", "18446744073709551615"],
      bad: [("1.5", "1.5 is not of type integer"), (#""1""#, #""1" is not of type integer"#)]
    ),
    Row(
      schema: #"{"type":["string","null"]}"#,
      good: [#""""#, "null"],
      bad: [("[1]", "the array is not of type null or string")]
    ),
    Row(
      schema: #"{"type":["boolean","object","array","number"]}"#,
      good: ["true", "{}", "[]", "0.5"],
      bad: [("null", "null is not of type boolean, object, array or number")]
    ),
    Row(
      schema: #"{"enum":[1,"a",[1.0],null]}"#,
      good: ["1.0", #""a""#, "[1]", "null"],
      bad: [("[1,2]", #"the array is not one of 1, "a", [1], null"#)]
    ),
    Row(
      schema: #"{"const":9007199254740993}"#,
      good: ["9007199254740993"],
      bad: [("9007199254740992", "9007199254740992 is not 9007199254740993")]
    ),
    // Equal to the eye, not byte for byte.
    Row(schema: #"{"const":"é"}"#, good: [#""é""#], bad: [(#""e\u0301""#, #""é" is not "é""#)]),
    Row(schema: #"{"format":"email","title":"T","unknown":5}"#, good: [#""x""#], bad: []),
  ]

  private static let numbers = [
    Row(
      schema: #"{"minimum":-1,"maximum":1}"#,
      good: ["1.0", "-1", #""text""#],
      bad: [
        ("1.5", "1.5 is more than the maximum 1"), ("-2", "-2 is less than the minimum -1"),
      ]
    ),
    Row(
      schema: #"{"exclusiveMinimum":0,"exclusiveMaximum":0.3}"#,
      good: ["0.1", "5e-324"],
      bad: [("0", "0 is not more than 0"), ("0.3", "0.3 is not less than 0.3")]
    ),
    Row(
      schema: #"{"maximum":9007199254740992}"#,
      good: ["9007199254740992"],
      bad: [
        ("9007199254740993", "9007199254740993 is more than the maximum 9007199254740992")
      ]
    ),
    Row(
      schema: #"{"multipleOf":0.1}"#,
      good: ["0.3", "1", "-0.7", "0", "1e300"],
      bad: [("0.35", "0.35 is not a multiple of 0.1")]
    ),
  ]

  private static let strings = [
    Row(
      schema: #"{"minLength":2,"maxLength":2.0}"#,
      good: [#""ab""#, #""😀😀""#, #""e\u0301""#, "1"],
      bad: [
        (#""a""#, #""a" is shorter than 2 characters"#),
        (#""abc""#, #""abc" is longer than 2 characters"#),
      ]
    ),
    Row(
      schema: #"{"pattern":"^[a-c]+\\d$"}"#,
      good: [#""abc1""#, "7"],
      bad: [(#""abc١""#, #""abc١" does not match the pattern "^[a-c]+\d$""#)]
    ),
  ]

  private static let arrays = [
    Row(
      schema: #"{"minItems":1,"maxItems":2}"#,
      good: ["[1]", "[1,2]", "{}"],
      bad: [
        ("[]", "the array has fewer than 1 elements"),
        ("[1,2,3]", "the array has more than 2 elements"),
      ]
    ),
    Row(
      schema: #"{"uniqueItems":true}"#,
      good: ["[1,true,\"1\",[1],{\"a\":1}]"],
      bad: [
        ("[1,2,1.0]", "the elements 0 and 2 are the same"),
        (#"[{"a":1,"b":2},{"b":2,"a":1}]"#, "the elements 0 and 1 are the same"),
      ]
    ),
    Row(schema: #"{"uniqueItems":false}"#, good: ["[1,1]"], bad: []),
    Row(
      schema: #"{"prefixItems":[{"type":"string"}],"items":{"type":"number"}}"#,
      good: [#"["a",1,2]"#, "[]"],
      bad: [(#"[1,"b"]"#, #"/0: 1 is not of type string | /1: "b" is not of type number"#)]
    ),
    Row(
      schema: #"{"contains":{"type":"number"},"minContains":2,"maxContains":3}"#,
      good: [#"[1,"a",2]"#, "1"],
      bad: [
        ("[1]", "the array has 1 of the elements that it must contain, not 2"),
        ("[1,2,3,4]", "the array has 4 of the elements that it must contain, more than 3"),
      ]
    ),
    Row(
      schema: #"{"contains":{"const":1}}"#,
      good: ["[2,1]"],
      bad: [("[]", "the array has 0 of the elements that it must contain, not 1")]
    ),
  ]

  private static let objects = [
    Row(
      schema: #"{"minProperties":1,"maxProperties":1}"#,
      good: [#"{"a":1}"#, "[]"],
      bad: [
        ("{}", "the object has fewer than 1 members"),
        (#"{"a":1,"b":2}"#, "the object has more than 1 members"),
      ]
    ),
    Row(
      schema: #"{"required":["a","b/c"]}"#,
      good: [#"{"a":null,"b/c":1}"#],
      bad: [(#"{"b":1}"#, #"the member "a" is missing | the member "b/c" is missing"#)]
    ),
    Row(
      schema: #"{"required":["a","b","c","d","e","f","g","h","i"]}"#,
      good: [#"{"a":1,"b":1,"c":1,"d":1,"e":1,"f":1,"g":1,"h":1,"i":1}"#],
      bad: [
        (#"{"a":1,"b":1,"c":1,"d":1,"e":1,"f":1,"g":1,"h":1}"#, #"the member "i" is missing"#)
      ]
    ),
    Row(
      schema: #"{"dependentRequired":{"a":["b"]}}"#,
      good: [#"{"b":1}"#, #"{"a":1,"b":1}"#],
      bad: [(#"{"a":1}"#, #"the member "b" is missing, which "a" demands"#)]
    ),
    Row(
      schema: #"{"dependentSchemas":{"a":{"maxProperties":1}}}"#,
      good: [#"{"b":1,"c":1}"#, #"{"a":1}"#],
      bad: [(#"{"a":1,"b":1}"#, "the object has more than 1 members")]
    ),
    Row(
      schema: """
        {"properties":{"a":{"type":"string"}},"patternProperties":{"^x":{"type":"number"}},
        "additionalProperties":false}
        """,
      good: [#"{"a":"","x1":2}"#],
      bad: [
        (#"{"a":1}"#, "/a: 1 is not of type string"),
        (#"{"x~/":""}"#, #"/x~0~1: "" is not of type number"#),
        (#"{"b":1}"#, "/b: 1 is not allowed here"),
      ]
    ),
    Row(
      schema: #"{"propertyNames":{"maxLength":1}}"#,
      good: [#"{"a":1}"#],
      bad: [
        (#"{"ab":1}"#, #"the name of a member is wrong: "ab" is longer than 1 character"#)
      ]
    ),
  ]

  private static let logic = [
    Row(
      schema: #"{"allOf":[{"minimum":1},{"maximum":2}]}"#,
      good: ["1", "2"],
      bad: [("3", "3 is more than the maximum 2")]
    ),
    Row(
      schema: #"{"anyOf":[{"type":"string"},{"properties":{"a":{"const":1}},"type":"object"}]}"#,
      good: [#""""#, #"{"a":1}"#],
      bad: [
        (
          #"{"a":2}"#,
          "the object meets none of the 2 schemas: the object is not of type string; /a: 2 is not 1"
        )
      ]
    ),
    Row(
      schema: #"{"oneOf":[{"multipleOf":2},{"multipleOf":3}]}"#,
      good: ["2", "3"],
      bad: [
        ("6", "6 meets the schemas 0 and 1 of oneOf, and must meet one only"),
        (
          "5",
          "5 meets none of the 2 schemas: 5 is not a multiple of 2; 5 is not a multiple of 3"
        ),
      ]
    ),
    Row(
      schema: #"{"not":{"type":"null"}}"#,
      good: ["1"],
      bad: [("null", "null is what must not be here")]
    ),
    Row(
      schema: #"{"if":{"type":"number"},"then":{"minimum":0},"else":{"maxLength":1}}"#,
      good: ["0", #""a""#],
      bad: [
        ("-1", "-1 is less than the minimum 0"), (#""ab""#, #""ab" is longer than 1 character"#),
      ]
    ),
    Row(schema: #"{"then":false,"else":false}"#, good: ["1"], bad: []),
  ]

  private static let leftOver = [
    Row(
      schema: """
        {"allOf":[{"properties":{"a":true}}],"if":{"required":["b"]},
        "then":{"properties":{"b":true}},"unevaluatedProperties":false}
        """,
      good: [#"{"a":1,"b":2}"#, "{}"],
      bad: [(#"{"a":1,"c":2}"#, "/c: 2 is not allowed here")]
    ),
    Row(
      schema: """
        {"anyOf":[{"prefixItems":[{"const":1}]},{"contains":{"const":"x"}}],
        "unevaluatedItems":{"type":"null"}}
        """,
      good: [#"[1,null,"x"]"#],
      bad: [(#"[1,2]"#, "/1: 2 is not of type null")]
    ),
  ]
}
