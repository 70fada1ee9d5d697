import Testing

/// `taglio config`, and what the layers mean to other commands.
@Suite struct ConfigCommandTests {
  @Test func aSettingIsSetShownAndTakenOut() throws {
    try withSmallStore { (bench) throws in
      let file = "\(bench.directory)/.taglio/config"
      #expect(try bench.run("config", "key", "id").output == "key = id, in \(file)\n")
      #expect(try bench.run("config", "key").output == "id\n")
      #expect(try bench.run("config", "key", "--show-origin").output == "id  \(file):2\n")
      let change = try bench.run("config", "--unset", "key", "--json").output
      #expect(change == #"{"before":"id","file":"\#(file)","name":"key","value":null}"# + "\n")
      let json = try bench.run("config", "key", "--json").output
      #expect(
        json == """
          {"name":"key","origin":{"file":null,"kind":"default","line":null,"variable":null},\
          "value":"uuid"}

          """
      )
    }
  }

  @Test func theListNamesEverySettingAndWhereItComesFrom() throws {
    try withSmallStore { (bench) throws in
      bench.environment = ["TAGLIO_AUTHOR": "Ben\u{1B}", "PAGER": "more"]
      let list = try bench.run("config", "-c", "color=never", "--show-origin").lines
      let cells = list.map { $0.split(separator: "  ").map { $0.drop { $0 == " " } } }
      #expect(
        cells == [
          ["author", "= Ben\\x1b", "variable TAGLIO_AUTHOR"],
          ["color", "= never", "option -c"],
          ["durability", "= none", "\(bench.directory)/.taglio/config:1"],
          ["editor", "= vi", "default"],
          ["key", "= uuid", "default"],
          ["mutable", "= author,description,keywords,notes,priority,title", "default"],
          ["pager", "= more", "variable PAGER"],
          ["wait", "= forever", "default"],
        ]
      )
      #expect(try bench.run("config", "--jsonl").lines.count == 8)
    }
  }

  @Test func theUsersFileHoldsForAllStores() throws {
    try withSmallStore { (bench) throws in
      bench.environment = ["XDG_CONFIG_HOME": "\(bench.directory)/home"]
      let set = try bench.run("config", "--user", "author", "Ada <ada@example.org>")
      #expect(set.output.contains("/home/taglio/config"))
      #expect(try bench.run("-C", "..", "config", "author").output == "Ada <ada@example.org>\n")
      try bench.write("b.json", #"{"x":1}"#)
      _ = try bench.run("add", "b.json")
      #expect(try bench.run("log", "-n", "1").output.contains("Author: Ada <ada@example.org>"))
      let hidden = try bench.run("config", "author", "Ben", "-c", "author=Cy")
      #expect(hidden.errors == "option -c overrides it\n")
      try bench.write("home/taglio/config", "\nathor = x\n")
      let broken = try bench.run("ls")
      #expect(broken.status == 1)
      #expect(broken.errors.contains("/home/taglio/config:2: there is no setting \"athor\""))
    }
  }

  @Test func commandsFollowTheLayers() throws {
    try withWorkbench { (bench) throws in
      try bench.makeStore()
      try bench.write("a.json", #"{"id":"k","x":1,"y":2}"#)
      bench.environment = ["TAGLIO_KEY": "id", "TAGLIO_MUTABLE": "x"]
      _ = try bench.run("add", "a.json")
      #expect(try bench.run("show", "k", "--json").output.contains(#""labels":{"x":1}"#))
      try bench.write("b.json", #"{"id":"m","x":1,"y":2}"#)
      _ = try bench.run("add", "b.json", "-c", "mutable=")
      #expect(try bench.run("show", "m", "--json").output.contains(#""labels":{}"#))
    }
  }

  @Test func coloursFollowTheSettingUnlessTheOptionSaysOtherwise() throws {
    try withSmallStore { (bench) throws in
      _ = try bench.run("config", "color", "always")
      #expect(try bench.run("ls").output.contains("\u{1B}["))
      #expect(try bench.run("show", "none").errors.contains("\u{1B}["))
      #expect(try bench.run("ls", "--color", "never").output.contains("\u{1B}[") == false)
      #expect(try bench.run("show", "none", "--color=never").errors.contains("\u{1B}[") == false)
    }
  }
}
