internal import ConsoleService
internal import LinuxABI
internal import UMLEngine
internal import UMLHost

/// A real UML kernel and the console service of its lines, in this process.
struct ServedKernel {
  private let launch: LaunchWords

  init(_ launch: LaunchWords) { self.launch = launch }

  /// Boots and serves the kernel until it ends. Blocks.
  ///
  /// - Parameter report: told when the first program runs, or why none could.
  /// - Returns: the exit status.
  /// - Throws: why it cannot boot.
  func run(_ report: GuestReportChannel) throws(CommandFailure) -> Int32 {
    let program = try KernelProgram(launch.kernel ?? "")
    let directory = try launch.claimDirectory()
    defer { directory.remove() }
    var configuration = KernelGuest.Configuration(
      path: program.path, version: program.version, words: launch.foreignKernelWords,
      directory: directory)
    configuration.arguments = launch.restartWords(directory.name)
    configuration.makesRoot = !launch.saysRoot && !HostFile.exists("root_fs")
    configuration.endsWithClients = launch.endsWithClients
    configuration.startsWithClient = launch.startsWithClient
    let guest: KernelGuest
    do throws(ConversationError) {
      guest = try KernelGuest(configuration)
    } catch {
      throw CommandFailure(error)
    }
    do throws(Errno) {
      let name = directory.name
      let startsWithClient = launch.startsWithClient
      let ending = try guest.run {
        if startsWithClient { report.succeeded(name) }
      } onRunning: {
        report.succeeded(name)
      }
      report.failed(
        ending.panic.map { "kernel panic: \($0)" }
          ?? "the kernel ended with status \(ending.status) before its first program ran")
      return ending.status
    } catch {
      throw CommandFailure("cannot run '\(program.path)': \(error)")
    }
  }
}
