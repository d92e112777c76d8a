import UMLHost

/// What a machine is made of: the command line, understood. See ``KernelCommandLine``.
struct KernelConfiguration: Sendable {
  /// `mem=` in bytes.
  var memoryBytes: UInt64 = 64 << 20
  /// Tasks at most, init included.
  var taskLimit = 4096
  var hostname = Array("(none)".utf8)

  /// `init=`; empty tries the usual places.
  var initPath: [UInt8] = []
  /// Words the kernel did not know, for init.
  var initArguments: [[UInt8]] = []
  /// `name=value` words the kernel did not know, for init's environment.
  var initEnvironment: [[UInt8]] = []

  /// What /proc/cmdline shows.
  var commandLine: [UInt8] = []
  var identity = IdentityOptions()
  var root = RootOptions()
  var lines = LineOptions()
  var log = LogOptions()

  /// `mconsole=notify:PATH`: a datagram socket that is told when the machine is up, and more.
  var notificationSocket: String?
  /// What guest programs can address; `host_space=` pretends.
  var hostSpace = HostAddressSpace.current()
  /// `noreboot` clears it: a guest that restarts ends instead.
  var restartsOnReboot = true
}

/// `umid=` and `uml_dir=`.
struct IdentityOptions: Sendable {
  /// The machine's name; nil picks a random one.
  var name: String?
  /// Where machines keep their directories; nil is `~/.uml`.
  var directory: String?
  /// `hostname=`; nil is the machine's name.
  var hostname: String?
}

/// Where the root file system comes from.
struct RootOptions: Sendable {
  /// `root=`; nil when it was not given.
  var device: String?
  /// `rootfstype=`, in the order to try them.
  var types: [String] = []
  /// `rootflags=`: options of the file system; hostfs's directory.
  var flags = ""
  /// The last of `ro` and `rw`; nil when neither was given.
  var isReadOnly: Bool?
  /// `initrd=`: a host file, a cpio archive, gzipped or not.
  var initialArchive: String?
  /// `rdinit=`: what is run in the archive.
  var archiveInitPath: [UInt8] = Array("/init".utf8)
  /// `hostfs=`: the host directory that all hostfs mounts stay beneath.
  var hostDirectory: String?

  /// The word for the root that comes with umltop.
  static let builtInName = "builtin"

  /// Nothing else was asked for.
  var isBuiltIn: Bool {
    device == nil ? types.isEmpty : device == Self.builtInName
  }
}

/// `con…`, `ssl…` and what belongs to them, as they were written: the lines themselves parse them.
struct LineOptions: Sendable {
  /// What follows `con`, in order: `=pts`, `0=fd:0,fd:1`.
  var consoles: [String] = []
  /// What follows `ssl`, in order.
  var serials: [String] = []
  /// `ssl-non-raw` clears it.
  var serialsAreRaw = true
  /// `xterm=EMULATOR,TITLE,EXECUTE`.
  var terminalEmulator: String?
  /// `tty_log_dir=` or `tty_log_fd=`, the last of them.
  var log: TerminalLog.Target?
  /// `console=`, in order; the last one that exists is /dev/console.
  var preferredConsoles: [String] = []
}

/// What of the kernel's log reaches the console.
struct LogOptions: Sendable {
  /// Messages of a lower number are shown.
  var consoleLevel = 7
  /// Nothing at all is shown before the console is there, either.
  var isQuiet = false
}

extension LineOptions {
  /// What every line is attached to, and the complaints about words that make no sense. With
  /// panes, lines that nobody spoke of are panes.
  func configuration(hasPanes: Bool) -> (LineConfiguration, complaints: [String]) {
    var lines = LineConfiguration(fallback: hasPanes ? "pane" : "null")
    let complaints =
      consoles.compactMap { lines.add(.console, $0) }
      + serials.compactMap { lines.add(.serial, $0) }
    return (lines, complaints)
  }
}
