import Testing

@testable import TaglioKit

/// What data says can never become markup.
@Suite struct MarkupWriterTests {
  private static let texts: [(text: String, written: String)] = [
    ("plain – ü 東", "plain – ü 東"),
    ("</script><script>", "&lt;/script&gt;&lt;script&gt;"),
    ("<!-- -->", "&lt;!-- --&gt;"),
    ("a & b &lt;", "a &amp; b &amp;lt;"),
    ("\" onload='x'", "&quot; onload=&#39;x&#39;"),
    ("]]>", "]]&gt;"),
    ("\0\u{1B}[2J\u{7F}", "\\x00\\x1b[2J\\x7f"),
    ("\u{202E}evil\u{2066}\u{200F}", "\\u202eevil\\u2066\\u200f"),
    ("\u{FEFF}\u{E0041}", "\\ufeff\\u{e0041}"),
    ("\u{FFFE}\u{FFFF}\u{1FFFF}", "\u{FFFD}\u{FFFD}\u{FFFD}"),
    ("two\nlines\t", "two\\nlines\\t"),
    ("\u{1F468}\u{200D}\u{1F469}", "\u{1F468}\u{200D}\u{1F469}"),
  ]

  @Test(arguments: texts)
  func textIsEscaped(_ text: String, _ written: String) {
    var writer = MarkupWriter()
    writer.element("p", text)
    writer.empty("x", ["a": text])
    #expect(
      String(decoding: writer.bytes, as: UTF8.self) == "<p>\(written)</p><x a=\"\(written)\"/>"
    )
  }

  @Test func linesAreKeptWhereThatIsAskedFor() {
    var writer = MarkupWriter()
    writer.element("pre", "a\n\tb\r", keepingLines: true)
    #expect(String(decoding: writer.take(), as: UTF8.self) == "<pre>a\n\tb\\r</pre>")
    #expect(writer.bytes.isEmpty)
  }
}

/// Markdown in which nothing that data says means anything.
@Suite struct MarkdownWriterTests {
  private static let texts: [(text: String, written: String)] = [
    ("plain, 1-2/3 ü", "plain, 1-2/3 ü"),
    ("a|b", "a&#124;b"),
    ("`x` **b** _i_", "&#96;x&#96; &#42;&#42;b&#42;&#42; &#95;i&#95;"),
    ("<b>&", "&#60;b&#62;&#38;"),
    ("@octocat #12", "&#64;octocat &#35;12"),
    ("www.example.com", "www&#46;example&#46;com"),
    ("a\\|b\nc", "a&#92;&#124;b&#92;nc"),
    ("\u{202E}x", "&#92;u202ex"),
    ("\u{FFFF}", "\u{FFFD}"),
  ]

  @Test(arguments: texts)
  func dataIsCode(_ text: String, _ written: String) {
    #expect(MarkdownWriter.code(text) == "<code>\(written)</code>")
  }

  @Test func nothingIsNothing() {
    #expect(MarkdownWriter.code("") == "")
  }
}

@Suite struct ReportTextTests {
  @Test func longTextsAreCutBetweenCharacters() {
    #expect(ReportText.cut("ααα", to: 6) == ("ααα", 0))
    #expect(ReportText.cut("ααα", to: 2) == ("αα", 2))
    #expect(ReportText.line(" a \n b  c", to: 20) == "a b c")
    #expect(ReportText.line("abcdef", to: 3) == "abc…")
  }

  private static let durations: [(text: String, seconds: Double?)] = [
    ("0:00:01.25", 1.25), ("1:02:03", 3723), ("0:00", nil), ("a:b:c", nil), ("-1:0:0", nil),
    ("0:0:1e12", nil), ("nan:0:0", nil), ("", nil),
  ]

  @Test(arguments: durations)
  func durationsAreReadAsOtherToolsWriteThem(_ text: String, _ seconds: Double?) {
    #expect(OutputDuration.seconds(text) == seconds)
  }
}
