import LinuxABI

/// How guest programs run and how they reach the kernel: the only part that knows the mechanism.
///
/// One platform per guest, used from the kernel's thread alone. It reports through its delegate
/// and is told what to do through the ``GuestThread`` objects it hands out.
protocol Platform: AnyObject {
  var delegate: (any PlatformDelegate)? { get set }

  /// Makes the first guest process, about to execute `path`. It waits for ``begin(_:)``, and then
  /// asks for its program through ``PlatformDelegate/execute(_:request:)`` like any other.
  func start(path: [UInt8], arguments: [[UInt8]], environment: [[UInt8]]) throws(PlatformError)
    -> any GuestThread
  func begin(_ thread: any GuestThread)

  /// Ends every guest process at once; returns when none is left.
  func shutDown()
}

/// Why no guest can run on this host: what is missing, and what to do about it.
struct PlatformError: Error, Equatable, CustomStringConvertible {
  let description: String
}

/// What the platform asks and tells the kernel. All on the kernel's thread.
protocol PlatformDelegate: AnyObject {
  /// A thread made a system call. The answer is one of the thread's `finish` methods, now or later.
  func call(_ thread: any GuestThread, number: Int, arguments: InlineArray<6, UInt64>)

  /// A thread asks for a new process or thread; throwing refuses.
  func clone(_ thread: any GuestThread, request: CloneRequest) throws(Errno)

  /// The host made what ``clone(_:request:)`` agreed to. Returns the child's number in the guest;
  /// the child has not run yet.
  func cloned(_ thread: any GuestThread, child: any GuestThread, request: CloneRequest) -> Int32

  /// A thread wants to execute a program: which one, and with what on its stack?
  func execute(_ thread: any GuestThread, request: ExecuteRequest) throws(Errno) -> ProgramImage

  /// The old program is gone: the other threads are dead and `thread` is the process's only one.
  func executed(_ thread: any GuestThread, image: ProgramImage)

  /// What a signal's siginfo is to say now that it arrives; a timer's may have changed on the way.
  func arriving(_ signal: SignalInfo, at thread: any GuestThread) -> SignalInfo

  /// A thread is about to wait in rt_sigtimedwait(2): what is pending for it has to be in the host.
  func awaitsSignals(_ thread: any GuestThread)

  /// A signal is about to be delivered to a thread.
  func deliver(_ signal: SignalInfo, to thread: any GuestThread) -> SignalDecision

  /// A thread ended and is gone from the host. For the last thread of a process `status` is the
  /// process's. `usage` is what the host accounted to it.
  func exited(_ thread: any GuestThread, status: HostExitStatus, usage: HostUsage)
}

extension PlatformDelegate {
  func awaitsSignals(_ thread: any GuestThread) {}
  func arriving(_ signal: SignalInfo, at thread: any GuestThread) -> SignalInfo { signal }
}

/// What is to become of a signal that reached its thread.
enum SignalDecision {
  /// The host runs the handler, or the default action.
  case deliver
  case discard
  /// The thread stays where it is until ``GuestThread/release()``.
  case hold
}

/// fork, vfork or clone, in the terms of clone(2).
struct CloneRequest {
  var flags: CloneFlags
  /// The signal the parent gets when the child ends; 0 for none.
  var exitSignal: Int32
  /// Where CLONE_PARENT_SETTID and CLONE_CHILD_SETTID want the child's number.
  var parentTID = GuestAddress(0)
  var childTID = GuestAddress(0)

  var makesThread: Bool { flags.contains(.thread) }
}

/// execve or execveat as it was asked for.
struct ExecuteRequest {
  /// AT_FDCWD for execve.
  var directory: Int32
  var path: [UInt8]
  var flags: UInt32
}

/// A program ready to be mapped: what the kernel decided, for the platform to carry out.
struct ProgramImage {
  var program: ELFImage
  var interpreter: ELFImage?
  /// For a `#!` script: what takes the place of argv[0].
  var leadingArguments: [[UInt8]]?
  /// Values for AT_UID, AT_EUID, AT_GID, AT_EGID, AT_SECURE.
  var identity: ProgramIdentity
  /// AT_EXECFN: the path as it was given.
  var path: [UInt8] = []
  /// How much of its stack the program finds in place, whole pages. See RLIMIT_STACK in
  /// getrlimit(2).
  var stackBytes: UInt64 = 8 << 20
  /// What the delegate wants back in ``PlatformDelegate/executed(_:image:)``.
  var context: AnyObject?
}

/// Who a new program is told it runs as, in its auxiliary vector.
struct ProgramIdentity {
  var uid: UInt32
  var effectiveUID: UInt32
  var gid: UInt32
  var effectiveGID: UInt32
  /// AT_SECURE: the program was given more than its caller had.
  var isSecure: Bool
}

/// How a host thread or process ended.
enum HostExitStatus: Equatable {
  case exited(Int32)
  case signaled(Int32)

  /// The encoding of wait(2).
  var waitStatus: Int32 {
    switch self {
    case .exited(let code): (code & 0xff) << 8
    case .signaled(let signal): signal & 0x7f
    }
  }
}

/// CPU time and faults the host accounted. Nanoseconds.
struct HostUsage {
  var userTime: UInt64 = 0
  var systemTime: UInt64 = 0
  var minorFaults: UInt64 = 0
  var majorFaults: UInt64 = 0
  var maximumResidentBytes: UInt64 = 0
}
