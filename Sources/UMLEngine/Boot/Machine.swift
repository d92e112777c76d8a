import LinuxABI
public import UMLHost

/// One guest, from its command line to its exit status: what `umltop boot` runs, and what other
/// programs embed.
///
/// ```
///   words ─► Machine.Plan ─► Machine (has its directory) ─► run(): boot, serve, boot again
/// ```
/// A machine belongs to the thread that runs it, because guests are traced by that thread.
/// Everybody else uses ``handle``. Block SIGINT and SIGTERM in all threads (`HostSignals.block`)
/// for them to end the machine in order.
public final class Machine {
  /// What a command line asks for.
  public enum Plan: Sendable {
    /// `--help` and its like: print this and exit with 0.
    case print(String)
    case boot(Configuration)

    /// - Throws: when the line is too long; everything else is a matter of the boot log.
    public init(_ words: [String]) throws(BootError) {
      do throws(KernelCommandLine.LengthError) {
        let line = try KernelCommandLine(words)
        self = line.answer.map { .print($0) } ?? .boot(Configuration(line: line))
      } catch {
        throw BootError(error.description)
      }
    }
  }

  /// A machine's command line, understood.
  public struct Configuration: Sendable {
    let line: KernelCommandLine
  }

  /// Who the machine deals with in its process.
  public struct Options: Sendable {
    /// Shows lines whose channel is `pane`. With one, lines that nobody spoke of are panes, too.
    public var paneHost: (any PaneHost)?
    /// The words of a program that hands the terminal of a new window over, for the channel
    /// `xterm`; it is given `-uml-socket` and a path. Empty: UML's own port-helper, where it is
    /// installed.
    public var portHelper: [String] = []
    /// Told of events, on the machine's thread.
    public var observer: (@Sendable (EngineEvent) -> Void)?
    /// Where the log goes before the guest's console is there.
    public var launchDescriptor: BorrowedDescriptor?

    public init() {}
  }

  /// The shortest turn that Linux gives.
  private static let sliceNanoseconds: UInt64 = 100_000

  /// Where others find it on the host.
  public let directory: MachineDirectory
  /// For other threads.
  public let handle: EngineHandle
  /// To be set before ``run()``.
  public var options = Options()
  private let line: KernelCommandLine
  private let attachments = LineAttachments()

  /// Makes the machine's directory; the guest boots in ``run()``.
  ///
  /// - Throws: why the directory cannot be made, in words for a person.
  public init(_ configuration: Configuration) throws(BootError) {
    line = configuration.line
    do throws(PlatformError) {
      // Before a lack of descriptors shows as something else.
      try HostRequirements.check()
    } catch {
      throw BootError(error.description)
    }
    directory = try MachineDirectory.claim(line.configuration.identity)
    do throws(Errno) {
      handle = try EngineHandle()
    } catch {
      throw BootError("cannot make a mailbox: \(error)")
    }
  }

  /// The machine's name.
  public var name: String { directory.name }

  /// `mem=`.
  public var memoryBytes: UInt64 { line.configuration.memoryBytes }

  /// The password of root on the built-in root; it protects nothing.
  public static var builtInPassword: String { RootFiles.rootPassword }

  /// Makes a root file system like the built-in one in a directory, for another kernel to boot
  /// from.
  ///
  /// - Parameters:
  ///   - path: where; it must not exist.
  ///   - hostname: what the guest is to call itself.
  ///   - devices: where somebody may log in, below /dev: `tty0`.
  /// - Throws: what making it met, in words.
  public static func makeRoot(
    at path: String, hostname: String, devices: [String]
  ) throws(BootError) {
    try BuiltInRoot.makeCopy(
      at: path, hostname: hostname,
      logins: devices.map { .init(device: $0, terminalType: "xterm-256color") })
  }

  /// What runs in every machine: `Linux 6.1.0-umltop`.
  public static var kernelName: String { "\(KernelIdentity.systemName) \(KernelIdentity.release)" }

  /// Boots and serves the guest until it ends. Blocks. The directory is gone afterwards.
  ///
  /// - Returns: umltop's exit status: 0 or the guest's own /proc/exitcode after a halt, 134 after a
  ///   panic, 1 when a signal ended it.
  /// - Throws: what the host lacks for guests to run, in words for a person. What goes wrong later
  ///   is a panic.
  public func run() throws(BootError) -> Int32 {
    defer { directory.remove() }
    while true {
      let (ending, exitCode) = try runOnce()
      options.observer?(.ended(ending))
      switch ending {
      case .restarting where line.configuration.restartsOnReboot: continue
      case .halted, .poweredOff, .restarting: return exitCode
      case .panicked: return 134
      case .terminated: return 1
      }
    }
  }

  private func runOnce() throws(BootError) -> (MachineEnding, exitCode: Int32) {
    let start = HostClock.monotonicNanoseconds()
    let log = KernelLog(
      consoleLevel: line.configuration.log.consoleLevel,
      early: options.launchDescriptor.map { LaunchConsole($0) }
    ) { UInt64(HostClock.monotonicNanoseconds() - start) }
    if let observer = options.observer { _ = log.observe { observer(.log($0)) } }
    let kernel = try makeKernel(log)
    defer { dismantle(kernel) }
    do throws(BootError) {
      try BootSequence(
        kernel: kernel, place: directory.place, notes: directory.notes + line.notes,
        options: options, managementSocket: directory.managementSocket, attachments: attachments
      ).run()
    } catch {
      // The log is what somebody at a pane sees.
      log.emergency(error.description)
      kernel.platform.shutDown()
      throw error
    }
    // With many busy guests a key is to be echoed before all of them have had their turn.
    try? HostScheduling.setSlice(nanoseconds: Self.sliceNanoseconds)
    let ending = kernel.run()
    try? HostScheduling.setSlice(nanoseconds: 0)
    if case .panicked(let reason) = ending {
      try? kernel.notifier?.send(.panic, Array(reason.utf8) + [0])
    }
    return (ending, kernel.exitCode)
  }

  /// Gives everything back to the host: the machine may begin again in this process.
  private func dismantle(_ kernel: Kernel) {
    kernel.log.unregisterConsoles()
    kernel.managementConsole?.close()
    kernel.requests?.close()
    kernel.terminals.shutDown()
    // What refers to itself would outlive the kernel: groups and their members, trees of files.
    for process in kernel.processes.all { kernel.processes.remove(process) }
    kernel.files.mounts.dismantle()
  }

  private func makeKernel(_ log: KernelLog) throws(BootError) -> Kernel {
    var configuration = line.configuration
    configuration.hostname =
      configuration.identity.hostname.map { Array($0.utf8) } ?? Array(name.utf8)
    let loop: EventLoop
    do throws(Errno) { loop = try EventLoop() } catch {
      throw BootError("cannot make the machine's loop: \(error)")
    }
    let platform: NotifyPlatform
    do throws(PlatformError) {
      platform = try NotifyPlatform(
        loop: loop, limits: NotifyPlatform.Limits(memoryBytes: configuration.memoryBytes),
        host: configuration.hostSpace)
    } catch {
      throw BootError(error.description)
    }
    let kernel = Kernel(configuration: configuration, platform: platform, loop: loop, log: log)
    do throws(Errno) {
      kernel.requests = try MachineRequests(kernel, handle, machineName: name)
    } catch {
      throw BootError("cannot watch for the host's signals: \(error)")
    }
    return kernel
  }
}
