/// The flags of `eventfd2(2)`.
public struct EventFDFlags: OptionSet, Hashable, Sendable {
  public var rawValue: Int32

  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Each read takes one (`EFD_SEMAPHORE`).
  public static let semaphore = EventFDFlags(rawValue: 0o1)
  /// The corresponding C constant is `EFD_NONBLOCK`.
  public static let nonBlocking = EventFDFlags(rawValue: 0o4000)
  /// The corresponding C constant is `EFD_CLOEXEC`.
  public static let closeOnExec = EventFDFlags(rawValue: 0o2000000)

  /// All flags that have a name.
  public static let known: EventFDFlags = [.semaphore, .nonBlocking, .closeOnExec]
}

/// The flags of `signalfd4(2)`.
public struct SignalFDFlags: OptionSet, Hashable, Sendable {
  public var rawValue: Int32

  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// The corresponding C constant is `SFD_NONBLOCK`.
  public static let nonBlocking = SignalFDFlags(rawValue: 0o4000)
  /// The corresponding C constant is `SFD_CLOEXEC`.
  public static let closeOnExec = SignalFDFlags(rawValue: 0o2000000)

  /// All flags that have a name.
  public static let known: SignalFDFlags = [.nonBlocking, .closeOnExec]
}

/// The flags of `timerfd_create(2)`.
public struct TimerFDFlags: OptionSet, Hashable, Sendable {
  public var rawValue: Int32

  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// The corresponding C constant is `TFD_NONBLOCK`.
  public static let nonBlocking = TimerFDFlags(rawValue: 0o4000)
  /// The corresponding C constant is `TFD_CLOEXEC`.
  public static let closeOnExec = TimerFDFlags(rawValue: 0o2000000)

  /// All flags that have a name.
  public static let known: TimerFDFlags = [.nonBlocking, .closeOnExec]
}

/// The flags of `timerfd_settime(2)`; the first is also `timer_settime(2)`'s and
/// `clock_nanosleep(2)`'s.
public struct TimerSetFlags: OptionSet, Hashable, Sendable {
  public var rawValue: Int32

  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// The corresponding C constant is `TFD_TIMER_ABSTIME`.
  public static let absolute = TimerSetFlags(rawValue: 0x1)
  /// The corresponding C constant is `TFD_TIMER_CANCEL_ON_SET`.
  public static let cancelOnSet = TimerSetFlags(rawValue: 0x2)

  /// All flags that have a name.
  public static let known: TimerSetFlags = [.absolute, .cancelOnSet]
}
