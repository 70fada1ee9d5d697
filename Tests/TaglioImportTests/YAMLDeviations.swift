/// Where reading YAML differs from what the YAML test suite expects, and why.
///
/// In no case is a text that YAML 1.2 allows read as another value.
enum YAMLDeviations {
  /// Libyaml accepts what YAML 1.2 forbids; the value is the only one the text can have.
  static let lenient: [String: (reason: String, json: String)] = [
    "9C9N": ("a flow sequence continues less indented than its parent", #"{"flow":["a","b","c"]}"#),
    "9JBA": ("a comment without a space before it", #"["a","b","c"]"#),
    "CVW2": ("a comment without a space before it", #"["a","b","c"]"#),
    "DK95/1": ("a tab indents a quoted continuation", #"{"foo":"bar baz"}"#),
    "EB22": (
      "a directive without `...` before it; libyaml ends the document there",
      #""scalar1"\#n"scalar2""#
    ),
    "G5U8": ("a plain `-` in a flow sequence", #"[["-","-"]]"#),
    "MUS6/0": ("a comment without a space after a directive", #"null"#),
    "MUS6/1": ("a directive without `...` before it", #"null\#nnull"#),
    "QB6E": ("a quoted continuation is not indented", #"{"quoted":"a b c"}"#),
    "RHX7": ("a directive without `...` before it", #"{"key":"value"}\#nnull"#),
    "S98Z": (
      "an empty block scalar begins with a longer blank line", #"{"empty block scalar":""}"#
    ),
    "SU5Z": ("a comment without a space before it", #"{"key":"value"}"#),
    "X4QW": ("a comment without a space before it", #"{"block":"scalar\n"}"#),
    "Y79Y/3": ("a tab indents a flow sequence", #"[["foo","foo"]]"#),
    "YJV2": ("a plain `-` in a flow sequence", #"["-"]"#),
  ]

  /// Libyaml refuses what YAML 1.2 allows.
  static let strict: [String: String] = [
    "2LFX": "an unknown directive",
    "4MUZ/0": "a colon on the line after its key",
    "4MUZ/1": "a colon on the line after its key",
    "4MUZ/2": "a colon on the line after its key",
    "58MP": "a plain flow scalar begins with a colon",
    "5MUD": "a colon on the line after its key",
    "5T43": "a plain flow scalar begins with a colon",
    "6BCT": "a tab after an indicator",
    "6CA3": "a tab before a flow collection",
    "6LVF": "an unknown directive",
    "7Z25": "a document without `---` after `...`",
    "8XYN": "an anchor with other characters than letters, digits, - and _",
    "96NN/0": "a tab begins a block of text",
    "96NN/1": "a tab begins a block of text",
    "9SA2": "a flow key over two lines",
    "A2M4": "a tab after an indicator",
    "BEC7": "an unknown version",
    "DBG4": "a plain flow scalar begins with a colon",
    "DK3J": "a block of text that is not indented",
    "DK95/0": "a tab follows the indentation",
    "DK95/3": "a line of white space with a tab",
    "DK95/4": "a line of white space with a tab",
    "FP8R": "a block of text that is not indented",
    "HM87/0": "a plain flow scalar begins with a colon",
    "HWV9": "`...` without a document",
    "K3WX": "a colon on the line after its key",
    "M7A3": "a document without `---` after `...`",
    "MUS6/5": "an unknown directive",
    "MUS6/6": "an unknown directive",
    "NJ66": "a flow key over two lines",
    "Q5MG": "a tab before a flow collection",
    "QT73": "`...` without a document",
    "R4YG": "a tab begins a block of text",
    "UT92": "a flow key over two lines",
    "VJP3/1": "a colon on the line after its key",
    "W4TN": "a block of text that is not indented",
    "W5VH": "an anchor with other characters than letters, digits, - and _",
    "Y79Y/1": "a tab begins a block of text",
    "Y79Y/10": "a tab after an indicator",
    "ZYU8/0": "an unknown directive",
    "ZYU8/1": "an unknown directive",
    "ZYU8/2": "more after a directive",
    "ZYU8/3": "an unknown version",
  ]

  /// Libyaml reads another value than YAML 1.2; taglio refuses the text.
  static let guarded: [String: String] = [
    "2SXE": "an anchor with a colon",
    "652Z": "a plain flow scalar begins with ?",
    "HM87/1": "a plain flow scalar begins with ?",
    "Y2GN": "an anchor with a colon",
  ]

  /// Taglio refuses tags outside the core schema.
  static let tags: [String: String] = [
    "2XXW": "!!set",
    "565N": "!!binary",
    "5TYM": "!m!light",
    "6CK3": "!local",
    "6WLZ": "!foo",
    "7FWL": "!bar",
    "9WXW": "!foo",
    "C4HZ": "!shape",
    "CC74": "!e!foo",
    "CUP7": "!local",
    "J7PZ": "!!omap",
    "M5C3": "!foo",
    "P76L": "a redefined !!int",
    "UGM3": "!<tag:clarkevans.com,2002:invoice>",
    "Z67P": "!foo",
    "Z9M4": "!e!foo",
  ]

  /// The suite gives no JSON for these, mostly since a key is no text: what is read.
  static let beyondJSON: [String: String] = [
    "2JQS": #"refused: syntax"#,
    "4ABK": #"refused: syntax"#,
    "4FJ6": #"refused: keyNotScalar"#,
    "6BFJ": #"refused: keyNotScalar"#,
    "6M2F": #"refused: syntax"#,
    "6PBE": #"refused: keyNotScalar"#,
    "9MMW": #"refused: keyNotScalar"#,
    "CFD4": #"refused: syntax"#,
    "DFF7": #"{"":null,"explicit":"entry","implicit":"entry"}"#,
    "FH7J": #"["",{"":"a","b":""},{"":null}]"#,
    "FRK4": #"refused: syntax"#,
    "KK5P": #"refused: keyNotScalar"#,
    "LX3P": #"refused: keyNotScalar"#,
    "M2N8/0": #"refused: keyNotScalar"#,
    "M2N8/1": #"refused: keyNotScalar"#,
    "M5DY": #"refused: keyNotScalar"#,
    "NHX8": #"refused: syntax"#,
    "NKF9": #"refused: syntax"#,
    "PW8X": #"[null,"a",{"":"a","b":null},{"":null},{"":null},{"":null}]"#,
    "Q9WF": #"refused: keyNotScalar"#,
    "RZP5": #"refused: keyNotScalar"#,
    "S3PD": #"refused: syntax"#,
    "SBG9": #"refused: keyNotScalar"#,
    "SM9W/1": #"refused: syntax"#,
    "UKK6/0": #"refused: syntax"#,
    "UKK6/2": #""""#,
    "V9D5": #"refused: keyNotScalar"#,
    "X38W": #"refused: keyNotScalar"#,
    "XW4D": #"refused: keyNotScalar"#,
  ]
}
