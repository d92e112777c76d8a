import LinuxABI

/// Why a line cannot be what it was asked to be.
enum LineError: Error, Equatable {
  /// Some program has it open.
  case isOpen
  case none
  /// The channel's own message.
  case unparsable(String)
  /// What the channel met when it was opened.
  case unavailable(Errno)

  /// In UML's words.
  var description: String {
    switch self {
    case .isOpen: "Device is already open"
    case .none: "configured as 'none'"
    case .unparsable: "failed to parse channel pair"
    case .unavailable(let error): error.description
    }
  }
}
