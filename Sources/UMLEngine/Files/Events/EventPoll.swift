import LinuxABI

/// A set of files somebody waits for, and the list of those that may be ready. See epoll(7).
///
/// ```
///   file's WaitQueue ── wake ──► EventPollWatch ──► ready list ──► collect(_:) looks at each
/// ```
/// A watch is known by file and descriptor, and goes when the file's last descriptor is closed. A
/// level-triggered watch that was ready goes back to the end of the list to be looked at again;
/// an edge-triggered one comes back only with the next wake.
final class EventPoll: EventObject {
  /// How many instances may wait for one another in a row. See epoll_ctl(2), ELOOP.
  private static let maximumDepth = 5
  /// How many ways an event may go through instances that wait for one another. Linux has limits
  /// like it.
  private static let maximumPaths = 1000
  /// About what a watch takes of the kernel's memory, in bytes.
  private static let watchCost = 256

  private struct Key: Hashable {
    let file: ObjectIdentifier
    let descriptor: Int32
  }

  let queue = WaitQueue()
  private let objects: BufferAccount
  private var watches: [Key: EventPollWatch] = [:]
  /// Watches on each file.
  private var counts: [ObjectIdentifier: Int] = [:]
  private var ready: [EventPollWatch] = []
  /// Instances that wait for this one.
  private var parents: [EventPoll] = []

  init(_ objects: BufferAccount) { self.objects = objects }

  // MARK: epoll_ctl(2)

  /// EEXIST when it is there; EPERM for a file that is always ready, such as a regular one; ELOOP
  /// when instances would wait for each other in a circle or too deep, EINVAL in too many ways;
  /// ENOSPC when the kernel has no more for watches.
  func add(_ file: OpenFile, _ descriptor: Int32, _ event: EpollEvent) throws(Errno) {
    let key = Key(file: ObjectIdentifier(file), descriptor: descriptor)
    guard watches[key] == nil else { throw .fileExists }
    guard let queue = file.object.waitQueue(for: event.events.pollEvents) else {
      throw .notPermitted
    }
    guard objects.admits(Self.watchCost) else { throw .noSpace }
    if let inner = file.object as? EventPoll {
      guard pathsAbove * inner.pathsBelow <= Self.maximumPaths else { throw .invalidArgument }
      guard !inner.reaches(self), depthAbove + inner.depthBelow <= Self.maximumDepth else {
        throw .tooManySymbolicLinkLevels
      }
      inner.parents.append(self)
    }
    let known = counts[key.file] ?? 0
    if known == 0 { file.whenClosed(for: self) { [unowned self, unowned file] in forget(file) } }
    counts[key.file] = known + 1
    let watch = EventPollWatch(self, file, descriptor, event)
    watches[key] = watch
    objects.take(Self.watchCost)
    watch.attach(to: queue)
    if watch.isReady { enqueue(watch) }
  }

  /// ENOENT when it is not there; EINVAL for an exclusive watch, which cannot be changed.
  func modify(_ file: OpenFile, _ descriptor: Int32, _ event: EpollEvent) throws(Errno) {
    let watch = try find(file, descriptor)
    guard !watch.event.events.contains(.exclusive) else { throw .invalidArgument }
    watch.event = event
    watch.isDisarmed = false
    if let queue = file.object.waitQueue(for: event.events.pollEvents) { watch.attach(to: queue) }
    if watch.isReady { enqueue(watch) }
  }

  /// ENOENT when it is not there.
  func remove(_ file: OpenFile, _ descriptor: Int32) throws(Errno) {
    let watch = try find(file, descriptor)
    watches[Key(file: ObjectIdentifier(file), descriptor: descriptor)] = nil
    drop(watch)
  }

  private func find(_ file: OpenFile, _ descriptor: Int32) throws(Errno) -> EventPollWatch {
    guard let watch = watches[Key(file: ObjectIdentifier(file), descriptor: descriptor)] else {
      throw .noSuchFileOrDirectory
    }
    return watch
  }

  private func drop(_ watch: EventPollWatch) {
    objects.giveBack(Self.watchCost)
    let key = ObjectIdentifier(watch.file)
    let left = (counts[key] ?? 1) - 1
    counts[key] = left > 0 ? left : nil
    if left == 0 { watch.file.forgetWhenClosed(for: self) }
    watch.detach()
    watch.isQueued = false
    watch.isDisarmed = true
    ready.removeAll { $0 === watch }
    guard let inner = watch.file.object as? EventPoll,
      let index = inner.parents.firstIndex(where: { $0 === self })
    else { return }
    inner.parents.remove(at: index)
  }

  private func forget(_ file: OpenFile) {
    for (key, watch) in watches where watch.file === file {
      watches[key] = nil
      drop(watch)
    }
  }

  // MARK: epoll_wait(2)

  /// What is ready now, at most `limit` events.
  func collect(_ limit: Int) -> [EpollEvent] {
    var events: [EpollEvent] = []
    var remaining: [EventPollWatch] = []
    var again: [EventPollWatch] = []
    for watch in ready {
      guard events.count < limit else {
        remaining.append(watch)
        continue
      }
      let found = watch.found
      guard !found.isEmpty else {
        watch.isQueued = false
        continue
      }
      events.append(EpollEvent(events: EpollEvents(found), data: watch.event.data))
      if watch.event.events.contains(.oneShot) { watch.isDisarmed = true }
      if watch.event.events.isDisjoint(with: [.oneShot, .edgeTriggered]) {
        again.append(watch)
      } else {
        watch.isQueued = false
      }
    }
    ready = remaining + again
    return events
  }

  func enqueue(_ watch: EventPollWatch) {
    if !watch.isQueued {
      watch.isQueued = true
      ready.append(watch)
    }
    queue.wakeAll()
  }

  // MARK: As a file

  func status() throws(Errno) -> FileStatus { .event }

  func readiness() -> PollEvents {
    ready.contains { $0.isReady } ? .readable : []
  }

  func waitQueue(for events: PollEvents) -> WaitQueue? { queue }

  func closed(_ file: OpenFile) {
    let all = watches.values
    watches = [:]
    for watch in all { drop(watch) }
    ready = []
  }

  // MARK: Nesting

  private var children: [EventPoll] { watches.values.compactMap { $0.file.object as? EventPoll } }

  private func reaches(_ other: EventPoll) -> Bool {
    self === other || children.contains { $0.reaches(other) }
  }

  /// Instances in the longest row of those waiting for this one, itself included.
  private var depthAbove: Int { 1 + (parents.map(\.depthAbove).max() ?? 0) }
  private var depthBelow: Int { 1 + (children.map(\.depthBelow).max() ?? 0) }

  /// Ways from here to those that nobody waits for, and to those that wait for none. No number
  /// grows beyond the limit's square, as every step was allowed.
  private var pathsAbove: Int { max(1, parents.reduce(0) { $0 + $1.pathsAbove }) }
  private var pathsBelow: Int { max(1, children.reduce(0) { $0 + $1.pathsBelow }) }
}
