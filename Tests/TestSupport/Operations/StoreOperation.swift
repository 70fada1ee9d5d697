/// A command that is tried out in every kind of misfortune, and what is done before it.
///
/// All of it is data, so that the program can run in the process of a test or in its own. The
/// command works in the directory `store` below a root that the test chooses; other directories
/// there are copies of the store.
package struct StoreOperation: Sendable, CustomStringConvertible {
  /// One word or a few, for the lines that report what was proved.
  package let name: String
  /// What makes the directories and files that the command finds.
  package let before: [Step]
  /// What comes into the files after somebody used the store for the last time.
  package let arriving: [Step]
  /// The arguments of the program; the word `latestCommit` stands for the id of the latest commit.
  package let command: [String]
  /// What may be seen between its beginning and its end.
  package let course: Course

  /// Stands for the id of the latest commit before the command.
  package static let latestCommit = "LATEST-COMMIT"

  package init(
    _ name: String,
    _ command: [String],
    after before: [Step] = [],
    arriving: [Step] = [],
    course: Course = .atStroke
  ) {
    self.name = name
    self.before = before
    self.arriving = arriving
    self.command = command
    self.course = course
  }

  package var description: String { name }

  /// Paths are relative to the root.
  package enum Step: Sendable {
    /// Runs the program in a directory; not among what is arriving.
    case run([String], in: String = "store")
    /// Runs the program, which fails before it is done; not among what is arriving.
    case attempt([String], in: String = "store")
    /// Makes the suite `easy` of all cases and the experiment `sums`; not among what is arriving.
    case evaluable(String)
    /// Makes a file, in place of what had the name, and the directories it is in.
    case write(String, String)
    /// Removes a file.
    case remove(String)
    /// Copies a directory with all that is in it.
    case copy(String, to: String)
    /// Copies the files of objects that the target does not have, as `rsync --ignore-existing` does.
    case copyObjects(from: String, to: String)
    /// Copies those of them that are no commits: what a writer leaves that was stopped.
    case copyUnlisted(from: String, to: String)
    /// Overwrites every second file of an object, of cases only where that is said.
    case damage(String, onlyCases: Bool)
  }

  package enum Course: Sendable {
    /// What was before, or what is after, and nothing else.
    case atStroke
    /// Step by step, as repairing goes on: what is whole stays whole, and the next run completes it.
    case stepwise
  }
}
