import ArgumentParser

/// What a commit says.
struct MessageOption: ParsableArguments {
  @Option(name: .shortAndLong, help: ArgumentHelp("What the commit says.", valueName: "text"))
  var message: String?

  func validate() throws {
    if message == "" { throw ValidationError("-m needs a text") }
  }
}
