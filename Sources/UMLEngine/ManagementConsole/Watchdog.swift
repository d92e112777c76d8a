import LinuxABI
import UMLHost

/// The machine's watchdog, /dev/watchdog: a guest that has it open and falls silent is ended, or,
/// where `mconsole=notify:` says whom to tell, reported as hanging.
///
/// The kernel's own timer does it and says so in the log; a thread beside it acts where the kernel
/// itself hangs. See Documentation/watchdog in Linux and User Mode Linux' harddog.
final class Watchdog {
  static let usualSeconds: UInt32 = 60
  /// What the kernel has for ending in order.
  private static let graceNanoseconds: Int64 = 5_000_000_000

  private unowned let kernel: Kernel
  private var seconds = usualSeconds
  private var timer: TimerQueue.Entry?
  private var guardian: HostWatchdog?
  private(set) var isOpen = false

  init(_ kernel: Kernel) {
    self.kernel = kernel
    kernel.log.info("UML Watchdog Timer")
    kernel.files.devices.registerDriver(.character, major: 10, name: "misc")
    kernel.files.devices.register(.character, major: 10, minor: 130, name: "watchdog") {
      [unowned self] (_, _) throws(Errno) in try open()
    }
  }

  /// One at a time: EBUSY for the second.
  private func open() throws(Errno) -> WatchdogFile {
    guard !isOpen else { throw .resourceBusy }
    let path = kernel.configuration.notificationSocket
    guardian = try HostWatchdog { Self.endStuckMachine(notifying: path) }
    isOpen = true
    seconds = Self.usualSeconds
    feed()
    return WatchdogFile(self)
  }

  func close() {
    isOpen = false
    rest()
    guardian = nil
  }

  var timeoutSeconds: UInt32 {
    get { seconds }
    set {
      seconds = newValue
      feed()
    }
  }

  func feed() {
    guard isOpen else { return }
    timer?.cancel()
    let time = Int64(seconds) * 1_000_000_000
    guardian?.expectWord(withinNanoseconds: time + Self.graceNanoseconds)
    timer = kernel.timers.schedule(at: kernel.clock.monotonic + UInt64(time)) {
      [unowned self] in expire()
    }
  }

  /// Somebody holds the machine: it cannot say that all is well.
  func rest() {
    timer?.cancel()
    timer = nil
    guardian?.expectWord(withinNanoseconds: nil)
  }

  private func expire() {
    rest()
    kernel.log.emergency("watchdog: the guest was silent for \(seconds) seconds")
    guard let notifier = kernel.notifier else { return kernel.end(.terminated) }
    do throws(Errno) {
      try notifier.send(.hang, [])
    } catch {
      kernel.log.error("Failed to notify \(notifier.path) : \(error)")
      kernel.end(.terminated)
    }
  }

  /// On the guardian's thread: the kernel did not even notice.
  private static func endStuckMachine(notifying path: String?) {
    if let path, (try? ManagementNotifier(path: path).send(.hang, [])) != nil { return }
    try? HostSystem.send(.kill, to: HostSystem.processID)
  }
}

/// The one open of /dev/watchdog.
private final class WatchdogFile: FileObject {
  private static let identity = "UML Hardware Watchdog"
  private static let options: UInt32 = 0x80 | 0x8000
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
private enum WatchdogRequest: UInt32 {
  case getSupport = 0x8028_5700
  case getStatus = 0x8004_5701
  case getBootStatus = 0x8004_5702
  case keepAlive = 0x8004_5705
  case setTimeout = 0xc004_5706
  case getTimeout = 0x8004_5707
}
