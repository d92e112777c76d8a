/// The words of any Linux kernel. See Documentation/admin-guide/kernel-parameters.txt there.
extension BootOptions {
  static let kernel: [BootOption] =
    [
      BootOption(
        "rootfstype=", .prefix, syntax: "rootfstype=<type>[,<type>]",
        help: "The types of file system to try for the root: hostfs, or any the kernel has."
      ) { value, line in
        line.configuration.root.types = value.split(separator: ",").map(String.init)
        return .kept
      },
      BootOption(
        "rootflags=", .prefix, syntax: "rootflags=<options>",
        help: "The mount options of the root file system; for hostfs, the host directory."
      ) { value, line in
        line.configuration.root.flags = value
        return .kept
      },
      BootOption("ro", .word, syntax: "ro", help: "Mounts the root file system read-only.") {
        _, line in
        line.configuration.root.isReadOnly = true
        return .kept
      },
      BootOption("rw", .word, syntax: "rw", help: "Mounts the root file system read-write.") {
        _, line in
        line.configuration.root.isReadOnly = false
        return .kept
      },
      BootOption(
        "init=", .prefix, syntax: "init=<path>",
        help: """
          The first program. Without it /sbin/init, /etc/init, /bin/init and /bin/sh are tried.
          """
      ) { value, line in
        line.configuration.initPath = Array(value.utf8)
        return .kept
      },
      BootOption(
        "rdinit=", .prefix, syntax: "rdinit=<path>",
        help: "The first program when there is an initrd; /init by default."
      ) { value, line in
        line.configuration.root.archiveInitPath = Array(value.utf8)
        return .kept
      },
      BootOption(
        "loglevel=", .prefix, syntax: "loglevel=<0-10>",
        help: "Shows log messages of levels below this number; 7 by default."
      ) { value, line in
        guard let level = Int(value), (0...10).contains(level) else {
          line.note(.warning, "loglevel=\(value): not a number from 0 to 10; ignored")
          return .kept
        }
        line.configuration.log.consoleLevel = level
        return .kept
      },
      BootOption("ignore_loglevel", .word) { _, line in
        line.configuration.log.consoleLevel = 10
        return .kept
      },
      BootOption(
        "panic=", .prefix, syntax: "panic=<seconds>",
        help: "Accepted; a panic ends the machine at once, as in User Mode Linux."
      ) { value, line in
        if Int(value) == nil { line.note(.warning, "panic=\(value): not a number; ignored") }
        return .kept
      },
      BootOption(
        "hostname=", .prefix, syntax: "hostname=<name>",
        help: "The guest's first host name; the machine's name by default."
      ) { value, line in
        line.setHostname(value)
        return .kept
      },
      BootOption(
        "earlyprintk", .prefix, syntax: "earlyprintk",
        help: "Without effect: early messages always appear where umltop was started."
      ) { _, _ in .kept },
      BootOption("stderr=", .prefix) { value, line in
        line.note(.notice, "stderr=\(value): no effect; see console=")
        return .kept
      },
    ] + withoutEffect

  /// Common words for what this kernel does anyway, or what no user-mode kernel has.
  private static let withoutEffect: [BootOption] =
    [
      "rootwait", "noinitrd", "nokaslr", "norandmaps", "nosmp", "noapic", "nolapic", "nomodeset",
      "splash", "selinux=", "apparmor=", "audit=", "maxcpus=", "nr_cpus=", "rootdelay=",
      "log_buf_len=", "printk.", "vt.", "acpi=", "clocksource=", "tsc=", "mitigations=", "oops=",
      "sysrq_always_enabled", "cgroup_disable=", "cgroup_enable=", "net.ifnames=",
      "init_on_alloc=", "init_on_free=", "transparent_hugepage=", "swapaccount=",
    ].map { name in
      let isWord = !name.hasSuffix("=") && !name.hasSuffix(".")
      return BootOption(name, isWord ? .word : .prefix) { _, _ in .kept }
    }
}
