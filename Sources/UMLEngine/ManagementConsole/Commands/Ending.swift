/// The end of the machine, at once: init is not asked.
extension ManagementCommand {
  static let halt = ManagementCommand("halt", help: "Halt the machine at once") { exchange in
    // Answered first: there is nobody left afterwards.
    exchange.reply()
    exchange.kernel.halt(.halted)
  }

  static let reboot = ManagementCommand("reboot", help: "Start the machine again at once") {
    exchange in
    exchange.reply()
    exchange.kernel.halt(.restarting)
  }

  static let controlAltDelete = ManagementCommand(
    "cad", help: "Press Ctrl-Alt-Del: init shuts the machine down"
  ) { exchange in
    exchange.reply()
    exchange.kernel.pressControlAltDelete()
  }
}
