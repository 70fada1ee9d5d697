import Foundation
import SystemPackage
import TaglioFormat
import TaglioKit
import TaglioSystem
import TestSupport
import Testing

/// Who is heard when several say what a setting is.
@Suite struct ConfigLayersTests {
  /// Layers with a store's file and a user's one.
  private func withLayers(
    store: String = "",
    user: String = "",
    _ body: (inout ConfigLayers, FilePath) throws -> Void
  ) throws {
    try withTemporaryDirectory { (directory) throws in
      try Data(store.utf8).write(to: URL(filePath: directory.appending("store").string))
      try Data(user.utf8).write(to: URL(filePath: directory.appending("user").string))
      var layers = ConfigLayers()
      try layers.add(ConfigFile(directory.appending("store"), of: .store))
      try layers.add(ConfigFile(directory.appending("user"), of: .user))
      try body(&layers, directory)
    }
  }

  @Test func theStrongestLayerIsHeard() throws {
    try withLayers(store: "key = s\n", user: "# u\nkey = u\nauthor = me\n") {
      (layers, directory) throws in
      layers.standardAuthor = "ada@bench"
      let store = directory.appending("store")
      let user = directory.appending("user")
      #expect(layers.value(.key) == .init(text: "s", origin: .file(store, line: 1)))
      #expect(layers.value(.author) == .init(text: "me", origin: .file(user, line: 3)))
      #expect(layers.value(.durability) == .init(text: "batch", origin: .standard))
      layers.environment = { $0 == "TAGLIO_KEY" ? "e" : nil }
      #expect(layers.value(.key) == .init(text: "e", origin: .variable("TAGLIO_KEY")))
      layers.flags[.key] = "f"
      #expect(layers.value(.key) == .init(text: "f", origin: .flag))
      #expect(try layers.effective().values == [.key: "f", .author: "me"])
    }
  }

  @Test func variablesOfOtherProgramsComeAfterTheFiles() throws {
    try withLayers(user: "editor = mine\n") { (layers, directory) throws in
      layers.environment = { ["VISUAL": "v", "EDITOR": "e", "PAGER": "p"][$0] }
      #expect(layers.value(.editor).text == "mine")
      #expect(layers.value(.pager) == .init(text: "p", origin: .variable("PAGER")))
    }
    var layers = ConfigLayers()
    layers.environment = { ["EDITOR": "e", "VISUAL": ""][$0] }
    #expect(layers.value(.editor) == .init(text: "e", origin: .variable("EDITOR")))
    layers.environment = { _ in nil }
    #expect(layers.value(.editor) == .init(text: "vi", origin: .standard))
  }

  @Test func anEmptyValueSaysNothingUnlessItMeansNone() throws {
    try withLayers(store: "author =\nkey =\nmutable =\n", user: "author = me\n") {
      (layers, _) throws in
      layers.environment = { ["TAGLIO_AUTHOR": "", "TAGLIO_PAGER": "", "PAGER": "more"][$0] }
      #expect(layers.value(.author).text == "me")
      #expect(layers.value(.key).origin == .standard)
      #expect(layers.value(.mutable).text == "")
      #expect(layers.value(.pager) == .init(text: "", origin: .variable("TAGLIO_PAGER")))
    }
  }

  @Test func aValueThatCannotBeIsRefusedWhereItStands() throws {
    try withLayers(store: "\ndurability = soon\n") { (layers, _) throws in
      let held = layers
      let error = #expect(throws: TaglioError.self) { try held.effective() }
      #expect(error?.code.description == "bad-input")
      #expect(error?.message.contains("store:2: ") == true)
      #expect(error?.message.contains("batch, each or none") == true)
      layers.environment = { $0 == "TAGLIO_DURABILITY" ? "none" : nil }
      #expect(try layers.effective().durability == .none)
      layers.flags[.durability] = "x"
      let wrong = layers
      #expect(throws: TaglioError.self) { try wrong.effective() }
    }
  }

  @Test(arguments: [
    (Config.Name.author, "Ada", true), (.author, "", false), (.author, "a\nb", false),
    (.author, "a\u{1B}b", false), (.color, "auto", true), (.color, "blue", false),
    (.durability, "each", true), (.durability, "Each", false), (.key, "id", true),
    (.key, "", false), (.mutable, "", true), (.mutable, "a, b", true), (.mutable, "a,,b", false),
    (.pager, "", true), (.pager, "less -S", true), (.editor, "", false),
  ])
  func valuesAreChecked(_ name: Config.Name, _ value: String, _ isGood: Bool) {
    #expect((name.problem(with: value) == nil) == isGood)
  }

  @Test func defaultsCanBe() {
    for name in Config.Name.allCases {
      #expect(name.standard.flatMap { name.problem(with: $0) } == nil)
    }
    #expect(Config.Name.allCases.filter { $0.standard == nil } == [.author])
  }
}
