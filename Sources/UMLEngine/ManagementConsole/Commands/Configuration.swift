/// Devices that come and go while the machine runs.
extension ManagementCommand {
  static let config = ManagementCommand(
    "config", "<device>[=<configuration>]",
    help: "Add or change a device, or print how it is configured"
  ) { exchange in
    guard let (device, rest) = exchange.device() else {
      return exchange.fail("Bad configuration option")
    }
    do throws(ManagedDeviceError) {
      if rest.contains("=") {
        try device.configure(rest)
        exchange.reply()
      } else {
        exchange.reply(try device.configuration(of: rest))
      }
    } catch {
      exchange.fail(error.text, error.code)
    }
  }

  static let remove = ManagementCommand("remove", "<device>", help: "Remove a device") {
    exchange in
    guard let (device, rest) = exchange.device() else {
      return exchange.fail("Bad remove option")
    }
    do throws(ManagedDeviceError) {
      try device.remove(rest)
      exchange.reply()
    } catch {
      exchange.fail(error.text, error.code)
    }
  }
}

extension ManagementExchange {
  /// The kind of device the argument begins with, and what follows.
  fileprivate func device() -> ((any ManagedDevice), String)? {
    guard let device = console.devices.first(where: { argument.hasPrefix($0.name) }) else {
      return nil
    }
    return (device, String(argument.dropFirst(device.name.count)))
  }
}
