import Testing

@testable import TaglioImport

@Suite struct YAMLScalarTests {
  /// A plain scalar and the canonical JSON of its value.
  static let plain: [(yaml: String, json: String)] = [
    ("", "null"), ("~", "null"), ("null", "null"), ("Null", "null"), ("NULL", "null"),
    ("nULL", #""nULL""#),
    ("true", "true"), ("True", "true"), ("TRUE", "true"), ("false", "false"), ("False", "false"),
    ("FALSE", "false"), ("tRUE", #""tRUE""#),
    ("yes", #""yes""#), ("no", #""no""#), ("on", #""on""#), ("Off", #""Off""#), ("y", #""y""#),
    ("0", "0"), ("-0", "0"), ("+12", "12"), ("017", "17"), ("-017", "-17"), ("000", "0"),
    ("0o17", "15"), ("0o18", #""0o18""#), ("-0o17", #""-0o17""#), ("0x1F", "31"),
    ("0xg", #""0xg""#),
    ("0x", #""0x""#), ("0b11", #""0b11""#), ("1_000", #""1_000""#), ("1:30", #""1:30""#),
    ("9223372036854775807", "9223372036854775807"),
    ("-9223372036854775808", "-9223372036854775808"),
    ("18446744073709551615", "18446744073709551615"),
    ("0xFFFFFFFFFFFFFFFF", "18446744073709551615"),
    ("100000000000000000000", "100000000000000000000"),
    ("1.0", "1"), ("1.", "1"), (".5", "0.5"), ("-.5", "-0.5"), ("+007.50", "7.5"), ("1e3", "1000"),
    ("1E+3", "1000"), ("1.5e-7", "1.5e-7"), (".", #"".""#), ("+", #""+""#), ("-x", #""-x""#),
    ("1e", #""1e""#), ("1e+", #""1e+""#), (".e3", #"".e3""#), ("1.2.3", #""1.2.3""#),
    ("12345678901234567890123.", "1.2345678901234568e+22"),
    ("0.1234567890123456789", "0.12345678901234568"),
    ("2001-01-23", #""2001-01-23""#),
    ("2001-12-14t21:59:43.10-05:00", #""2001-12-14t21:59:43.10-05:00""#),
    ("1.2.3.4", #""1.2.3.4""#), ("+.nan", #""+.nan""#), ("<<", #""<<""#), ("=", #""=""#),
  ]

  @Test(arguments: plain)
  func plainScalarsFollowTheCoreSchema(_ one: (yaml: String, json: String)) throws {
    #expect(try yamlDocuments(Array("- \(one.yaml)\n".utf8)) == ["[\(one.json)]"])
  }

  /// A scalar with a tag or quotation marks, and its JSON.
  static let marked: [(yaml: String, json: String)] = [
    (#""12""#, #""12""#), ("'true'", #""true""#), ("'~'", #""~""#), (#""""#, #""""#),
    ("!!str 12", #""12""#), ("!!str", #""""#), ("! 12", #""12""#), ("!", #""""#),
    ("&a ! 12", #""12""#), ("! &a 12", #""12""#), ("&a 12", "12"), ("!!int '12'", "12"),
    ("!!int 0x10", "16"), ("!!float 3", "3"),
    ("!!float 1180591620717411303424", "1.1805916207174113e+21"),
    ("!!bool 'true'", "true"), ("!!null ''", "null"), ("!!seq [1]", "[1]"),
    ("!!map {a: 1}", #"{"a":1}"#),
    ("!<tag:yaml.org,2002:str> 1", #""1""#),
    ("|-\n  12", #""12""#), (">-\n  a\n  b", #""a b""#), (#""\x41\u00e9\U0001F600\/""#, #""Aé😀/""#),
  ]

  @Test(arguments: marked)
  func quotesAndTagsDecideTheKind(_ one: (yaml: String, json: String)) throws {
    #expect(try yamlDocuments(Array("- \(one.yaml)\n".utf8)) == ["[\(one.json)]"])
  }

  /// Keys are the text of their scalars as written.
  static let keys: [(yaml: String, key: String)] = [
    ("1", "1"), ("017", "017"), ("1.10", "1.10"), ("yes", "yes"), ("true", "true"), ("~", "~"),
    ("? \n", ""), ("<<", "<<"), ("'q r'", "q r"), ("!!int 1", "1"), ("2001-01-23", "2001-01-23"),
  ]

  @Test(arguments: keys)
  func keysAreText(_ one: (yaml: String, key: String)) throws {
    #expect(try yamlDocuments(Array("\(one.yaml): v\n".utf8)) == ["{\"\(one.key)\":\"v\"}"])
  }
}
