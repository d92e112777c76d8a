import UMLHost

/// A place where the kernel's log is shown as it is written.
protocol LogConsole: AnyObject {
  /// As in `printk: console [tty0] enabled`; more than one when the place is several lines.
  var names: [String] { get }
  /// Shows whole lines, each with its `\n`. Never waits long; what does not fit is lost, the log
  /// keeps it.
  func show(_ bytes: [UInt8])
}

/// Where umltop was started: shows the log until the guest's own console is there.
final class LaunchConsole: LogConsole {
  let names = ["launch0"]
  private let console: EarlyConsole

  init(_ descriptor: BorrowedDescriptor) {
    console = EarlyConsole(descriptor)
  }

  func show(_ bytes: [UInt8]) { console.write(bytes) }
}

/// The guest's own consoles, those of `console=`.
final class GuestConsoles: LogConsole {
  private let terminals: Terminals

  init(_ terminals: Terminals) {
    self.terminals = terminals
  }

  var names: [String] { terminals.consoleNames }
  func show(_ bytes: [UInt8]) { terminals.writeToConsoles(bytes) }
}
