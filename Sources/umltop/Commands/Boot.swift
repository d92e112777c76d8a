internal import ArgumentParser
internal import LinuxABI
internal import UMLEngine
internal import UMLHost

/// `umltop boot …`: one guest in the foreground, as `linux …` would run it.
struct Boot: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Boots one guest in this terminal.",
    discussion: """
      The words are User Mode Linux's: umltop boot --help lists them.
      For example: umltop boot mem=128M umid=left con0=fd:0,fd:1 con1=pts
      """)

  /// Everything as it was written: the kernel has its own grammar.
  @Argument(parsing: .captureForPassthrough, help: "User Mode Linux arguments.")
  var words: [String] = []

  func run() throws {
    switch try plan() {
    case .print(let text): print(text, terminator: "")
    case .boot(let configuration): try boot(configuration)
    }
  }

  private func plan() throws -> Machine.Plan {
    do throws(BootError) { return try Machine.Plan(words) } catch { throw Failure(error) }
  }

  private func boot(_ configuration: Machine.Configuration) throws {
    HostSignals.block([.terminate, .interrupt])
    HostSignals.ignoreBrokenPipes()
    try? HostSignals.ignore(.hangUp)
    let status: Int32
    do throws(BootError) {
      let machine = try Machine(configuration)
      machine.options.launchDescriptor = .standardOutput
      status = try machine.run()
    } catch {
      throw Failure(error)
    }
    if status != 0 { throw ExitCode(status) }
  }

  /// What a person reads before exit status 1.
  private struct Failure: Error, CustomStringConvertible {
    let description: String

    init(_ error: BootError) { description = error.description }
  }
}
