import LinuxABI

/// The one open of /dev/watchdog.
final class WatchdogFile: FileObject {
  private static let identity = "UML Hardware Watchdog"
  private static let options: UInt32 = 0x80 | 0x8000
  /// WDIOS_DISABLECARD and WDIOS_ENABLECARD.
  private static let disables: UInt32 = 1
  private static let enables: UInt32 = 2
  private static let longestSeconds: Int32 = 3600

  private let watchdog: Watchdog

  init(_ watchdog: Watchdog) { self.watchdog = watchdog }

  func status() throws(Errno) -> FileStatus {
    var status = FileStatus(mode: FileMode(.characterDevice, 0o600))
    status.deviceNumber = DeviceNumber(major: 10, minor: 130)
    return status
  }

  /// Any byte says that all is well.
  func write(_ source: inout WriteSource, at position: Int64, _ file: OpenFile) throws(Errno) -> Int
  {
    let count = try source.take(1 << 16).count
    if count > 0 { watchdog.feed() }
    return count
  }

  func readiness() -> PollEvents { .writable }

  func control(
    _ request: UInt32, _ argument: UInt64, _ call: inout SyscallContext, _ file: OpenFile
  ) throws(Errno) -> SyscallOutcome {
    let address = GuestAddress(argument)
    switch WatchdogRequest(rawValue: request) {
    case .getSupport:
      var writer = ByteWriter(capacity: 40)
      writer.write(Self.options)
      writer.write(0 as UInt32)
      writer.write(Array(Self.identity.utf8))
      writer.pad(40 - writer.bytes.count)
      try call.memory.write(writer.bytes, to: address)
    case .getStatus, .getBootStatus: try call.memory.writeInteger(0 as Int32, to: address)
    case .setOptions:
      // As Linux' drivers do it, see drivers/watchdog/watchdog_dev.c.
      let options: UInt32 = try call.memory.readInteger(address)
      guard options & (Self.disables | Self.enables) != 0 else {
        throw .inappropriateIOCTLForDevice
      }
      if options & Self.disables != 0 { watchdog.isEnabled = false }
      if options & Self.enables != 0 { watchdog.isEnabled = true }
    case .keepAlive: watchdog.feed()
    case .setTimeout:
      let seconds: Int32 = try call.memory.readInteger(address)
      guard (1...Self.longestSeconds).contains(seconds) else { throw .invalidArgument }
      watchdog.timeoutSeconds = UInt32(seconds)
    case .getTimeout: try call.memory.writeInteger(Int32(watchdog.timeoutSeconds), to: address)
    case nil: throw .inappropriateIOCTLForDevice
    }
    return .value(0)
  }

  func closed(_ file: OpenFile) { watchdog.close() }
}

/// Requests of linux/watchdog.h.
enum WatchdogRequest: UInt32 {
  case getSupport = 0x8028_5700
  case getStatus = 0x8004_5701
  case getBootStatus = 0x8004_5702
  case setOptions = 0x8004_5704
  case keepAlive = 0x8004_5705
  case setTimeout = 0xc004_5706
  case getTimeout = 0x8004_5707
}
