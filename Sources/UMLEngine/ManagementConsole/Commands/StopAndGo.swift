/// Holding the machine, for a consistent copy of what it keeps.
extension ManagementCommand {
  static let stop = ManagementCommand(
    "stop", help: "Hold the machine; it answers only this console"
  ) { exchange in
    guard !exchange.console.isStopped else { return exchange.fail("Already stopped") }
    exchange.reply("stopped")
    exchange.console.stop()
  }

  static let go = ManagementCommand("go", help: "Let the machine go on after a stop") {
    exchange in
    guard exchange.console.isStopped else { return exchange.fail("Not stopped") }
    exchange.reply()
    exchange.console.go()
  }
}
