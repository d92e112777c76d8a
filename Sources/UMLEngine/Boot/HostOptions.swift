import UMLHost

/// How the machine lives on its host.
extension BootOptions {
  static let host: [BootOption] = [
    BootOption(
      "nosysemu", .word, .host, syntax: "nosysemu",
      help: "Without effect: system calls are intercepted in another way."
    ) { _, line in
      line.note(.notice, "nosysemu: no effect, this kernel does not use PTRACE_SYSEMU")
      return .kept
    },
    BootOption(
      "uml_dir=", .prefix, .host, syntax: "uml_dir=<directory>",
      help: """
        Where machines keep their directories; ~ at the front is the home directory.
        The default is ~/.uml.
        """
    ) { value, line in
      line.setMachinesDirectory(value)
      return .kept
    },
    BootOption(
      "quiet", .word, .host, syntax: "quiet",
      help: "Shows only warnings and worse on the console. dmesg has the rest."
    ) { _, line in
      line.configuration.log.consoleLevel = 4
      line.configuration.log.isQuiet = true
      return .kept
    },
    BootOption(
      "noreboot", .word, .host, syntax: "noreboot",
      help: "Ends where the guest would start again."
    ) { _, line in
      line.configuration.restartsOnReboot = false
      return .kept
    },
    BootOption(
      "hostfs=", .prefix, .host, syntax: "hostfs=<root directory>,<flags>,...",
      help: """
        The host directory that every hostfs mount is taken from and cannot leave. Without
        it guests may mount what is below a hostfs root's rootflags=, or nothing of the
        host. There are no flags.
        """
    ) { value, line in
      let fields = value.split(separator: ",", omittingEmptySubsequences: false)
      if let directory = fields.first, !directory.isEmpty {
        line.configuration.root.hostDirectory = String(directory)
      }
      for flag in fields.dropFirst() where !flag.isEmpty {
        line.note(.error, "hostfs_args - unsupported option - \(flag)")
      }
      return .kept
    },
    BootOption(
      "host_space=", .prefix, .host, syntax: "host_space=<size>",
      help: """
        Boots as if the host's address space ended there, as on hosts that are split 3G/1G or
        2G/2G.
        """
    ) { value, line in
      guard let size = MemorySize.parse(value), size > 0 else {
        line.note(.error, "host_space=\(value): not a size; ignored")
        return .kept
      }
      line.configuration.hostSpace.end = min(size, line.configuration.hostSpace.end)
      return .kept
    },
  ]
}
