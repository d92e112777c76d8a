import UMLHost

/// Wakes a UML kernel with a harmless command to its management console.
///
/// UML can sleep through the moment when a terminal takes output again, and through a hang-up,
/// until anything else wakes it; sometimes it takes two.
final class KernelNudge {
  /// A terminal that was full holds more than this.
  private static let enoughBytes = 1024
  private static let pauseNanoseconds: Int64 = 40_000_000

  private let management: ManagementChannel
  private let loop: EventLoop
  private var readCount = 0
  private var commandsLeft = 0
  private var timer: TimerToken?

  init(_ management: ManagementChannel, loop: EventLoop) {
    self.management = management
    self.loop = loop
  }

  /// So many bytes were read from one of its terminals, which may have been full.
  func hasRead(_ count: Int) {
    readCount += count
    if readCount >= Self.enoughBytes { wake() }
  }

  /// Wakes it soon.
  func wake() {
    readCount = 0
    commandsLeft = 2
    sendLater()
  }

  private func sendLater() {
    guard timer == nil, commandsLeft > 0 else { return }
    commandsLeft -= 1
    timer = loop.schedule(afterNanoseconds: Self.pauseNanoseconds) { [unowned self] in
      management.perform("version") { [unowned self] _ in
        timer = nil
        sendLater()
      }
    }
  }
}
