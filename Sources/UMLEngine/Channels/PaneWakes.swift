import LinuxABI
import UMLHost

/// The way from the service's thread to the panes: one mailbox for all of them.
final class PaneWakes {
  let mailbox: Mailbox<Int>
  private let loop: EventLoop
  private var token: EventToken?
  private var actions: [() -> Void] = []

  init(_ loop: EventLoop) throws(Errno) {
    self.loop = loop
    mailbox = try Mailbox<Int>()
    token = try mailbox.attach(to: loop) { [weak self] number in
      guard let self, actions.indices.contains(number) else { return }
      actions[number]()
    }
  }

  deinit {
    if let token { loop.remove(token) }
  }

  func add(_ action: @escaping () -> Void) -> Int {
    actions.append(action)
    return actions.count - 1
  }
}
