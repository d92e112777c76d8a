/// The machine itself: what it is called and how big it is.
extension BootOptions {
  static let machine: [BootOption] = [
    BootOption(
      "--showconfig", .word, .host, syntax: "--showconfig",
      help: "Prints what this kernel was built with, and what it finds of the host's addresses."
    ) { _, line in
      line.answer = KernelIdentity.buildConfiguration(line.configuration.hostSpace)
      return .removed
    },
    BootOption(
      "iomem=", .prefix, .host, syntax: "iomem=<name>,<file>",
      help: "Accepted and without effect: this kernel has no I/O memory regions."
    ) { value, line in
      if !value.contains(",") { line.note(.error, "parse_iomem : failed to parse iomem") }
      line.note(.warning, "iomem=\(value): this kernel has no I/O memory; ignored")
      return .kept
    },
    BootOption(
      "mem=", .prefix, .host, syntax: "mem=<amount of memory>",
      help: """
        How much memory the guest may use: a number, and k, m or g (either case) for
        kilo-, mega- or gigabytes. The default is 64M, the least is 4M.
            Example: mem=128M
        """
    ) { value, line in
      line.setMemory(value)
      return .kept
    },
    BootOption(
      "--help", .word, .host, syntax: "--help", help: "Prints this text."
    ) { _, line in
      line.answer = BootOptions.help
      return .removed
    },
    BootOption(
      "console=", .prefix, .host, syntax: "console=<tty0…tty15 or ttyS0…ttyS63>",
      help: """
        Which line is /dev/console: where the kernel's log and init's output go. May be
        repeated; the last is /dev/console. The default is tty0, which is con0.
        """
    ) { value, line in
      line.configuration.lines.preferredConsoles.append(value)
      return .kept
    },
    BootOption(
      "debug", .word, .host, syntax: "debug", help: "Shows the log's debugging messages, too."
    ) { _, line in
      line.note(.notice, "'debug' is not necessary to gdb UML in skas mode - run")
      line.note(.notice, "'gdb linux'")
      line.configuration.log.consoleLevel = 10
      return .kept
    },
    BootOption(
      "root=", .prefix, .host, syntax: "root=<root file system>",
      help: """
        `builtin`, the default without rootfstype=, is a BusyBox system that comes with
        umltop: nothing it changes outlives the guest. Disks (/dev/ubda) are not there yet.
        """
    ) { value, line in
      line.configuration.root.device = value
      return .kept
    },
    BootOption(
      "--version", .word, .host, syntax: "--version", help: "Prints the kernel's version."
    ) { _, line in
      line.answer = "\(KernelIdentity.release)\n"
      return .removed
    },
    BootOption(
      "umid=", .prefix, .host, syntax: "umid=<name>",
      help: """
        The machine's name: its host name, and the name of its directory with the pid file,
        the management console's socket and the console service's. Random if not given.
        """
    ) { value, line in
      line.setName(value)
      return .removed
    },
    BootOption(
      "initrd=", .prefix, .host, syntax: "initrd=<file>",
      help: """
        A host file with a cpio archive, gzipped or not, that is unpacked into the root
        file system. Its /init (or rdinit=) is run when it has one.
        """
    ) { value, line in
      line.configuration.root.initialArchive = value
      return .kept
    },
  ]
}
