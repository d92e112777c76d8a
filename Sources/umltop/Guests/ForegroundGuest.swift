internal import ConsoleService
internal import LinuxABI
internal import UMLHost

/// A kernel or command of the host as a guest that belongs to this terminal: a process of its own
/// serves it, and this one shows its first line and ends with it.
///
/// Everybody else may look at its lines too. When this terminal is gone, and nobody else looks, the
/// guest ends.
struct ForegroundGuest {
  private static let panicStatus: Int32 = 134

  private let words: [String]
  private let launch: LaunchWords

  init(_ words: [String], _ launch: LaunchWords) {
    self.words = words
    self.launch = launch
  }

  /// Blocks until the guest has ended.
  ///
  /// - Returns: its exit status; 1 when a signal ended it.
  func run() throws(CommandFailure) -> Int32 {
    HostSignals.ignoreBrokenPipes()
    let line = try bootLine()
    var words = words + [LaunchWords.endsWithClientsWord, LaunchWords.startsWithClientWord]
    if let size = try? BorrowedDescriptor.standardOutput.terminalSize(), size.rows > 0 {
      words.append(LaunchWords.word(for: size))
    }
    let starter = try GuestStarter(words)
    let umid = try starter.wait()
    defer { starter.waitForEnd() }
    let conversation = try GuestDirectory(path: launch.directory).connect(to: umid)
    let phase = try RawConsole(conversation, line: line, isGuests: true).run()
    conversation.client?.close()
    switch phase {
    case .halted(let status): return status
    case .panicked(let reason):
      printError("kernel panic: \(reason)")
      return Self.panicStatus
    default: return 1
    }
  }

  private func bootLine() throws(CommandFailure) -> String {
    if launch.serial != nil { return SerialGuest.lineName }
    guard launch.kernel != nil else { return "con0" }
    do throws(ConversationError) {
      return try KernelGuest.bootLine(of: launch.foreignKernelWords)
    } catch {
      throw CommandFailure(error)
    }
  }
}
