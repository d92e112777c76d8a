/// The options of `wait4(2)` and `waitid(2)`.
public struct WaitOptions: OptionSet, Hashable, Sendable {
  public var rawValue: Int32

  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Return at once (`WNOHANG`).
  public static let noHang = WaitOptions(rawValue: 0x1)
  /// Report stopped children too; `waitid` calls it `WSTOPPED` (`WUNTRACED`).
  public static let untraced = WaitOptions(rawValue: 0x2)
  /// The corresponding C constant is `WEXITED`.
  public static let exited = WaitOptions(rawValue: 0x4)
  /// The corresponding C constant is `WCONTINUED`.
  public static let continued = WaitOptions(rawValue: 0x8)
  /// Leave the child waitable (`WNOWAIT`).
  public static let noWait = WaitOptions(rawValue: 0x1000000)
  /// Only the calling thread's own children (`__WNOTHREAD`).
  public static let noThread = WaitOptions(rawValue: 0x20000000)
  /// Children of either kind (`__WALL`).
  public static let all = WaitOptions(rawValue: 0x40000000)
  /// Only children that signal something else than `SIGCHLD` (`__WCLONE`).
  public static let clone = WaitOptions(rawValue: .min)

  /// All flags that have a name.
  public static let known: WaitOptions = [
    .noHang, .untraced, .exited, .continued, .noWait, .noThread, .all, .clone,
  ]
}

/// What `waitid(2)` waits for.
public enum WaitTarget: Int32, CaseIterable, Sendable {
  /// The corresponding C constant is `P_ALL`.
  case all = 0
  /// The corresponding C constant is `P_PID`.
  case process = 1
  /// The corresponding C constant is `P_PGID`.
  case group = 2
  /// The corresponding C constant is `P_PIDFD`.
  case descriptor = 3
}
