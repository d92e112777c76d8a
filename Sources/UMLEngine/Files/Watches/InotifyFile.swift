import LinuxABI

/// Watches on files, and what happened to them, to be read. See inotify(7).
final class InotifyFile: EventObject {
  private unowned let reports: FileReports
  let owner: UInt32
  private let queue = WaitQueue()
  private var watches: [Int32: FileWatch] = [:]
  private var lastWatch: Int32 = 0
  private var events: [InotifyEvent] = []
  /// fs.inotify.max_queued_events.
  private let eventLimit: Int
  private let buffers: BufferAccount
  /// What its events take of them.
  private var charged = 0

  init(_ reports: FileReports, _ buffers: BufferAccount, owner: UInt32, eventLimit: Int) {
    self.reports = reports
    self.buffers = buffers
    self.owner = owner
    self.eventLimit = eventLimit
  }

  deinit { buffers.giveBack(charged) }

  var watchCount: Int { watches.count }

  // MARK: Watches

  /// Begins to watch a place, or changes what is reported of it. EEXIST with IN_MASK_CREATE.
  func watch(_ place: Location, _ mask: InotifyEvents) throws(Errno) -> Int32 {
    let kept = mask.intersection(InotifyEvents.allEvents.union([.excludeUnlinked, .oneShot]))
    if let known = watches.values.first(where: { $0.place.inode === place.inode }) {
      guard !mask.contains(.maskCreate) else { throw .fileExists }
      known.mask = mask.contains(.maskAdd) ? known.mask.union(kept) : kept
      return known.id
    }
    lastWatch += 1
    let watch = FileWatch(self, id: lastWatch, place, kept)
    watches[watch.id] = watch
    reports.add(watch)
    return watch.id
  }

  /// inotify_rm_watch(2). EINVAL.
  func unwatch(_ id: Int32) throws(Errno) {
    guard let watch = watches[id] else { throw .invalidArgument }
    drop(watch)
  }

  /// The watch ends, and its reader learns it.
  func drop(_ watch: FileWatch) {
    watches[watch.id] = nil
    reports.remove(watch)
    enqueue(InotifyEvent(watch: watch.id, events: .ignored))
  }

  func report(_ mask: InotifyEvents, of watch: FileWatch, cookie: UInt32, name: [UInt8]) {
    enqueue(InotifyEvent(watch: watch.id, events: mask, cookie: cookie, name: name))
    if watch.mask.contains(.oneShot) { drop(watch) }
  }

  private func enqueue(_ event: InotifyEvent) {
    // The same thing again is not told twice before it was read.
    guard events.last != event else { return }
    let overflow = InotifyEvent(watch: -1, events: .queueOverflow)
    guard events.last != overflow else { return }
    let isFull = events.count >= eventLimit || !buffers.admits(Self.cost(event))
    append(isFull ? overflow : event)
    queue.wakeAll()
  }

  private func append(_ event: InotifyEvent) {
    events.append(event)
    charged += Self.cost(event)
    buffers.take(Self.cost(event))
  }

  /// About what an event takes of the kernel's memory, in bytes.
  private static func cost(_ event: InotifyEvent) -> Int { 96 + event.name.count }

  // MARK: As a file

  func status() throws(Errno) -> FileStatus { .event }

  /// As many events as there are and fit. EINVAL when not even one fits.
  func read(
    _ destination: inout ReadDestination, at position: Int64, _ file: OpenFile
  ) throws(Errno) -> Int {
    guard let first = events.first else { throw .wouldBlock }
    guard first.size <= destination.remaining else { throw .invalidArgument }
    var total = 0
    var count = 0
    while count < events.count, events[count].size <= destination.remaining {
      var writer = ByteWriter(capacity: events[count].size)
      events[count].write(to: &writer)
      total += try destination.put(writer.bytes)
      count += 1
    }
    let read = events.prefix(count).reduce(0) { $0 + Self.cost($1) }
    charged -= read
    buffers.giveBack(read)
    events.removeFirst(count)
    return total
  }

  func control(
    _ request: UInt32, _ argument: UInt64, _ call: inout SyscallContext, _ file: OpenFile
  ) throws(Errno) -> SyscallOutcome {
    guard request == TerminalRequest.inputQueued.rawValue else {
      throw .inappropriateIOCTLForDevice
    }
    let bytes = Int32(clamping: events.reduce(0) { $0 + $1.size })
    try call.memory.writeInteger(bytes, to: GuestAddress(argument))
    return .value(0)
  }

  func readiness() -> PollEvents { events.isEmpty ? [] : .readable }
  func waitQueue(for events: PollEvents) -> WaitQueue? { queue }

  var sendsSignals: Bool { true }

  func closed(_ file: OpenFile) {
    for watch in watches.values { reports.remove(watch) }
    watches = [:]
    reports.remove(self)
  }
}

/// One watched file.
final class FileWatch {
  unowned let file: InotifyFile
  let id: Int32
  /// Keeps the name in the cache, and so the inode the same for all who come to it.
  let place: Location
  var mask: InotifyEvents

  init(_ file: InotifyFile, id: Int32, _ place: Location, _ mask: InotifyEvents) {
    self.file = file
    self.id = id
    self.place = place
    self.mask = mask
  }

  func report(_ event: InotifyEvents, cookie: UInt32 = 0, name: [UInt8] = []) {
    guard !mask.isDisjoint(with: event.intersection(.allEvents)) else { return }
    file.report(event, of: self, cookie: cookie, name: name)
  }
}

extension InotifyEvents {
  /// What a watch can ask for. The C constant is `IN_ALL_EVENTS`.
  static let allEvents = InotifyEvents(rawValue: 0xfff)
}
