import UMLHost

/// How far a real UML kernel has booted: by what it prints on its console or, where that says
/// nothing, by whether its management console answers.
final class KernelBoot {
  /// Between two questions whether it answers.
  private static let pauseNanoseconds: Int64 = 200_000_000

  private let management: ManagementChannel
  private let loop: EventLoop
  private let isSilent: Bool
  private var text = KernelText()
  private(set) var phase = GuestPhase.booting
  /// Called with each new phase.
  var onPhase: (GuestPhase) -> Void = { _ in }

  /// A kernel that `isSilent` is told to be quiet, or has its console elsewhere: it does not tell
  /// us when it runs its first program. That its management console answers is the best that is
  /// known then.
  init(_ management: ManagementChannel, loop: EventLoop, isSilent: Bool) {
    self.management = management
    self.loop = loop
    self.isSilent = isSilent
  }

  /// Of the last panic message on the console.
  var panicReason: String? { text.panicReason }

  /// The kernel has been started.
  func begin() {
    if isSilent { askWhetherItRuns() }
  }

  /// Takes what the console shows.
  func read(_ output: [UInt8]) {
    for milestone in text.take(output) {
      switch milestone {
      case .booting: setPhase(.booting)
      case .running: setPhase(.running)
      }
    }
  }

  /// The kernel was told to start again.
  func restart() { setPhase(.booting) }

  private func setPhase(_ new: GuestPhase) {
    guard new != phase else { return }
    phase = new
    onPhase(new)
    if new == .booting { begin() }
  }

  private func askWhetherItRuns() {
    management.perform("version") { [weak self] answer in
      guard let self, phase == .booting else { return }
      if case .success = answer { return setPhase(.running) }
      loop.schedule(afterNanoseconds: Self.pauseNanoseconds) { [weak self] in
        self?.askWhetherItRuns()
      }
    }
  }
}
