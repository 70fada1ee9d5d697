import ArgumentParser
import TaglioCheck
import TaglioFormat
import TaglioKit

struct FsckCommand: TaglioCommand {
  static let configuration = CommandConfiguration(
    commandName: "fsck",
    abstract: "Verify everything, and mend what can be mended.",
    discussion: """
      Reads every object and holds names, contents, links, commits, seals, index and refs against \
      each other. Nothing is changed. Each finding has a name that Docs/fsck.md explains, says what \
      it harms and what helps. A copy that is not finished is no problem. Exits with 4 if there are \
      problems, with 3 if there are none and time was up before everything was checked.

      With --repair, damaged files go to .taglio/quarantine, refs and index are made anew, good \
      files are taken from the directory that --from names, and everything is checked again. \
      Nothing is deleted.

      With --accept-loss --yes, what is missing or damaged is given up for good: damaged files go to \
      .taglio/quarantine, and a commit says what was lost. Look for a good copy first.

      EXAMPLES
        taglio fsck
        taglio fsck --quick
        taglio fsck --max-duration 10m --json
        taglio fsck --repair --from ../backup
        taglio fsck --accept-loss --yes
      """
  )

  @Flag(help: "Leave out reading the contents of every object.")
  var quick = false

  @Option(
    help: ArgumentHelp(
      "Stop after this time and say so: 30s, 10m or 2h.",
      valueName: "duration"
    ),
    transform: { try DurationText.parse($0) }
  )
  var maxDuration: Int64?

  @Flag(help: "Mend what can be mended, without deleting anything, and check again.")
  var repair = false

  @Option(
    name: .customLong("from"),
    help: ArgumentHelp(
      "Take good files from a copy: a project's directory, its .taglio or its objects.",
      valueName: "dir"
    )
  )
  var source: String?

  @Flag(help: "List what is lost; with --yes, give it up for good and check again.")
  var acceptLoss = false

  @Option(help: ArgumentHelp("Why what is lost is given up; kept for ever.", valueName: "text"))
  var reason: String?

  @Flag(help: "Give up what --accept-loss lists.")
  var yes = false

  @OptionGroup(title: "Options of every command")
  var global: GlobalOptions

  func validate() throws {
    if !acceptLoss, yes || reason != nil {
      throw ValidationError("--yes and --reason need --accept-loss")
    }
    if acceptLoss, repair || quick || maxDuration != nil {
      throw ValidationError(
        "--accept-loss checks everything and repairs nothing: leave out --repair, --quick and "
          + "--max-duration"
      )
    }
    if source != nil, !repair { throw ValidationError("--from needs --repair") }
    if repair, quick || maxDuration != nil {
      throw ValidationError("--repair checks everything: leave out --quick and --max-duration")
    }
  }

  func run(in session: Session) throws -> ExitStatus {
    let location = try session.location()
    if acceptLoss { return try giveUp(location, session) }
    return try repair ? mend(location, session) : check(location, session)
  }

  private static let usualReason = "no copy has it"

  private func giveUp(_ location: RepositoryDirectory, _ session: Session) throws -> ExitStatus {
    let bar = session.progressBar("checking")
    var options = Checker.Options()
    if let bar { options.progress = { done, total in try bar.update(done, of: total) } }
    let acceptance = try LossAcceptance(
      location,
      session.repositoryOptions(),
      reason: reason ?? FsckCommand.usualReason,
      options: options
    )
    let result = Result { try acceptance.run(isConfirmed: yes) }
    try bar?.finish()
    let outcome = try result.get()
    try session.show(LossView(outcome: outcome))
    return outcome.check.problems > 0 ? .problems : .done
  }

  private func mend(_ location: RepositoryDirectory, _ session: Session) throws -> ExitStatus {
    let from = try source.map {
      try RepairSource(session.path($0), named: $0, for: location)
    }
    let bar = session.progressBar("checking")
    var options = Checker.Options()
    if let bar { options.progress = { done, total in try bar.update(done, of: total) } }
    let settings = try session.repositoryOptions()
    let result = Result {
      try Repair(location, settings, from: from, options: options).run()
    }
    try bar?.finish()
    let report = try result.get()
    try session.show(FsckView(report: report.check, isQuick: false, repair: report))
    return report.check.problems > 0 ? .problems : .done
  }

  private func check(_ location: RepositoryDirectory, _ session: Session) throws -> ExitStatus {
    let clock = session.console.monotonic
    let end = maxDuration.map { clock() + $0 }
    let bar = session.progressBar("checking")
    var options = Checker.Options(quick: quick)
    if let end { options.deadline = { clock() >= end } }
    if let bar { options.progress = { done, total in try bar.update(done, of: total) } }
    let settings = try session.repositoryOptions()
    let result = Result {
      try Checker(opening: location, settings, options: options).run()
    }
    try bar?.finish()
    let view = FsckView(report: try result.get(), isQuick: quick)
    try session.show(view)
    if view.report.problems > 0 { return .problems }
    return view.report.isComplete ? .done : .partly
  }
}
