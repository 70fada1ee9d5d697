import ArgumentParser
import TaglioFormat
import TaglioKit

/// How the outputs of runs are read and judged.
struct ReadingOptions: ParsableArguments {
  @Flag(help: "Read outputs as they are now, where somebody corrected them.")
  var current = false

  @Option(
    help: ArgumentHelp(
      "How outputs are judged, in place of what the experiment says: a JSON Pointer, or a pointer, "
        + "an operator and a value.",
      valueName: "verdict"
    )
  )
  var verdict: String?

  @Option(
    help: ArgumentHelp(
      "Where in an output the score stands, in place of what the experiment says.",
      valueName: "pointer"
    )
  )
  var score: String?

  /// What the library is asked for.
  var choice: ReadingChoice {
    get throws {
      ReadingChoice(
        view: current ? .current : .asRun,
        verdict: try verdict.map { try VerdictRule($0) },
        score: try score.map(ReadingOptions.pointer)
      )
    }
  }

  private static func pointer(_ text: String) throws -> JSONPointer {
    guard text.hasPrefix("/"), let pointer = JSONPointer(text) else {
      throw TaglioError(
        .usage,
        "--score \(text): a JSON Pointer begins with a slash",
        help: "Write a place in the output, such as: --score /score"
      )
    }
    return pointer
  }
}
