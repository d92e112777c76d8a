/// How much a message matters: the lower, the more. See syslog(2).
public enum LogLevel: Int, Comparable, Sendable {
  /// The corresponding C constant is `KERN_EMERG`.
  case emergency
  /// The corresponding C constant is `KERN_ALERT`.
  case alert
  /// The corresponding C constant is `KERN_CRIT`.
  case critical
  /// The corresponding C constant is `KERN_ERR`.
  case error
  /// The corresponding C constant is `KERN_WARNING`.
  case warning
  /// The corresponding C constant is `KERN_NOTICE`.
  case notice
  /// The corresponding C constant is `KERN_INFO`.
  case info
  /// The corresponding C constant is `KERN_DEBUG`.
  case debug

  /// Emergencies come first.
  public static func < (left: LogLevel, right: LogLevel) -> Bool {
    left.rawValue < right.rawValue
  }
}
