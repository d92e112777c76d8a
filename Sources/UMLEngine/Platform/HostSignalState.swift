import LinuxABI

/// Signal masks and pending signals of a thread.
struct HostSignalState {
  var blocked = SignalSet()
  var ignored = SignalSet()
  var caught = SignalSet()
  var pendingThread = SignalSet()
  var pendingProcess = SignalSet()
  /// Signals queued for the same user.
  var queuedCount: UInt64 = 0
}
