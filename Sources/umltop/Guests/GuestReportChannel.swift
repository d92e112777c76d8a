internal import LinuxABI
internal import Synchronization
internal import UMLHost

/// The new process' side: tells once what became of the boot.
final class GuestReportChannel: Sendable {
  static let success = "umid "
  static let failure = "failed "

  private let descriptor: Mutex<HostDescriptor?>

  /// - Parameter isWanted: whether somebody listens.
  init(isWanted: Bool) {
    descriptor = Mutex(isWanted ? HostDescriptor(GuestStarter.reportDescriptor) : nil)
  }

  func succeeded(_ umid: String) { tell("\(Self.success)\(umid)\n") }
  func failed(_ reason: String) { tell(Self.failure + reason) }

  private func tell(_ text: String) {
    descriptor.withLock { descriptor in
      guard let open = descriptor.take() else { return }
      // Whoever started us may be gone already.
      try? open.writeAll(Array(text.utf8))
    }
  }
}
