internal import CHost
import Glibc
public import LinuxABI

/// A system call that waits for an answer, as seccomp_unotify(2) reports it.
public struct InterceptedCall {
  /// Names the call in the answer.
  public let id: UInt64
  /// The calling host thread.
  public let thread: Int32
  public let number: Int
  public let arguments: InlineArray<6, UInt64>
}

/// The receiving end of the guests' filter: every call the host may not perform by itself.
///
/// One for all processes of a guest. Readable for epoll while a call waits. A caller that died is
/// not an error: answers to it are dropped.
public final class CallListener {
  private let descriptor: HostDescriptor

  /// Takes ownership of the descriptor.
  public init(descriptor: consuming HostDescriptor) {
    // Hosts before Linux 6.6 do not know the flag and do without.
    _ = chost_notify_wake_here(descriptor.rawValue)
    self.descriptor = descriptor
  }

  public var rawValue: Int32 { descriptor.rawValue }

  /// What came of waiting for a call.
  public enum Reception {
    case call(InterceptedCall)
    /// The caller died before its call could be taken.
    case withdrawn
    /// ``ThreadInterruption`` ended the wait, or forbade it.
    case interrupted
  }

  /// Takes the next call. Blocks while none waits.
  public func receive() -> Reception {
    var call = chost_call()
    switch chost_notify_receive(descriptor.rawValue, &call) {
    case 0: break
    case -EINTR:
      ThreadInterruption.clear()
      return .interrupted
    default: return .withdrawn
    }
    let raw = call.arguments
    return .call(
      InterceptedCall(
        id: call.id, thread: call.thread, number: Int(call.number),
        arguments: [raw.0, raw.1, raw.2, raw.3, raw.4, raw.5]))
  }

  /// Completes a call with a result, or a negated errno between -4095 and -1.
  public func answer(_ id: UInt64, _ value: Int) {
    if (-4095 ... -1).contains(value) {
      _ = chost_notify_answer(descriptor.rawValue, id, 0, Int32(value))
    } else {
      _ = chost_notify_answer(descriptor.rawValue, id, Int64(value), 0)
    }
  }

  /// Lets the host perform the call.
  public func answerNatively(_ id: UInt64) {
    _ = chost_notify_continue(descriptor.rawValue, id)
  }

  /// Waits until a caller that had a signal pending when it made the call waits for the answer
  /// alone.
  ///
  /// Linux before 6.17 may lose an answer that comes earlier, and makes the call again. It takes
  /// the caller a moment at most: it is on its way.
  public func settle(_ id: UInt64) {
    // A caller that died meanwhile needs no answer.
    _ = chost_notify_settle(descriptor.rawValue, id)
  }

  /// Puts a copy of the host descriptor `source` at the caller's number `target`, close-on-exec.
  public func install(_ source: Int32, at target: Int32, for id: UInt64) throws(Errno) {
    let result = chost_notify_install(descriptor.rawValue, id, source, target)
    guard result >= 0 else { throw Errno(rawValue: -result) }
  }
}
