/// The magic system request key.
extension ManagementCommand {
  static let sysrq = ManagementCommand(
    "sysrq", "<letter>", help: "Do what the SysRq key does with a letter; without one, list them"
  ) { exchange in
    let log = exchange.kernel.log
    guard let key = exchange.argument.first, let request = SystemRequest.request(for: key) else {
      log.info(SystemRequest.help)
      return exchange.reply(SystemRequest.help + "\n")
    }
    if request.endsMachine {
      exchange.reply()
      return request.run(exchange.kernel)
    }
    // What the kernel says meanwhile is the answer.
    let observation = log.observe { exchange.part($0.text + [UInt8(ascii: "\n")]) }
    log.info("sysrq: \(request.title)")
    request.run(exchange.kernel)
    log.cancel(observation)
    exchange.reply()
  }
}
