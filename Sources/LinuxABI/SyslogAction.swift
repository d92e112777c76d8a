/// What `syslog(2)` is asked to do with the kernel's log.
public enum SyslogAction: Int32, CaseIterable, Sendable {
  /// The corresponding C constant is `SYSLOG_ACTION_CLOSE`.
  case close = 0
  /// The corresponding C constant is `SYSLOG_ACTION_OPEN`.
  case open = 1
  /// The corresponding C constant is `SYSLOG_ACTION_READ`.
  case read = 2
  /// The corresponding C constant is `SYSLOG_ACTION_READ_ALL`.
  case readAll = 3
  /// The corresponding C constant is `SYSLOG_ACTION_READ_CLEAR`.
  case readClear = 4
  /// The corresponding C constant is `SYSLOG_ACTION_CLEAR`.
  case clear = 5
  /// The corresponding C constant is `SYSLOG_ACTION_CONSOLE_OFF`.
  case consoleOff = 6
  /// The corresponding C constant is `SYSLOG_ACTION_CONSOLE_ON`.
  case consoleOn = 7
  /// The corresponding C constant is `SYSLOG_ACTION_CONSOLE_LEVEL`.
  case consoleLevel = 8
  /// The corresponding C constant is `SYSLOG_ACTION_SIZE_UNREAD`.
  case sizeUnread = 9
  /// The corresponding C constant is `SYSLOG_ACTION_SIZE_BUFFER`.
  case sizeBuffer = 10
}
