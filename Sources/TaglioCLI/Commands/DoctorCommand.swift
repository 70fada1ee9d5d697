import ArgumentParser
import TaglioCheck
import TaglioKit

struct DoctorCommand: TaglioCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Say what surrounds the store, and what slows it down.",
    discussion: """
      Version, format, settings, file system, clock, what other tools left, how much lies about: a \
      line for each, with the way out where something is wrong. Nothing is changed, and nothing is \
      taken in. Contents are not read; that is for taglio fsck. Exits with 4 if there is a problem.

      EXAMPLES
        taglio doctor
        taglio doctor --json
      """
  )

  @OptionGroup(title: "Options of every command")
  var global: GlobalOptions

  func run(in session: Session) throws -> ExitStatus {
    let location = try session.locationOfAnyFormat()
    let doctor = Doctor(location, version: ProgramVersion.text, now: session.console.now())
    let view = DoctorView(store: "\(location.path)", checks: try doctor.run())
    try session.show(view)
    return view.count(.problem) > 0 ? .problems : .done
  }
}
