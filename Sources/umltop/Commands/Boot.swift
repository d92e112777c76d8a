internal import ArgumentParser
internal import ConsoleService
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

      With --detach it returns when the guest has booted, prints its umid, and leaves it running; \
      its first console is a pane then.

      With --kernel PROGRAM a real User Mode Linux kernel boots, such as /usr/bin/linux.uml: its \
      lines are panes unless the words say otherwise, and without a root file system it gets a \
      BusyBox one. With --exec COMMAND the guest is a command of this host with a terminal of its \
      own; with --serial DEVICE[,SPEED] it is what is at the other end of a serial port. All end \
      when this terminal does, unless --detach is given.
      """)

  /// Everything as it was written: the kernel has its own grammar.
  @Argument(parsing: .captureForPassthrough, help: "User Mode Linux arguments.")
  var words: [String] = []

  func run() throws {
    let launch = try LaunchWords(words)
    if launch.detaches, !isQuestion(launch) {
      let umid = try GuestStarter(words.filter { $0 != LaunchWords.detachWord }).wait()
      if let name = launch.name, name != umid {
        printError("umid=\(name) is taken, or is no name: this guest is \(umid)")
      }
      print(umid)
      return
    }
    if launch.isServed, !launch.reports {
      let status = try ForegroundGuest(words, launch).run()
      if status != 0 { throw ExitCode(status) }
      return
    }
    prepareSignals()
    let report = GuestReportChannel(isWanted: launch.reports)
    let status: Int32
    do throws(CommandFailure) {
      status =
        if let umid = launch.adopted {
          try AdoptedKernel.serve(umid, launch, report)
        } else if let device = launch.serial {
          try ServedDevice.serve(device, launch, report)
        } else if launch.kernel != nil {
          try ServedKernel(launch).run(report)
        } else if launch.command != nil {
          try serveCommand(launch, report)
        } else {
          try boot(launch, report)
        }
    } catch {
      report.failed(error.description)
      throw error
    }
    if status != 0 { throw ExitCode(status) }
  }

  /// Whether the kernel would only print something, such as its help.
  private func isQuestion(_ launch: LaunchWords) -> Bool {
    guard !launch.isServed, case .print = try? Machine.Plan(launch.kernelWords) else {
      return false
    }
    return true
  }

  private func prepareSignals() {
    HostSignals.block([.terminate, .interrupt])
    HostSignals.ignoreBrokenPipes()
    // Fails only for signals that cannot be ignored. A file that may not grow is an error to
    // report.
    try? HostSignals.ignore(.hangUp)
    try? HostSignals.ignore(.fileSizeLimit)
  }

  private func boot(
    _ launch: LaunchWords, _ report: GuestReportChannel
  ) throws(CommandFailure) -> Int32 {
    let words = launch.reports ? launch.detachedKernelWords : launch.kernelWords
    let machine: Machine
    do throws(BootError) {
      switch try Machine.Plan(words) {
      case .print(let text):
        print(text, terminator: "")
        return 0
      case .boot(let configuration): machine = try Machine(configuration)
      }
      machine.options.portHelper = [HostSystem.executablePath, "port-helper"]
      if !launch.reports { machine.options.launchDescriptor = .standardOutput }
      guard launch.wantsPanes else { return try machine.run() }
    } catch {
      throw CommandFailure(error)
    }
    let served = try ServedMachine(
      machine, arguments: launch.restartWords(machine.name),
      endsWithClients: launch.endsWithClients)
    return try served.run(report)
  }

  private func serveCommand(
    _ launch: LaunchWords, _ report: GuestReportChannel
  ) throws(CommandFailure) -> Int32 {
    let directory = try launch.claimDirectory()
    defer { directory.remove() }
    do throws(Errno) {
      var configuration = CommandGuest.Configuration(
        command: launch.command ?? "", directory: directory)
      configuration.arguments = launch.restartWords(directory.name)
      if let size = launch.size { configuration.size = size }
      configuration.endsWithClients = launch.endsWithClients
      configuration.startsWithClient = launch.startsWithClient
      let guest = try CommandGuest(configuration)
      return try guest.run { report.succeeded(directory.name) }
    } catch {
      throw CommandFailure("cannot run '\(launch.command ?? "")': \(error)")
    }
  }
}
