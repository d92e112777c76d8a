import CHost
import Glibc
public import LinuxABI

/// A terminal of somebody else's that we change and give back as it was: modes and O_NONBLOCK,
/// which the shell that started us shares with us.
///
/// Restored by `restore()` or when the value goes away; when a signal kills this process, by the
/// guard's handler; after kill -9 by the `TerminalGuardian`, if there is one.
public final class HostTerminal {
  private let descriptor: BorrowedDescriptor
  private let savedSettings: TerminalSettings
  private let savedFlags: Int32
  private var guardSlot: Int32?
  private var guardian: TerminalGuardian?

  /// Remembers the terminal's state. Nothing is changed yet.
  ///
  /// - Throws: `.inappropriateIOCTLForDevice` for something that is no terminal.
  public init(_ descriptor: BorrowedDescriptor) throws(Errno) {
    self.descriptor = descriptor
    savedSettings = try descriptor.terminalSettings()
    savedFlags = try descriptor.statusFlags()
  }

  deinit {
    restore()
  }

  /// The modes it will get back.
  public var originalSettings: TerminalSettings { savedSettings }

  /// Has the terminal restored should a signal kill this process. The reset sequence, at most 256
  /// bytes, is written first: leave the alternate screen, show the cursor.
  public func protect(resetSequence: String = "") throws(Errno) {
    guard guardSlot == nil else { return }
    var saved = savedSettings.termios
    let reset = Array(resetSequence.utf8).map { CChar(bitPattern: $0) }
    guardSlot = try shimCall {
      chost_terminal_guard_add(descriptor.rawValue, &saved, savedFlags, reset, Int32(reset.count))
    }
  }

  /// Has the terminal restored even after kill -9, by a small process of its own.
  ///
  /// Call it early: the process is a fork of this one.
  public func startGuardian(resetSequence: String = "") throws(Errno) {
    guard guardian == nil else { return }
    guardian = try TerminalGuardian(
      descriptor, settings: savedSettings, statusFlags: savedFlags, resetSequence: resetSequence)
  }

  /// Raw mode: bytes pass as they are. See cfmakeraw(3).
  public func makeRaw() throws(Errno) {
    try descriptor.setTerminalSettings(savedSettings.raw)
  }

  /// Gives the terminal back as it was. Idempotent; errors (it may have hung up) are ignored.
  public func restore() {
    // From the background tcsetattr stops the process; this is a restoration, so it must not.
    var ttou = sigset_t()
    var before = sigset_t()
    sigemptyset(&ttou)
    sigaddset(&ttou, SIGTTOU)
    pthread_sigmask(SIG_BLOCK, &ttou, &before)
    try? descriptor.setTerminalSettings(savedSettings)
    try? descriptor.setStatusFlags(savedFlags)
    pthread_sigmask(SIG_SETMASK, &before, nil)

    if let guardSlot { chost_terminal_guard_remove(guardSlot) }
    guardSlot = nil
    guardian?.release()
    guardian = nil
  }
}
