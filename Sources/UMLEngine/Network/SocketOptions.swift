import LinuxABI

/// The options that every socket has, and what the guest set them to. See socket(7).
struct SocketOptions {
  /// net.core.wmem_default and wmem_max.
  static let defaultBuffer = 212_992
  private static let minimumSendBuffer = 4608
  private static let minimumReceiveBuffer = 2304

  /// Bytes on their way that a sender may have, bookkeeping included.
  private(set) var sendBuffer = defaultBuffer
  private(set) var receiveBuffer = defaultBuffer
  /// nil waits for ever. Nanoseconds.
  private(set) var receiveTimeout: UInt64?
  private(set) var sendTimeout: UInt64?
  private(set) var passesCredentials = false
  /// SO_OOBINLINE.
  var keepsUrgentInline: Bool { values[.outOfBandInline] == 1 }
  private var linger = LingerLayout(isOn: false, seconds: 0)
  /// Switches and numbers that only remember what they were set to.
  private var values: [SocketOption: Int32] = [:]

  private static let switches: Set<SocketOption> = [
    .debug, .reuseAddress, .dontRoute, .broadcast, .keepAlive, .outOfBandInline, .noCheck,
    .reusePort, .passSecurity, .timestamp,
  ]

  /// What a listener's options mean for the sockets it accepts: very little.
  var inherited: SocketOptions {
    var options = SocketOptions()
    options.passesCredentials = passesCredentials
    return options
  }

  /// nil when the option is not one of these.
  func value(of option: SocketOption) -> [UInt8]? {
    switch option {
    case .sendBuffer: integer(Int32(clamping: sendBuffer))
    case .receiveBuffer: integer(Int32(clamping: receiveBuffer))
    case .receiveLowWater: integer(values[option] ?? 1)
    case .sendLowWater: integer(1)
    case .receiveTimeout: timeValue(receiveTimeout)
    case .sendTimeout: timeValue(sendTimeout)
    case .passCredentials: integer(passesCredentials ? 1 : 0)
    case .linger: linger.bytes
    case .priority, .mark: integer(values[option] ?? 0)
    default: Self.switches.contains(option) ? integer(values[option] ?? 0) : nil
    }
  }

  /// EINVAL for a value that is too short, ENOPROTOOPT for an option that cannot be set, EPERM.
  mutating func set(
    _ option: SocketOption, to value: [UInt8], _ credentials: Credentials
  ) throws(Errno) {
    guard value.count >= 4 else { throw .invalidArgument }
    let number: Int32 = ByteReader.load(value, at: 0)
    let isAdministrator = credentials.has(.networkAdministration)
    switch option {
    case .sendBuffer: sendBuffer = bufferSize(number, Self.minimumSendBuffer)
    case .receiveBuffer: receiveBuffer = bufferSize(number, Self.minimumReceiveBuffer)
    case .sendBufferForce:
      guard isAdministrator else { throw .notPermitted }
      sendBuffer = max(Int(max(number, 0)) * 2, Self.minimumSendBuffer)
    case .receiveBufferForce:
      guard isAdministrator else { throw .notPermitted }
      receiveBuffer = max(Int(max(number, 0)) * 2, Self.minimumReceiveBuffer)
    case .receiveLowWater: values[option] = number <= 0 ? (number == 0 ? 1 : .max) : number
    case .receiveTimeout: receiveTimeout = try timeout(value)
    case .sendTimeout: sendTimeout = try timeout(value)
    case .passCredentials: passesCredentials = number != 0
    case .linger:
      guard value.count >= LingerLayout.size else { throw .invalidArgument }
      linger = LingerLayout(bytes: value)
    case .priority:
      guard (0...6).contains(number) || isAdministrator else { throw .notPermitted }
      values[option] = number
    case .mark:
      guard isAdministrator else { throw .notPermitted }
      values[option] = number
    case .debug:
      guard number == 0 || isAdministrator else { throw .permissionDenied }
      values[option] = number != 0 ? 1 : 0
    default:
      guard Self.switches.contains(option) else { throw .protocolNotAvailable }
      values[option] = number != 0 ? 1 : 0
    }
  }

  /// Linux doubles what is asked for, to leave room for its own bookkeeping, and shows the double.
  private func bufferSize(_ wanted: Int32, _ minimum: Int) -> Int {
    // A negative number is taken for a very large one.
    let wanted = wanted < 0 ? Self.defaultBuffer : min(Int(wanted), Self.defaultBuffer)
    return max(wanted * 2, minimum)
  }

  private func timeout(_ value: [UInt8]) throws(Errno) -> UInt64? {
    guard value.count >= TimeVal.size else { throw .invalidArgument }
    let time = TimeVal(bytes: value)
    guard (0..<1_000_000).contains(time.microseconds) else { throw .outOfDomain }
    guard time.seconds >= 0 else { return 0 }
    return time.isZero ? nil : UInt64(time.timeSpec.totalNanoseconds)
  }

  private func timeValue(_ timeout: UInt64?) -> [UInt8] {
    TimeVal(totalNanoseconds: Int64(clamping: timeout ?? 0)).bytes
  }
}

/// An option's value as a C `int`.
func integer(_ value: Int32) -> [UInt8] {
  var writer = ByteWriter(capacity: 4)
  writer.write(value)
  return writer.bytes
}
