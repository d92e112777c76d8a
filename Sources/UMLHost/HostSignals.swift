import CHost
import Glibc
public import LinuxABI

/// How this process treats its signals.
///
/// Signals a loop wants are blocked everywhere and read from a signalfd. Call `block` on the main
/// thread before any other thread starts: threads inherit the mask.
public enum HostSignals {
  /// Blocks signals in the calling thread and those it starts later.
  public static func block(_ signals: [SignalNumber]) {
    change(SIG_BLOCK, signals)
  }

  /// Unblocks signals in the calling thread.
  public static func unblock(_ signals: [SignalNumber]) {
    change(SIG_UNBLOCK, signals)
  }

  /// Ignores a signal in the whole process. Children started by `HostProcess` get the default back.
  /// See signal(7).
  public static func ignore(_ signal: SignalNumber) throws(Errno) {
    _ = try shimCall { chost_signal_ignore(signal.rawValue) }
  }

  /// Makes writing to a closed pipe or socket an error instead of death.
  public static func ignoreBrokenPipes() {
    _ = chost_signal_ignore(SIGPIPE)
  }

  /// Sends a signal to this process.
  public static func raise(_ signal: SignalNumber) {
    kill(getpid(), signal.rawValue)
  }

  /// Calls the handler on the loop's thread for each signal of the set that arrives. See
  /// signalfd(2).
  ///
  /// Blocks the signals in the calling thread. A standard signal that arrives twice before it is
  /// read is reported once.
  public static func watch(
    _ signals: [SignalNumber], on loop: EventLoop, handler: @escaping (HostSignalEvent) -> Void
  ) throws(Errno) -> SignalWatch {
    block(signals)
    let numbers = signals.map(\.rawValue)
    let fd = try shimCall { chost_signalfd(numbers, Int32(numbers.count)) }
    return try SignalWatch(HostDescriptor(fd), loop: loop, handler: handler)
  }

  static func blockAllButFaults() {
    var set = sigset_t()
    sigfillset(&set)
    for fault in [SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP, SIGABRT, SIGSYS] {
      sigdelset(&set, fault)
    }
    pthread_sigmask(SIG_SETMASK, &set, nil)
  }

  private static func change(_ how: Int32, _ signals: [SignalNumber]) {
    var set = sigset_t()
    sigemptyset(&set)
    for signal in signals { sigaddset(&set, signal.rawValue) }
    pthread_sigmask(how, &set, nil)
  }
}

/// One signal as signalfd reports it.
public struct HostSignalEvent: Sendable, Equatable {
  public let signal: SignalNumber
  /// Who sent it, 0 for the kernel; for `.child` the process that changed.
  public let process: Int32
  /// For `.child` the exit status or signal.
  public let status: Int32
}

/// Signals being delivered into a loop. Cancel it before dropping the last reference.
public final class SignalWatch {
  private let loop: EventLoop
  private var token: EventToken?

  init(
    _ descriptor: consuming HostDescriptor, loop: EventLoop,
    handler: @escaping (HostSignalEvent) -> Void
  ) throws(Errno) {
    self.loop = loop
    // The loop's handler owns the descriptor, so that it may cancel the watch while reading.
    let shared = SharedDescriptor(descriptor)
    token = try loop.add(shared.rawValue, .readable) { _ in
      while let event = SignalWatch.next(shared.rawValue) { handler(event) }
    }
  }

  deinit {
    cancel()
  }

  /// Stops delivery; the signals stay blocked.
  public func cancel() {
    guard let token else { return }
    loop.remove(token)
    self.token = nil
  }

  private static func next(_ fd: Int32) -> HostSignalEvent? {
    var information = signalfd_siginfo()
    let length = read(fd, &information, MemoryLayout<signalfd_siginfo>.size)
    guard length == MemoryLayout<signalfd_siginfo>.size else { return nil }
    return HostSignalEvent(
      signal: SignalNumber(rawValue: Int32(information.ssi_signo)),
      process: Int32(bitPattern: information.ssi_pid), status: information.ssi_status)
  }
}
