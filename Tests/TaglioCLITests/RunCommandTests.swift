import Foundation
import SystemPackage
import TaglioFormat
import TaglioKit
import TaglioSync
import TestSupport
import Testing

@testable import TaglioCLI

/// `run exec`, `run resume` and `run abandon`, with programs that really run.
@Suite struct RunCommandTests {
  @Test func aProgramIsRunOverASuite() async throws {
    try await withRunStore { bench in
      let outcome = try bench.run("run", "exec", "sums", "--suite", "easy", "--", "cat")
      #expect(outcome.status == 0, "\(outcome.errors)")
      let run = try bench.latestRun()
      #expect(
        outcome.output.hasPrefix("run of sums on easy · \(run)\n")
          && outcome.output.contains("3 of 3: 2 passed, 1 failed\n")
          && outcome.output.contains("66.7 %\n")
          && outcome.output.hasSuffix("see: taglio summarize \(run.short())\n")
      )
      #expect(outcome.output.contains("undo with: taglio undo "))
      #expect(outcome.errors == "run \(run)\n")
      #expect(try bench.outputs().values.sorted() == RunBenches.cases.sorted())
      #expect(try bench.run("status").output.contains("3 cases in 3 versions, 3 outputs, "))
      #expect(try bench.run("fsck").status == 0)
    }
  }

  @Test func theDocumentSaysAllOfIt() async throws {
    try await withRunStore { bench in
      let outcome = try bench.run(
        ["run", "exec", "sums", "--suite", "easy", "--json", "--trials", "2", "--", "cat"]
      )
      let document = try JSONDocument(parsing: Array(outcome.output.utf8)).root
      #expect(document["outputs"]?["total"]?.int == 6 && document["outputs"]?["passed"]?.int == 4)
      #expect(document["run"]?.objectID == (try bench.latestRun()))
      #expect(document["seal"]?["status"]?.string == "complete")
      #expect(document["commits"]?.count == 2 && document["trials"]?.int == 2)
    }
  }

  @Test func theRunRemembersWhatWasChosenAndObserved() async throws {
    try await withRunStore { bench in
      let call = [
        "run", "exec", "sums", "--suite", "easy", "--set", "model=small", "--set",
        "temperature=0.5",
        "--timeout", "2m", "--retries", "1", "-m", "Small first", "--", "sh", "-c", "cat",
      ]
      #expect(try bench.run(call).status == 0)
      let record = try bench.runRecord(try bench.latestRun())
      #expect(
        "\(record.config)"
          == #"{"fork":"principal","inputs":"suite","retries":1,"set":{"model":"small","#
          + #""temperature":0.5},"timeout":120,"trials":1,"worker":false}"#
      )
      let metadata = record.metadata.document.root
      #expect(metadata["command"]?.elements.compactMap(\.string) == ["sh", "-c", "cat"])
      #expect(metadata["host"]?.string == "bench")
      #expect(metadata["inputs"]?["count"]?.int == 3)
      #expect(metadata["inputs"]?["commits"]?.count == 1)
      #expect(metadata["nonce"]?.string?.count == 16)
      #expect(metadata["taglio"]?.string == "taglio 0.1.0")
      #expect(try bench.run("log").output.contains("Small first"))
    }
  }

  @Test func theCommandFindsWhatItRunsInItsEnvironment() async throws {
    try await withRunStore { bench in
      let script =
        #"printf '{"c":"%s","config":%s,"r":"%s","t":%s}' "#
        + #""$TAGLIO_CASE" "$TAGLIO_CONFIG" "$TAGLIO_RUN" "$TAGLIO_TRIAL""#
      _ = try bench.run(
        ["run", "exec", "sums", "--suite", "easy", "--set", "k=[1]", "--", "sh", "-c", script]
      )
      let run = try bench.latestRun()
      for (input, output) in try bench.outputs() {
        #expect(output == #"{"c":"\#(input)","config":{"k":[1]},"r":"\#(run)","t":0}"#)
      }
    }
  }

  @Test(
    arguments: [
      ("exit 3", #""kind":"status","message":"the command ended with status 3","status":3"#),
      ("kill -9 $$", #""kind":"signal","message":"the command was ended by signal 9","signal":9"#),
      (#"echo '{"a":1,"a":2}'"#, #""kind":"output""#),
      (#"printf '\377'"#, #""message":"the output is no text in UTF-8""#),
      ("echo oh no >&2; exit 1", #""stderr":"oh no\n""#),
    ]
  )
  func aFailureIsAnOutput(_ script: String, _ part: String) async throws {
    try await withRunStore(cases: 1) { bench in
      let outcome = try bench.run(
        ["run", "exec", "sums", "--suite", "easy", "--", "sh", "-c", script]
      )
      #expect(outcome.status == 0, "\(outcome.errors)")
      let output = try #require(try bench.outputs().values.first)
      #expect(output.hasPrefix(#"{"error":{"#) && output.contains(part), "\(output)")
      #expect(outcome.output.contains("1 of 1: 1 error\n"))
    }
  }

  @Test(arguments: ["sleep 100", "sleep 100 & sleep 100; wait", "trap '' TERM; sleep 100"])
  func whatTakesTooLongIsEndedWithAllThatItStarted(_ script: String) async throws {
    try await withRunStore(cases: 1) { bench in
      let outcome = try bench.run(
        ["run", "exec", "sums", "--suite", "easy", "--timeout", "1s", "--", "sh", "-c", script]
      )
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(
        try bench.outputs().values.first
          == #"{"error":{"kind":"timeout","message":"it took longer than 1 s","stderr":""}}"#
      )
    }
  }

  @Test func anOutputThatBreaksTheSchemaIsAnErrorThatHoldsIt() async throws {
    try await withRunStore(cases: 1) { bench in
      try bench.repository().makeExperiment(
        "strict",
        #"{"name":"strict","schema":{"properties":{"n":{"type":"string"}}}}"#
      )
      let outcome = try bench.run(
        "run",
        "exec",
        "strict",
        "--suite",
        "easy",
        "--retries",
        "3",
        "--",
        "cat"
      )
      #expect(outcome.status == 0, "\(outcome.errors)")
      let (input, output) = try #require(try bench.outputs().first)
      #expect(output.hasPrefix(#"{"error":{"case":"\#(input)","kind":"schema","message":"#))
      #expect(output.contains(#""output":{"n":0,"right":true},"path":"/n""#), "\(output)")
    }
  }

  @Test func anOutputThatIsTooLargeIsStopped() async throws {
    try await withRunStore(cases: 1) { bench in
      let endless =
        "while :; do echo xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx; done"
      bench.mostOutput = 100_000
      let outcome = try bench.run(
        ["run", "exec", "sums", "--suite", "easy", "--", "sh", "-c", endless]
      )
      #expect(outcome.status == 0, "\(outcome.errors)")
      let output = try #require(try bench.outputs().values.first)
      #expect(output.contains(#""kind":"too-large","message":"it printed more than 100000 bytes""#))
    }
  }

  @Test(.enabled(if: Tool.isPresent("python3"), "needs python3"))
  func aWorkerAnswersLineByLine() async throws {
    try await withRunStore { bench in
      let script = """
        import json, sys
        for line in sys.stdin:
            request = json.loads(line)
            print(json.dumps({"sum": request["input"]["n"], "right": True}), flush=True)
        """
      let outcome = try bench.run(
        ["run", "exec", "sums", "--suite", "easy", "--worker", "--", "python3", "-c", script]
      )
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(outcome.output.contains("3 of 3: 3 passed, 0 failed\n"))
    }
  }

  @Test(.enabled(if: Tool.isPresent("python3"), "needs python3"))
  func aWorkerThatPrintsHalfALineAndDiesIsAnErrorOfThatCase() async throws {
    try await withRunStore { bench in
      let script = """
        import json, sys
        for line in sys.stdin:
            n = json.loads(line)["input"]["n"]
            if n == 1:
                sys.stdout.write('{"half":')
                sys.stdout.flush()
                sys.exit(9)
            print('{"right":true}', flush=True)
        """
      let outcome = try bench.run(
        ["run", "exec", "sums", "--suite", "easy", "--worker", "-j", "1", "--"]
          + ["python3", "-c", script]
      )
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(outcome.output.contains("3 of 3: 2 passed, 0 failed, 1 error\n"))
      let errors = try bench.outputs().values.filter { $0.contains("error") }
      #expect(errors.first?.contains("in the middle of its answer") == true)
    }
  }

  @Test func aWorkerThatNeverAnswersLeavesTheRunOpen() async throws {
    try await withRunStore { bench in
      let outcome = try bench.run(
        ["run", "exec", "sums", "--suite", "easy", "--worker", "-j", "1", "--", "false"]
      )
      #expect(outcome.status == 1 && outcome.output.isEmpty)
      #expect(outcome.errors.contains("the run is open; go on with: taglio run resume "))
      #expect(outcome.errors.contains("3 times in a row"))
      let resumed = try bench.run(["run", "resume", "latest", "--json", "--", "cat"])
      // The command is a worker still, and cat answers with what it is asked.
      #expect(resumed.status == 0, "\(resumed.errors)")
      #expect(try bench.outputs().count == 3)
    }
  }

  @Test func theCommandOfARunIsNotExecutedUnasked() async throws {
    try await withRunStore { bench in
      let run = try bench.openRun(command: ["sh", "-c", "cat; touch ran"])
      let refused = try bench.run("run", "resume", run.short())
      #expect(refused.status == 64)
      #expect(refused.errors.contains("sh -c 'cat; touch ran'"))
      #expect(refused.errors.contains("--same-command"))
      #expect(try !bench.files().contains("ran"))
      let done = try bench.run("run", "resume", run.short(), "--same-command")
      #expect(done.status == 0, "\(done.errors)")
      #expect(done.errors.contains("command: sh -c 'cat; touch ran'\n"))
      #expect(try bench.files().contains("ran"))
      #expect(try bench.run("run", "resume", run.short(), "--same-command").status == 1)
    }
  }

  @Test func aRunIsAbandoned() async throws {
    try await withRunStore { bench in
      let run = try bench.openRun(command: ["cat"])
      let outcome = try bench.run("run", "abandon", "latest", "-m", "Enough")
      #expect(
        outcome.output.hasPrefix("abandoned the run \(run.short()) with 0 outputs\ncommit "),
        "\(outcome.output)\(outcome.errors)"
      )
      #expect(try bench.run("log").output.contains("Enough"))
      let again = try bench.run("run", "abandon", "latest")
      #expect(again.status == 1 && again.errors.contains("is sealed (abandoned)"))
    }
  }

  @Test func anInterruptionKeepsWhatWasDone() async throws {
    try await withRunStore { bench in
      let mark = bench.directory.appending("started").string
      bench.isInterrupted = { FileManager.default.fileExists(atPath: mark) }
      let script = "if [ -e one ]; then touch started; sleep 100; fi; touch one; cat"
      let outcome = try bench.run(
        ["run", "exec", "sums", "--suite", "easy", "-j", "1", "--", "sh", "-c", script]
      )
      #expect(outcome.status == 130, "\(outcome.errors)")
      #expect(outcome.output.contains("resume with: taglio run resume "))
      let kept = try bench.outputs().count
      #expect(kept == 1)
      bench.isInterrupted = { false }
      #expect(try bench.run("run", "resume", "latest", "--", "cat").status == 0)
      #expect(try bench.outputs().count == 3)
      #expect(try bench.run("fsck").status == 0)
    }
  }

  @Test func anotherRunIsRunAgain() async throws {
    try await withRunStore { bench in
      _ = try bench.run("run", "exec", "sums", "--suite", "easy", "--", "cat")
      let first = try bench.latestRun()
      _ = try bench.run("edit", "\(try bench.cases()[0])", "--set", "/n=50")
      let exact = try bench.run(
        [
          "run", "exec", "sums", "--rerun", first.short(), "--inputs", "exact", "--json", "--",
          "cat",
        ]
      )
      #expect(exact.status == 0, "\(exact.errors)")
      let inputs = Set(try bench.outputs().keys)
      #expect(inputs == Set(try bench.outputs(of: first).keys))
      let latest = try bench.run(
        ["run", "exec", "sums", "--rerun", first.short(), "--inputs", "latest", "--", "cat"]
      )
      #expect(latest.status == 0)
      #expect(Set(try bench.outputs().keys).subtracting(inputs).count == 1)
      #expect(try bench.run("run", "exec", "sums", "--rerun", "latest", "--", "cat").status == 0)
      let record = try bench.runRecord(try bench.latestRun())
      #expect(record.suite == RunBenches.suite)
    }
  }

  @Test func aForkIsSaid() async throws {
    try await withRunStore { bench in
      let first = try bench.cases()[0]
      try bench.fork(first)
      let outcome = try bench.run("run", "exec", "sums", "--suite", "easy", "--", "cat")
      #expect(outcome.errors.contains("has several heads, and the latest is run"))
      #expect(try bench.outputs().count == 3)
      let all = try bench.run(
        ["run", "exec", "sums", "--suite", "easy", "--fork", "all", "--", "cat"]
      )
      #expect(all.errors.contains("has several heads, and each is run"))
      #expect(try bench.outputs().count == 4)
    }
  }

  @Test(.enabled(if: Tool.isPresent("git"), "needs git"))
  func theRevisionOfACheckoutIsKept() async throws {
    try await withRunStore { bench in
      let git = "git -c user.name=a -c user.email=a@example.org"
      let script = """
        git init -q . && echo .taglio > .gitignore && echo 1 > a && git add a .gitignore &&
        \(git) commit -qm one && echo 2 > a && echo 3 > b
        """
      let runner = ProcessRunner()
      let made = try runner.run("sh", ["-c", "cd '\(bench.directory)' && \(script)"]) { _ in }
      #expect(made.status == 0, "\(made.errors)")
      #expect(try bench.run("run", "exec", "sums", "--suite", "easy", "--", "cat").status == 0)
      let source = try bench.runRecord(try bench.latestRun()).metadata.document.root["source"]
      #expect(source?["revision"]?.string?.count == 40)
      #expect(source?["dirty"]?.elements.compactMap(\.string).sorted() == ["a", "b"])
    }
  }
}
