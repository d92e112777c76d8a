internal import ConsoleService
internal import LinuxABI
internal import Synchronization
internal import UMLEngine
internal import UMLHost

/// A machine and the console service of its pane lines, in this process.
struct ServedMachine {
  private let machine: Machine
  private let server: ConsoleServer
  private let endsWithClients: Bool

  /// - Parameters:
  ///   - machine: not running yet; its pane host and observer are set here.
  ///   - arguments: with which it can be booted again.
  ///   - endsWithClients: ends it when nobody looks at it any more.
  /// - Throws: when the socket cannot be made.
  init(
    _ machine: Machine, arguments: [String], endsWithClients: Bool
  ) throws(CommandFailure) {
    self.machine = machine
    self.endsWithClients = endsWithClients
    var configuration = ConsoleServer.Configuration(
      path: machine.directory.consoleSocket,
      guest: GuestInfo(
        umid: machine.name, process: HostSystem.processID, kernel: Machine.kernelName,
        arguments: arguments, memoryTotal: machine.memoryBytes))
    let handle = machine.handle
    if endsWithClients { configuration.onLastClient = { handle.terminate() } }
    configuration.onRequest = { command, answer in
      // The kernel answers in parts.
      let parts = Shared("")
      handle.perform(command) { part in
        let text = parts.change { $0 += part.text }
        if !part.continues { answer(part.error, text) }
      }
    }
    do throws(Errno) {
      server = try ConsoleServer(configuration)
    } catch {
      throw CommandFailure("cannot serve the consoles of '\(machine.name)': \(error)")
    }
  }

  /// Boots and serves the guest until it ends. Blocks.
  ///
  /// - Parameter report: told when the first program runs, or why none could.
  /// - Returns: the exit status.
  /// - Throws: when the machine cannot be started.
  func run(_ report: GuestReportChannel) throws(CommandFailure) -> Int32 {
    let panic = Shared<String?>(nil)
    let server = server
    let name = machine.name
    let handle = machine.handle
    let endsWithClients = endsWithClients
    machine.options.paneHost = server
    machine.options.observer = { event in
      switch event {
      case .running:
        server.setPhase(.running)
        // Who was to look at it will not come.
        if !report.succeeded(name), endsWithClients { handle.terminate() }
      case .ended(.restarting): server.setPhase(.booting)
      case .ended(.panicked(let reason)):
        _ = panic.change { $0 = reason }
        report.failed("kernel panic: \(reason)")
      case .ended, .step, .log: break
      }
    }
    do throws(BootError) {
      let status = try machine.run()
      let reason = panic.change { _ in }
      server.finish(reason.map { .panicked(reason: $0) } ?? .halted(status: status))
      return status
    } catch {
      server.finish(.panicked(reason: error.description))
      throw CommandFailure(error)
    }
  }
}

/// A value that several threads change.
private final class Shared<Value: Sendable>: Sendable {
  private let value: Mutex<Value>

  init(_ value: Value) { self.value = Mutex(value) }

  func change(_ body: (inout Value) -> Void) -> Value {
    value.withLock { value in
      body(&value)
      return value
    }
  }
}
