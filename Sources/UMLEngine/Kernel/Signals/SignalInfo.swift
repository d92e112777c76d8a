import LinuxABI

/// A signal on its way, with what its siginfo_t will say.
typealias SignalInfo = SignalInfoLayout

extension SignalInfo {
  /// Sent by the kernel itself: by a terminal, a broken pipe, a dying parent.
  static func kernel(_ signal: SignalNumber) -> SignalInfo {
    SignalInfo(signal: signal, code: .kernel)
  }

  /// Sent with kill(2).
  static func user(_ signal: SignalNumber, processID: Int32, userID: UInt32) -> SignalInfo {
    SignalInfo(
      signal: signal, code: .user, details: .sender(processID: processID, userID: userID))
  }
}
