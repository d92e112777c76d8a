import LinuxABI

/// One file in an ``EventPoll``.
final class EventPollWatch: WaitObserver {
  private unowned let poll: EventPoll
  let file: OpenFile
  private let descriptor: Int32
  var event: EpollEvent
  /// A one-shot watch that has fired.
  var isDisarmed = false
  /// In the ready list.
  var isQueued = false
  private var queue: WaitQueue?

  init(_ poll: EventPoll, _ file: OpenFile, _ descriptor: Int32, _ event: EpollEvent) {
    self.poll = poll
    self.file = file
    self.descriptor = descriptor
    self.event = event
  }

  /// What would be reported now.
  var found: PollEvents { isDisarmed ? [] : file.object.readiness(for: event.events.pollEvents) }
  var isReady: Bool { !found.isEmpty }

  func attach(to queue: WaitQueue) {
    detach()
    queue.add(self)
    self.queue = queue
  }

  func detach() {
    queue?.remove(self)
    queue = nil
  }

  func wake() {
    guard !isDisarmed else { return }
    poll.enqueue(self)
  }
}
