import LinuxABI
import UMLHost

/// Where the kernel's log goes before any console is there: the terminal the guest was started from.
///
/// Writes wait: this is before the loop runs, and losing the reason why a guest does not boot
/// would be worse.
struct EarlyConsole {
  private let descriptor: BorrowedDescriptor

  init(_ descriptor: BorrowedDescriptor = .standardOutput) { self.descriptor = descriptor }

  /// Lines as they are; the host's terminal is not in raw mode yet.
  func write(_ bytes: [UInt8]) {
    // There is nobody left to tell.
    try? descriptor.writeAll(bytes)
  }
}
