import LinuxABI

/// The siginfo of signals on their way through the host.
///
/// The host refuses siginfo that claims to come from another process or from a kernel, so a queued
/// signal carries a number instead, and what it says is put in its place when it arrives.
struct SignalBook {
  /// SI_ASYNCNL: a negative code that nothing on Linux sends any more.
  private static let code = SignalCode(rawValue: -60)
  /// Entries of signals that never arrive (merged with one pending, or the process died) must not
  /// pile up.
  private static let limit = 1024

  private var entries: [UInt64: SignalInfo] = [:]
  private var order: [UInt64] = []
  private var next: UInt64 = 1

  /// Remembers `signal` and returns the 128 bytes to queue for it.
  mutating func enter(_ signal: SignalInfo) -> [UInt8] {
    let number = next
    next += 1
    entries[number] = signal
    order.append(number)
    if order.count > Self.limit {
      for old in order.prefix(Self.limit / 2) { entries[old] = nil }
      order.removeFirst(Self.limit / 2)
    }
    return SignalInfo(
      signal: signal.signal, code: Self.code,
      details: .queued(processID: 0, userID: 0, value: number)
    ).bytes
  }

  /// What the 128 bytes that arrived really mean; nil when they mean what they say.
  mutating func take(_ bytes: [UInt8]) -> SignalInfo? {
    let arrived = SignalInfo(bytes: bytes)
    guard arrived.code == Self.code, case .queued(_, _, let number) = arrived.details else {
      return nil
    }
    return entries.removeValue(forKey: number) ?? .kernel(arrived.signal)
  }
}
