import TaglioCLI

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

@main
enum Taglio {
  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    exit(CommandLineProgram.run(arguments, Console.ofProcess()))
  }
}
