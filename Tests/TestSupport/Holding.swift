import Foundation
package import SystemPackage

/// Another process that holds a lock.
package final class Holding {
  private let process = Process()

  /// Whether there is a program that can do it.
  package static var isPossible: Bool { Tool.isPresent("python3") }

  /// Starts the process and waits until it has the lock.
  package init(_ path: FilePath) throws {
    let script = """
      import fcntl, sys
      file = open(sys.argv[1], "a")
      fcntl.flock(file, fcntl.LOCK_EX)
      print("held", flush=True)
      sys.stdin.read()
      """
    let output = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-c", script, path.string]
    process.standardOutput = output
    process.standardInput = Pipe()
    try process.run()
    guard output.fileHandleForReading.availableData.starts(with: Data("held".utf8)) else {
      throw NotHeld()
    }
  }

  deinit {
    if process.isRunning { kill() }
  }

  /// Ends the process as a crash does, and waits for its end.
  package func kill() {
    Foundation.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  private struct NotHeld: Error {}
}
