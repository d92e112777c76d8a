import LinuxABI
import UMLHost

/// Where the kernel's log goes before any console is there: the terminal the guest was started
/// from.
///
/// Writes wait: this is before the loop runs, and losing the reason why a guest does not boot
/// would be worse.
struct EarlyConsole {
  private let descriptor: BorrowedDescriptor

  init(_ descriptor: BorrowedDescriptor = .standardOutput) { self.descriptor = descriptor }

  func write(_ bytes: [UInt8]) {
    // There is nobody left to tell.
    try? descriptor.writeAll(
      isRaw ? Array(bytes.flatMap { $0 == 0x0a ? [0x0d, 0x0a] : [$0] }) : bytes)
  }

  /// A line of the guest may have taken the terminal already.
  private var isRaw: Bool {
    guard let settings = try? descriptor.terminalSettings() else { return false }
    return settings.outputFlags & TerminalOutputFlags.process.rawValue == 0
  }
}
