/// Consoles and serial lines. What follows `con` and `ssl` is parsed by the lines themselves when
/// they are made.
extension BootOptions {
  static let lines: [BootOption] = [
    BootOption(
      "con", .prefix, syntax: "con[0-15]=<channel>[,<channel>]",
      help: """
        Attaches a console, the guest's /dev/ttyN, to a channel of the host; without a
        number, all those not named. Two channels are for input and output.
        \(ChannelSpec.help.map { "    \($0)" }.joined(separator: "\n"))
            none       no such device
        The default is con0=fd:0,fd:1 con=null; panes where umltop shows them.
        """
    ) { value, line in
      line.configuration.lines.consoles.append(value)
      return .kept
    },
    BootOption(
      "ssl-non-raw", .word, syntax: "ssl-non-raw",
      help: "Leaves the host's terminals of serial lines as they are, not in raw mode."
    ) { _, line in
      line.configuration.lines.serialsAreRaw = false
      return .kept
    },
    BootOption(
      "ssl", .prefix, syntax: "ssl[0-63]=<channel>[,<channel>]",
      help: "The same for serial lines, the guest's /dev/ttySN. The default is ssl=null."
    ) { value, line in
      line.configuration.lines.serials.append(value)
      return .kept
    },
  ]
}

/// Logs of terminals, which kernels before Linux 2.6.17 had, and this one has again.
extension BootOptions {
  static let logging: [BootOption] = [
    BootOption(
      "tty_log_dir=", .prefix, syntax: "tty_log_dir=<directory>",
      help: """
        Writes down what passes through each terminal of the guest, in a file of this
        directory for each time it is opened. `umltop replay` shows them.
        """
    ) { value, line in
      line.configuration.lines.log = .directory(value)
      return .kept
    },
    BootOption(
      "tty_log_fd=", .prefix, syntax: "tty_log_fd=<descriptor>",
      help: "The same for all terminals in one stream, to a descriptor of umltop."
    ) { value, line in
      if let number = CNumber(parsing: value), number.rest.isEmpty,
        let descriptor = Int32(exactly: number.value)
      {
        line.configuration.lines.log = .descriptor(descriptor)
      } else {
        line.note(.error, "set_tty_log_fd - strtoul failed on '\(value)'")
      }
      return .kept
    },
  ]
}
