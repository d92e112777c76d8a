/// What `reboot(2)` is asked to do.
public enum RebootCommand: UInt32, CaseIterable, Sendable {
  /// The corresponding C constant is `LINUX_REBOOT_CMD_RESTART`.
  case restart = 0x1234567
  /// The corresponding C constant is `LINUX_REBOOT_CMD_HALT`.
  case halt = 0xcdef0123
  /// The corresponding C constant is `LINUX_REBOOT_CMD_CAD_ON`.
  case enableControlAltDelete = 0x89abcdef
  /// The corresponding C constant is `LINUX_REBOOT_CMD_CAD_OFF`.
  case disableControlAltDelete = 0x0
  /// The corresponding C constant is `LINUX_REBOOT_CMD_POWER_OFF`.
  case powerOff = 0x4321fedc
  /// The corresponding C constant is `LINUX_REBOOT_CMD_RESTART2`.
  case restartWithCommand = 0xa1b2c3d4
  /// The corresponding C constant is `LINUX_REBOOT_CMD_SW_SUSPEND`.
  case suspend = 0xd000fce2
  /// The corresponding C constant is `LINUX_REBOOT_CMD_KEXEC`.
  case execute = 0x45584543
}

/// The numbers that show that `reboot(2)` is meant.
public enum RebootMagic {
  /// The first argument. The corresponding C constant is `LINUX_REBOOT_MAGIC1`.
  public static let first: UInt32 = 0xfee1_dead
  /// Any of these is the second argument. The C constants are `LINUX_REBOOT_MAGIC2` and so on.
  public static let second: [UInt32] = [672_274_793, 85_072_278, 369_367_448, 537_993_216]
}

/// How a task is scheduled: `sched_setscheduler(2)`.
public enum SchedulingPolicy: Int32, CaseIterable, Sendable {
  /// The corresponding C constant is `SCHED_OTHER`.
  case normal = 0
  /// The corresponding C constant is `SCHED_FIFO`.
  case firstInFirstOut = 1
  /// The corresponding C constant is `SCHED_RR`.
  case roundRobin = 2
  /// The corresponding C constant is `SCHED_BATCH`.
  case batch = 3
  /// The corresponding C constant is `SCHED_IDLE`.
  case idle = 5
  /// The corresponding C constant is `SCHED_DEADLINE`.
  case deadline = 6
}

/// The execution domain's bits: `personality(2)`.
public struct Personality: OptionSet, Hashable, Sendable {
  public var rawValue: UInt32

  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// The corresponding C constant is `UNAME26`.
  public static let unameLike26 = Personality(rawValue: 0x20000)
  /// The corresponding C constant is `ADDR_NO_RANDOMIZE`.
  public static let noRandomAddresses = Personality(rawValue: 0x40000)
  /// The corresponding C constant is `FDPIC_FUNCPTRS`.
  public static let descriptorsAsFunctions = Personality(rawValue: 0x80000)
  /// The corresponding C constant is `MMAP_PAGE_ZERO`.
  public static let mapPageZero = Personality(rawValue: 0x100000)
  /// The corresponding C constant is `ADDR_COMPAT_LAYOUT`.
  public static let compatibleLayout = Personality(rawValue: 0x200000)
  /// The corresponding C constant is `READ_IMPLIES_EXEC`.
  public static let readImpliesExecute = Personality(rawValue: 0x400000)
  /// The corresponding C constant is `ADDR_LIMIT_32BIT`.
  public static let limit32Bit = Personality(rawValue: 0x800000)
  /// The corresponding C constant is `SHORT_INODE`.
  public static let shortInode = Personality(rawValue: 0x1000000)
  /// The corresponding C constant is `WHOLE_SECONDS`.
  public static let wholeSeconds = Personality(rawValue: 0x2000000)
  /// The corresponding C constant is `STICKY_TIMEOUTS`.
  public static let stickyTimeouts = Personality(rawValue: 0x4000000)
  /// The corresponding C constant is `ADDR_LIMIT_3GB`.
  public static let limit3GB = Personality(rawValue: 0x8000000)
}

/// What `syslog(2)` is asked to do with the kernel's log.
public enum SyslogAction: Int32, CaseIterable, Sendable {
  /// The corresponding C constant is `SYSLOG_ACTION_CLOSE`.
  case close = 0
  /// The corresponding C constant is `SYSLOG_ACTION_OPEN`.
  case open = 1
  /// The corresponding C constant is `SYSLOG_ACTION_READ`.
  case read = 2
  /// The corresponding C constant is `SYSLOG_ACTION_READ_ALL`.
  case readAll = 3
  /// The corresponding C constant is `SYSLOG_ACTION_READ_CLEAR`.
  case readClear = 4
  /// The corresponding C constant is `SYSLOG_ACTION_CLEAR`.
  case clear = 5
  /// The corresponding C constant is `SYSLOG_ACTION_CONSOLE_OFF`.
  case consoleOff = 6
  /// The corresponding C constant is `SYSLOG_ACTION_CONSOLE_ON`.
  case consoleOn = 7
  /// The corresponding C constant is `SYSLOG_ACTION_CONSOLE_LEVEL`.
  case consoleLevel = 8
  /// The corresponding C constant is `SYSLOG_ACTION_SIZE_UNREAD`.
  case sizeUnread = 9
  /// The corresponding C constant is `SYSLOG_ACTION_SIZE_BUFFER`.
  case sizeBuffer = 10
}
