import LinuxABI
import UMLHost

/// Host terminals in raw mode, by name, and how many channels use each.
final class RawTerminals {
  private struct Usage {
    /// Of our own, as the first user may leave before the last.
    let descriptor: SharedDescriptor
    let terminal: HostTerminal
    var users: Int
  }

  private let log: (String) -> Void
  private var terminals: [String: Usage] = [:]

  init(log: @escaping (String) -> Void) { self.log = log }

  /// Puts a host terminal into raw mode until every user has released it, or the process ends in
  /// whatever way. nil when the descriptor is no terminal. Input and output often are the same one.
  func acquire(_ descriptor: BorrowedDescriptor) -> String? {
    guard let name = try? descriptor.terminalName() else { return nil }
    if terminals[name] != nil {
      terminals[name]?.users += 1
      return name
    }
    do throws(Errno) {
      let own = SharedDescriptor(try descriptor.duplicate())
      let terminal = try HostTerminal(own.borrowed)
      // Restoring is worth having, but not worth failing for.
      try? terminal.protect()
      try? terminal.startGuardian()
      try terminal.makeRaw()
      terminals[name] = Usage(descriptor: own, terminal: terminal, users: 1)
      return name
    } catch {
      log("\(name) cannot be put into raw mode: \(error.description)")
      return nil
    }
  }

  func release(_ name: String) {
    guard let usage = terminals[name] else { return }
    if usage.users > 1 {
      terminals[name]?.users -= 1
    } else {
      usage.terminal.restore()
      terminals[name] = nil
    }
  }
}
