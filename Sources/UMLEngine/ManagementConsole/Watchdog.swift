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
  /// Whether silence counts, while it is open.
  var isEnabled = true {
    didSet { if isEnabled { feed() } else { rest() } }
  }

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
    isEnabled = true
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
    guard isOpen, isEnabled else { return }
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
