import TaglioFormat
import TaglioKit
import TaglioRun

/// What running a program over a suite came to.
struct RunExecView: Report {
  var report: RunReport

  private var run: OpenRun { report.run }

  /// The next thing to type for a run that is not finished.
  static func resumption(_ run: ObjectID) -> String {
    "taglio run resume \(run.short()) --same-command"
  }

  func text(_ style: Style) -> String {
    let name = run.experiment.name.escapedForTerminal()
    let place = run.suiteName.map { " on \($0.escapedForTerminal())" } ?? ""
    var facts = FactLines()
    facts.add("outputs", "\(report.tally.outputs) of \(run.total): \(report.tally.words)")
    facts.add("rate", report.tally.rate.map(Figures.percent))
    let title = style.bold("run of \(name)\(place)") + " · \(style.yellow("\(run.id)"))"
    return title + "\n" + facts.text(style) + next(style)
  }

  private func next(_ style: Style) -> String {
    let notice = CommitNotice(commit: report.commits.last).text(style)
    guard report.seal != nil else {
      return style.red("interrupted:")
        + " the outputs are kept; resume with: \(RunExecView.resumption(run.id))\n" + notice
    }
    return notice + "see: taglio summarize \(run.id.short())\n"
  }

  /// `{"commits", "experiment", "experiment_id", "forked", "inputs", "left_out":[{"case", "reason"}],
  /// "outputs":{"error", "failed", "passed", "total", "unjudged"}, "run", "seal":{"count", "digest",
  /// "status", "time"}|null, "suite", "trials"}`: the commits that were made, first to last; no seal
  /// where the run was interrupted.
  var json: JSONTree {
    [
      "commits": .ids(report.commits),
      "experiment": .text(run.experiment.name),
      "experiment_id": .id(run.experimentID),
      "forked": .texts(run.inputs.forked),
      "inputs": .number(run.inputs.versions.count),
      "left_out": .list(
        run.inputs.leftOut.map { member in
          ["case": .text(member.name), "reason": .text(member.reason.rawValue)]
        }
      ),
      "outputs": report.tally.json,
      "run": .id(run.id),
      "seal": report.seal.map(\.runJSON) ?? .null,
      "suite": run.suite.map { .text("\($0)") } ?? .null,
      "trials": .number(run.settings.trials),
    ]
  }
}

/// What `run abandon` did.
struct RunAbandonView: Report {
  var run: ObjectID
  var seal: Seal
  var commit: ObjectID?

  var isConfirmation: Bool { true }

  func text(_ style: Style) -> String {
    "abandoned the run \(style.id(run)) with \(seal.count.of("output"))\n"
      + CommitNotice(commit: commit).text(style)
  }

  /// `{"commit", "run", "seal":{"count", "digest", "status", "time"}}`.
  var json: JSONTree {
    ["commit": .id(commit), "run": .id(run), "seal": seal.runJSON]
  }
}

extension RunTally {
  fileprivate var json: JSONTree {
    [
      "error": .number(errors), "failed": .number(failed), "passed": .number(passed),
      "total": .number(outputs), "unjudged": .number(unjudged),
    ]
  }
}

extension Seal {
  fileprivate var runJSON: JSONTree {
    [
      "count": .number(count), "digest": .id(digest), "status": .text(status.rawValue),
      "time": .time(time),
    ]
  }
}
