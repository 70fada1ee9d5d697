import TaglioFormat
import TaglioKit
import Testing

/// What a verdict reads as, what it says of values, and where its mistakes are.
@Suite struct VerdictRuleTests {
  @Test(arguments: [
    ("/correct", "/correct"), (" /score >= 0.5 ", "/score>=0.5"), ("/a/b<=1e2", "/a/b<=100"),
    ("/grade=C", "/grade=\"C\""), ("/grade = \"C\"", "/grade=\"C\""), ("/a!=null", "/a!=null"),
    ("/a>1", "/a>1"), ("/a<1", "/a<1"), ("/a=b=c", "/a=\"b=c\""), ("/a~1b/c", "/a~1b/c"),
    ("/tags=[ 1 , 2 ]", "/tags=[1,2]"), ("/a=two words", "/a=\"two words\""),
  ])
  func textIsReadAndWrittenAgain(_ text: String, _ written: String) throws {
    let rule = try VerdictRule(text)
    #expect("\(rule)" == written)
    #expect(try VerdictRule(written) == rule)
  }

  @Test(arguments: [
    ("correct", "JSON Pointer", 0), ("", "JSON Pointer", 0), (">=0.5", "JSON Pointer", 0),
    ("/score!0.5", "no operator", 6), ("/score>=", "value is missing", 8),
    ("/score >= ", "value is missing", 10), ("/a~2b", "JSON Pointer", 0),
  ])
  func aMistakeIsPointedAt(_ text: String, _ words: String, _ place: Int) throws {
    let error = try #require(throws: TaglioError.self) { try VerdictRule(text) }
    #expect(error.code == .badInput)
    #expect(error.message.contains(words), "\(error.message)")
    #expect(error.excerpt == TaglioError.Excerpt(text, at: place))
    #expect(error.help?.isEmpty == false)
  }

  private static let judged: [(rule: String, value: String, passed: Bool?)] = [
    ("/a", "true", true), ("/a", "false", false), ("/a", "1", nil), ("/a", "null", nil),
    ("/a", "\"true\"", nil), ("/a>=0.5", "0.5", true), ("/a>=0.5", "0.25", false),
    ("/a>=0.5", "\"1\"", nil), ("/a>=0.5", "null", nil), ("/a>0.5", "0.5", false),
    ("/a<2", "1", true), ("/a<=2", "3", false), ("/a=C", "\"C\"", true), ("/a=C", "1", false),
    ("/a!=C", "null", true), ("/a=1", "1", true), ("/a=\"1\"", "1", false), ("/a<b", "\"a\"", true),
    ("/a={\"b\":1}", "{\"b\":1}", true), ("/a<[1]", "[0]", nil),
  ]

  @Test(arguments: judged)
  func valuesAreJudged(_ rule: String, _ value: String, _ passed: Bool?) throws {
    #expect(try VerdictRule(rule).judge(json(value)) == passed)
  }

  @Test func whatIsNotThereHasNoVerdict() throws {
    for rule in ["/a", "/a=1", "/a!=1"] { #expect(try VerdictRule(rule).judge(nil) == nil) }
  }

  @Test func anExperimentThatDoesNotReadHasNoVerdict() throws {
    let fields = json(#"{"name":"x","score":"score","verdict":"correct"}"#)
    let definition = ExperimentDefinition(fields.document.root)
    #expect(definition.name == "x" && definition.verdict == nil && definition.score == nil)
  }
}
