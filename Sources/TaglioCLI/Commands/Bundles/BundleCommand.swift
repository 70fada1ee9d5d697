import ArgumentParser

/// `taglio bundle`: a store, or what is new in it, as one file.
struct BundleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bundle",
    abstract: "Put what is in a store into one file, and take it in elsewhere.",
    discussion: """
      A bundle can be mailed or kept: it holds commits and all that they list, and is verified as a \
      whole and object by object before a byte of it is taken in.

      EXAMPLES
        taglio bundle create week.bundle
        taglio bundle verify week.bundle
        taglio bundle unpack week.bundle
      """,
    subcommands: [
      BundleCreateCommand.self, BundleVerifyCommand.self, BundleUnpackCommand.self,
    ]
  )
}
