/// Devices. Those this kernel does not have yet are accepted and named in the log.
extension BootOptions {
  static let devices: [BootOption] = [
    missing(
      "vec", syntax: "vec[0-9]+:<option>=<value>,<option>=<value>", device: "network device"),
    missing("eth", syntax: "eth[0-9]+=<transport>,<options>", device: "network device"),
    BootOption(
      "mconsole=", .prefix, syntax: "mconsole=notify:<socket>",
      help: """
        Sends the name of the management console's socket to a Unix datagram socket as soon
        as it answers, and later what the guest writes to /proc/mconsole, and panics.
        """
    ) { value, line in
      if value.hasPrefix("notify:") {
        line.configuration.notificationSocket = String(value.dropFirst("notify:".count))
      } else {
        line.note(.error, "mconsole_setup : Unknown option - '\(value)'")
      }
      return .kept
    },
    BootOption(
      "udb", .prefix, syntax: "udb", help: "Tells of a mistyped ubd, and does nothing else."
    ) { value, line in
      line.note(
        .error,
        "udb\(value) specified on command line is almost certainly a ubd -> udb TYPO")
      return .kept
    },
    missing(
      "ubd", syntax: "ubd<n><flags>=<file>[(:|,)<file>][(:|,)<serial>]", device: "block device"),
    BootOption("fake_ide", .word, syntax: "fake_ide", help: "Without effect.") { _, line in
      line.note(.warning, "The fake_ide option has been removed")
      return .kept
    },
    BootOption(
      "xterm=", .prefix, .host, syntax: "xterm=<emulator>,<title switch>,<exec switch>",
      help: """
        The terminal emulator for lines with the xterm channel, the switch that sets its
        title, and the one that runs a command. Empty fields keep the default,
        x-terminal-emulator,-T,-e.
        """
    ) { value, line in
      line.configuration.lines.terminalEmulator = value
      return .removed
    },
    missing(
      "virtio_uml.device=", syntax: "virtio_uml.device=<socket>:<virtio_id>[:<platform_id>]",
      device: "virtio device"),
  ]

  private static func missing(_ name: String, syntax: String, device: String) -> BootOption {
    BootOption(
      name, .prefix, syntax: syntax,
      help: "Accepted, named in the log, and without effect: there is no \(device) yet."
    ) { value, line in
      line.note(.warning, "\(name)\(value): this kernel has no \(device) yet; ignored")
      return .kept
    }
  }
}
