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

  /// - Returns: false when whoever started us is gone already.
  @discardableResult
  func succeeded(_ umid: String) -> Bool { tell("\(Self.success)\(umid)\n") }
  func failed(_ reason: String) { _ = tell(Self.failure + reason) }

  private func tell(_ text: String) -> Bool {
    descriptor.withLock { descriptor in
      guard let open = descriptor.take() else { return true }
      return (try? open.writeAll(Array(text.utf8))) != nil
    }
  }
}
