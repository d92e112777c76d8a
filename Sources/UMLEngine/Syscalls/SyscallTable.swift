import LinuxABI

/// Every call the kernel answers, by number. Each family's file holds its own rows.
struct SyscallTable: Sendable {
  /// All rows, sorted by number.
  static let rows: [Syscall] = families.flatMap { $0 }.sorted { $0.number < $1.number }

  private static let families: [[Syscall]] = [
    ProcessSyscalls.rows,
    WaitSyscalls.rows,
    GroupSyscalls.rows,
    UserSyscalls.rows,
    LimitSyscalls.rows,
    UsageSyscalls.rows,
    SchedulingSyscalls.rows,
    AffinitySyscalls.rows,
    CapabilitySyscalls.rows,
    ProcessControlSyscalls.rows,
    KillSyscalls.rows,
    ActionSyscalls.rows,
    IntervalTimerSyscalls.rows,
    PosixTimerSyscalls.rows,
    ClockSyscalls.rows,
    MemorySyscalls.rows,
    SystemSyscalls.rows,
    LogSyscalls.rows,
    RebootSyscalls.rows,
    PipeSyscalls.rows,
    PollSyscalls.rows,
    SelectSyscalls.rows,
    EpollSyscalls.rows,
    EpollWaitSyscalls.rows,
    EventFDSyscalls.rows,
    TimerFDSyscalls.rows,
    PidFDSyscalls.rows,
    SignalFDSyscalls.rows,
    InotifySyscalls.rows,
    MessageQueueSyscalls.rows,
    MessageTransferSyscalls.rows,
    OpenHowSyscalls.rows,
    OtherProcessSyscalls.rows,
    UnshareSyscalls.rows,
    AbsentSyscalls.rows,
    FutexSyscalls.rows,
    PrioritySyscalls.rows,
    SocketCreateSyscalls.rows,
    SocketConnectSyscalls.rows,
    SocketNameSyscalls.rows,
    SocketTransferSyscalls.rows,
    SocketMessageSyscalls.rows,
    SocketMultipleMessageSyscalls.rows,
    SocketOptionSyscalls.rows,
    OpenSyscalls.rows,
    ReadWriteSyscalls.rows,
    StatSyscalls.rows,
    DescriptorSyscalls.rows,
    ControlSyscalls.rows,
    LockSyscalls.rows,
    LinkSyscalls.rows,
    ListDirectorySyscalls.rows,
    ChangeDirectorySyscalls.rows,
    AccessSyscalls.rows,
    NameSyscalls.rows,
    AttributeSyscalls.rows,
    FileTimeSyscalls.rows,
    TruncateSyscalls.rows,
    SynchronizeSyscalls.rows,
    StatFileSystemSyscalls.rows,
    IOControlSyscalls.rows,
    MemoryFileSyscalls.rows,
    ExtendedAttributeSyscalls.rows,
    CopySyscalls.rows,
    SpliceSyscalls.rows,
    MountSyscalls.rows,
    FileRefusalSyscalls.rows,
    TerminalSyscalls.rows,
    SharedMemorySyscalls.rows,
    SemaphoreSyscalls.rows,
    SystemVMessageSyscalls.rows,
  ]

  /// A function in an array is called through two others that adapt it; not so in a structure.
  private struct Entry {
    let handler: Syscall.Handler
  }

  private let entries: [Entry?]

  init(rows: [Syscall] = SyscallTable.rows) {
    var entries = [Entry?](repeating: nil, count: 1024)
    for row in rows {
      precondition(entries[row.number] == nil, "two rows for system call \(row.number)")
      entries[row.number] = Entry(handler: row.handler)
    }
    self.entries = entries
  }

  subscript(number: Int) -> Syscall.Handler? {
    entries.indices.contains(number) ? entries[number]?.handler : nil
  }
}
