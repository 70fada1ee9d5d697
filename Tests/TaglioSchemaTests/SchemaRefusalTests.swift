import TaglioSchema
import Testing

/// Schemas that are wrong themselves are refused, with the place.
@Suite struct SchemaRefusalTests {
  @Test(arguments: [
    ("5", "a schema is an object or a truth value"),
    (#"{"type":5}"#, "/type: must be null, boolean,"),
    (#"{"type":[]}"#, "/type: must be null, boolean,"),
    (#"{"type":["string","string"]}"#, "/type: must be null, boolean,"),
    (#"{"properties":{"a/b":{"type":"text"}}}"#, "/properties/a~1b/type: must be null"),
    (#"{"properties":[]}"#, "/properties: must be an object whose members are schemas"),
    (#"{"properties":{"a":1}}"#, "/properties/a: a schema is an object or a truth value"),
    (#"{"items":[{}]}"#, "/items: a schema is an object or a truth value"),
    (#"{"anyOf":[]}"#, "/anyOf: must be an array of at least one schema"),
    (#"{"allOf":{}}"#, "/allOf: must be an array of at least one schema"),
    (#"{"enum":1}"#, "/enum: must be an array of values"),
    (#"{"minLength":-1}"#, "/minLength: must be a whole number that is not negative"),
    (#"{"maxItems":1.5}"#, "/maxItems: must be a whole number that is not negative"),
    (#"{"minimum":"1"}"#, "/minimum: must be a number"),
    (#"{"multipleOf":0}"#, "/multipleOf: must be a number above 0"),
    (#"{"uniqueItems":1}"#, "/uniqueItems: must be true or false"),
    (#"{"required":"a"}"#, "/required: must be an array of strings, each once"),
    (#"{"required":["a","a"]}"#, "/required: must be an array of strings, each once"),
    (#"{"dependentRequired":{"a":1}}"#, "/dependentRequired: must be an array of strings"),
    (#"{"pattern":1}"#, "/pattern: must be a string"),
    (#"{"pattern":"("}"#, #"/pattern: the pattern "(" has a "(" that is never closed"#),
    (#"{"patternProperties":{"[":true}}"#, #"/patternProperties: the pattern "[" has a "[""#),
    (#"{"$ref":1}"#, "/$ref: must be a string"),
    (##"{"$ref":"#/$defs/a"}"##, "/$ref: #/$defs/a leads to nothing"),
    (##"{"$ref":"#a"}"##, "/$ref: no schema has the anchor a there"),
    (#"{"$ref":"http://x/y"}"#, "/$ref: no schema was given that has the URI http://x/y"),
    (##"{"$ref":"#/const","const":1}"##, "/const: a schema is an object or a truth value"),
    (#"{"$id":"a#b"}"#, "/$id: must not have a fragment"),
    (#"{"$anchor":"1a"}"#, "/$anchor: must be a name"),
    (#"{"not":{"$anchor":"a"},"$anchor":"a"}"#, "/not/$anchor: another schema has the anchor a"),
    (#"{"$defs":{"a":{"$id":"u:a"},"b":{"$id":"u:a"}}}"#, "/$defs/b/$id: another schema has"),
    (
      #"{"$schema":"http://json-schema.org/draft-07/schema#"}"#, "/$schema: http://json-schema.org/"
    ),
  ])
  func isRefused(text: String, words: String) {
    do {
      _ = try schema(text)
      Issue.record("it was taken: \(text)")
    } catch {
      #expect("\(error)".hasPrefix(words), "\(text)")
    }
  }

  @Test func vocabularyThatIsNotKnownIsRefusedWhereItIsNeeded() throws {
    func metaschema(_ isNeeded: Bool) -> [String: String] {
      ["http://x/m": #"{"$vocabulary":{"http://x/v":\#(isNeeded)}}"#]
    }
    let text = #"{"$schema":"http://x/m","type":"string"}"#
    // Without the vocabulary "validation", `type` means nothing.
    #expect(try schema(text, documents: metaschema(false)).words("1") == [])
    #expect(throws: SchemaError.self) { try schema(text, documents: metaschema(true)) }
  }

  @Test func mistakeInADocumentIsFoundThere() {
    do {
      _ = try schema(#"{"$ref":"http://x/y"}"#, documents: ["http://x/y": #"{"type":5}"#])
      Issue.record("it was taken")
    } catch {
      #expect("\(error)".hasPrefix("http://x/y#/type: must be"))
    }
  }
}
