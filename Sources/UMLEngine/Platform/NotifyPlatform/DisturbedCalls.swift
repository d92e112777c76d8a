import UMLHost

/// Calls that a signal was pending for when they came.
///
/// ```
///   guest thread: call ─► waits ─► a signal! ─► on its way out … was the call received? no: made again
///   kernel:                                     receives it, answers it
/// ```
/// Linux before 6.17 only looks whether the call has been received and not answered. An answer that
/// is quick enough is lost then, and what was done for it is done twice. So such a call is handled
/// when its caller is known to have gone back to waiting, where signals do not reach it any more.
/// Only a signal sent before the call was received can do this, and all signals come from here.
extension NotifyPlatform {
  /// A signal or a stop is about to be sent to a thread, or to whichever of its process the host
  /// chooses.
  func willDisturb(_ thread: NotifyThread, wholeProcess: Bool) {
    guard hostLosesAnswers else { return }
    guard wholeProcess else { return mark(thread) }
    for other in threads.values where other.hostProcess == thread.hostProcess { mark(other) }
  }

  private func mark(_ thread: NotifyThread) {
    // One that waits for an answer is delivered its signals on the way out of that call.
    if thread.call == nil { thread.mayBeDisturbed = true }
  }

  /// A call was received.
  func settle(_ call: UInt64, of thread: NotifyThread) {
    guard thread.mayBeDisturbed else { return }
    thread.mayBeDisturbed = false
    listener.settle(call)
  }
}
