/// A signal's number, 1 to 64. Zero stands for "none", as in `kill(2)`.
public struct SignalNumber: RawRepresentable, Hashable, Comparable, Sendable {
  public var rawValue: Int32

  public init(rawValue: Int32) { self.rawValue = rawValue }

  public static let none = SignalNumber(rawValue: 0)
  /// The first of the signals that queue. The kernel's `SIGRTMIN`; glibc keeps two for itself.
  public static let realTimeFirst = SignalNumber(rawValue: 32)
  /// The last of them. The corresponding C constant is `SIGRTMAX`.
  public static let realTimeLast = SignalNumber(rawValue: 64)

  /// Every signal there is.
  public static let all = (1...64).map { SignalNumber(rawValue: Int32($0)) }

  /// Whether this is a signal that can be sent.
  public var isValid: Bool { (1...64).contains(rawValue) }

  /// Whether several can be pending at once.
  public var isRealTime: Bool { (32...64).contains(rawValue) }

  public static func < (left: SignalNumber, right: SignalNumber) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// What a signal does when the program has not said otherwise; see signal(7).
public enum SignalDefaultAction: Sendable {
  case terminate
  /// Terminate and leave a core file.
  case core
  case stop
  case `continue`
  case ignore
}

extension SignalNumber {
  public var defaultAction: SignalDefaultAction {
    switch self {
    case .quit, .illegalInstruction, .trap, .abort, .bus, .floatingPointException,
      .segmentationFault, .cpuLimit, .fileSizeLimit, .badSystemCall:
      .core
    case .stop, .terminalStop, .terminalInput, .terminalOutput: .stop
    case .continue: .continue
    case .child, .urgent, .windowChange: .ignore
    default: .terminate
    }
  }
}

extension SignalNumber: CustomStringConvertible {
  /// The C constant's name, such as `SIGTERM`; `SIGRT_2` for the third real-time one, as
  /// strace writes it.
  public var description: String { name }

  public var name: String {
    if SignalNumber.names.indices.contains(Int(rawValue)) {
      return SignalNumber.names[Int(rawValue)]
    }
    if isRealTime {
      return "SIGRT_\(rawValue - 32)"
    }
    return "signal \(rawValue)"
  }
}
