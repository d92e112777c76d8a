import LinuxABI
public import UMLHost

/// A console client for commands, which do one thing after the other and wait for it.
///
/// Belongs to one thread; every wait has an end.
public final class ConsoleConversation {
  public let loop: EventLoop
  public private(set) var guest: GuestInfo
  public private(set) var lines: [LineInfo] = []
  /// Told of everything that happens, besides what is kept here.
  public var onEvent: (ConsoleClient.Event) -> Void = { _ in }
  /// For what needs no waiting.
  public private(set) var client: ConsoleClient?
  /// The end of the conversation; what was asked for may have come before it.
  private var failure: ConversationError?
  private var complaint: ConversationError?
  private var hasLines = false
  private var replies: [UInt32: (status: Int32, text: String)] = [:]

  /// Connects to a guest's console service and waits until it has greeted us.
  ///
  /// - Throws: in words for a person, why it cannot be reached, or that it does not answer in time.
  public init(
    with entry: GuestEntry, timeoutNanoseconds: Int64 = 5_000_000_000
  ) throws(ConversationError) {
    guest = GuestInfo(umid: entry.umid, process: entry.process ?? 0, kernel: "")
    do throws(Errno) {
      loop = try EventLoop()
      client = try ConsoleClient(path: entry.consolePath, loop: loop) { [unowned self] in take($0) }
    } catch {
      throw ConversationError("cannot reach the console service of '\(entry.umid)': \(error)")
    }
    let deadline = HostClock.monotonicNanoseconds() + timeoutNanoseconds
    guard try wait(until: deadline, { hasLines }) else {
      throw ConversationError("the console service of '\(entry.umid)' does not answer")
    }
  }

  deinit { client?.close() }

  /// Lets things happen until the condition holds.
  ///
  /// - Parameters:
  ///   - deadline: on the monotonic clock; nil waits for ever.
  ///   - condition: asked after each thing that happens.
  /// - Returns: whether it holds; false after the deadline.
  /// - Throws: when the connection ends.
  public func wait(
    until deadline: Int64?, _ condition: () -> Bool
  ) throws(ConversationError) -> Bool {
    while true {
      if let complaint { throw complaint }
      if condition() { return true }
      if let failure { throw failure }
      if let deadline, HostClock.monotonicNanoseconds() >= deadline { return false }
      loop.runOnce(until: deadline)
    }
  }

  /// Whether what failed was something that the service would not do.
  var hasComplaint: Bool { complaint != nil }

  /// Waits until the guest has a line, after a complaint that it has none.
  ///
  /// - Returns: false after the deadline.
  func waitForLine(_ name: String, until deadline: Int64) throws(ConversationError) -> Bool {
    complaint = nil
    return try wait(until: deadline) { lines.contains { $0.name == name } }
  }

  /// Asks the guest's kernel to do something and waits for its answer. The empty command waits
  /// until everything asked for before has been done.
  ///
  /// - Returns: the kernel's status, 0 for success, and its text.
  /// - Throws: what became of the connection, or that no answer came in time.
  public func perform(
    _ command: String, timeoutNanoseconds: Int64 = 5_000_000_000
  ) throws(ConversationError) -> (status: Int32, text: String) {
    try answer(to: client?.request(command), timeoutNanoseconds)
  }

  /// Types into a line and waits until it has taken everything.
  ///
  /// - Throws: why the line takes nothing: it is not there, is full, or the connection ended.
  public func type(
    _ bytes: [UInt8], into line: String, timeoutNanoseconds: Int64 = 5_000_000_000
  ) throws(ConversationError) {
    _ = try answer(to: client?.sendInputForReply(bytes, to: line), timeoutNanoseconds)
  }

  private func answer(
    to number: UInt32?, _ timeout: Int64
  ) throws(ConversationError) -> (status: Int32, text: String) {
    let deadline = HostClock.monotonicNanoseconds() + timeout
    let number = number ?? 0
    _ = try wait(until: deadline) { replies[number] != nil }
    guard let reply = replies.removeValue(forKey: number) else {
      throw ConversationError("guest '\(guest.umid)' does not take it: its line is full")
    }
    return reply
  }

  private func take(_ event: ConsoleClient.Event) {
    switch event {
    case .connected(let info): guest = info
    case .lines(let all):
      lines = all
      hasLines = true
    case .phase(let phase): guest.phase = phase
    case .reply(let number, let status, let text): replies[number] = (status, text)
    case .complaint(_, let reason): complaint = ConversationError(reason)
    case .refused(let reason): failure = ConversationError(reason)
    case .disconnected:
      failure = ConversationError(
        guest.phase.hasEnded
          ? "guest '\(guest.umid)' has \(guest.phase)"
          : "guest '\(guest.umid)' is gone without a word")
    case .snapshot, .output, .resized: break
    }
    onEvent(event)
  }
}

/// Why a conversation with a guest's console service cannot go on, in words for a person.
public struct ConversationError: Error, Equatable, CustomStringConvertible {
  public let description: String

  init(_ description: String) { self.description = description }
}
