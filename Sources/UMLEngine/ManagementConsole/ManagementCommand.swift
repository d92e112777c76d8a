/// One command of the management console: how it is called, what help says, what it does.
struct ManagementCommand: Sendable {
  let name: String
  /// What follows the name in the help.
  let usage: String
  let help: String
  let run: @Sendable (ManagementExchange) -> Void

  init(
    _ name: String, _ usage: String = "", help: String,
    run: @escaping @Sendable (ManagementExchange) -> Void
  ) {
    self.name = name
    self.usage = usage
    self.help = help
    self.run = run
  }

  /// All of them, in the order in which they are tried and listed. Linux' own, and no more: clients
  /// know these.
  static let all: [ManagementCommand] = [
    .version, .helpCommand, .halt, .reboot, .config, .remove, .sysrq, .controlAltDelete, .stop,
    .go, .log, .proc, .stack,
  ]

  /// The command a text begins with. As in Linux what follows need not be separated.
  static func command(for text: String) -> ManagementCommand? {
    all.first { text.hasPrefix($0.name) }
  }
}

/// A request being answered.
struct ManagementExchange {
  let kernel: Kernel
  let console: ManagementConsole
  /// What follows the command's name, without the blanks before it.
  let argument: String
  /// Sends one fragment or more.
  private let send: ([UInt8], _ error: Int32, _ continues: Bool) -> Void

  init(
    kernel: Kernel, console: ManagementConsole, argument: String,
    send: @escaping ([UInt8], _ error: Int32, _ continues: Bool) -> Void
  ) {
    self.kernel = kernel
    self.console = console
    self.argument = argument
    self.send = send
  }

  /// The whole answer, or the last part of it.
  func reply(_ text: String = "") { send(Array(text.utf8), 0, false) }

  func fail(_ text: String, _ error: Int32 = 1) { send(Array(text.utf8), error, false) }

  /// Part of an answer; ``reply(_:)`` ends it.
  func part(_ bytes: [UInt8]) { send(bytes, 0, true) }
}
