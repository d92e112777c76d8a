/// What a new task shares with its maker: `clone(2)`, `clone3(2)`, `unshare(2)`. The lowest eight
/// bits of `clone`'s argument are a signal number, see `CloneFlags.exitSignal`.
public struct CloneFlags: OptionSet, Hashable, Sendable {
  public var rawValue: UInt64

  public init(rawValue: UInt64) { self.rawValue = rawValue }

  /// For `unshare` and `clone3` only, as its bit is in the signal's (`CLONE_NEWTIME`).
  public static let newTimeNamespace = CloneFlags(rawValue: 0x80)
  /// One address space (`CLONE_VM`).
  public static let memory = CloneFlags(rawValue: 0x100)
  /// One root, working directory and umask (`CLONE_FS`).
  public static let fileSystem = CloneFlags(rawValue: 0x200)
  /// One descriptor table (`CLONE_FILES`).
  public static let files = CloneFlags(rawValue: 0x400)
  /// One table of signal actions (`CLONE_SIGHAND`).
  public static let signalHandlers = CloneFlags(rawValue: 0x800)
  /// The corresponding C constant is `CLONE_PIDFD`.
  public static let processDescriptor = CloneFlags(rawValue: 0x1000)
  /// The corresponding C constant is `CLONE_PTRACE`.
  public static let trace = CloneFlags(rawValue: 0x2000)
  /// The parent waits until the child executes or exits (`CLONE_VFORK`).
  public static let vfork = CloneFlags(rawValue: 0x4000)
  /// The child is the caller's sibling (`CLONE_PARENT`).
  public static let parent = CloneFlags(rawValue: 0x8000)
  /// The same thread group (`CLONE_THREAD`).
  public static let thread = CloneFlags(rawValue: 0x10000)
  /// The corresponding C constant is `CLONE_NEWNS`.
  public static let newMountNamespace = CloneFlags(rawValue: 0x20000)
  /// The corresponding C constant is `CLONE_SYSVSEM`.
  public static let systemVSemaphores = CloneFlags(rawValue: 0x40000)
  /// The corresponding C constant is `CLONE_SETTLS`.
  public static let setThreadLocalStorage = CloneFlags(rawValue: 0x80000)
  /// The corresponding C constant is `CLONE_PARENT_SETTID`.
  public static let parentSetThreadID = CloneFlags(rawValue: 0x100000)
  /// Zero the word and wake its futex when the child exits (`CLONE_CHILD_CLEARTID`).
  public static let childClearThreadID = CloneFlags(rawValue: 0x200000)
  /// Ignored since Linux 2.6 (`CLONE_DETACHED`).
  public static let detached = CloneFlags(rawValue: 0x400000)
  /// The corresponding C constant is `CLONE_UNTRACED`.
  public static let untraced = CloneFlags(rawValue: 0x800000)
  /// The corresponding C constant is `CLONE_CHILD_SETTID`.
  public static let childSetThreadID = CloneFlags(rawValue: 0x1000000)
  /// The corresponding C constant is `CLONE_NEWCGROUP`.
  public static let newControlGroupNamespace = CloneFlags(rawValue: 0x2000000)
  /// The corresponding C constant is `CLONE_NEWUTS`.
  public static let newUTSNamespace = CloneFlags(rawValue: 0x4000000)
  /// The corresponding C constant is `CLONE_NEWIPC`.
  public static let newIPCNamespace = CloneFlags(rawValue: 0x8000000)
  /// The corresponding C constant is `CLONE_NEWUSER`.
  public static let newUserNamespace = CloneFlags(rawValue: 0x10000000)
  /// The corresponding C constant is `CLONE_NEWPID`.
  public static let newProcessNamespace = CloneFlags(rawValue: 0x20000000)
  /// The corresponding C constant is `CLONE_NEWNET`.
  public static let newNetworkNamespace = CloneFlags(rawValue: 0x40000000)
  /// The corresponding C constant is `CLONE_IO`.
  public static let shareIO = CloneFlags(rawValue: 0x80000000)
  /// Reset caught signals; `clone3` only (`CLONE_CLEAR_SIGHAND`).
  public static let clearSignalHandlers = CloneFlags(rawValue: 0x100000000)
  /// The corresponding C constant is `CLONE_INTO_CGROUP`.
  public static let intoControlGroup = CloneFlags(rawValue: 0x200000000)
}

extension CloneFlags {
  /// The bits of `clone`'s flags that hold the exit signal. The C constant is `CSIGNAL`.
  public static let exitSignalMask: UInt64 = 0xff

  /// Every flag that asks for a namespace of its own.
  public static let allNamespaces: CloneFlags = [
    .newTimeNamespace, .newMountNamespace, .newControlGroupNamespace, .newUTSNamespace,
    .newIPCNamespace, .newUserNamespace, .newProcessNamespace, .newNetworkNamespace,
  ]
}
