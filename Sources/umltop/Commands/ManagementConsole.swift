internal import ArgumentParser
internal import ConsoleService
internal import LinuxABI
internal import UMLHost

/// `umltop mconsole`: the management console of a guest, ours or a real UML's.
struct ManagementConsole: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mconsole",
    abstract: "Sends a command to a guest's management console.",
    discussion: """
      For example: umltop mconsole left config con0. The command help lists them all. Prints OK or \
      ERR and the answer; the exit status is the guest's error number, as uml_mconsole has it.
      """)

  @Argument(help: "The guest's name.", completion: Completions.guests)
  var umid: String

  @Argument(parsing: .remaining, help: "The command and its words.")
  var words: [String]

  @OptionGroup var guests: GuestOptions

  func run() throws {
    HostSignals.ignoreBrokenPipes()
    let reply = try perform(words.joined(separator: " "))
    let isFine = reply.status == 0
    print(
      "\(isFine ? "OK" : "ERR") \(reply.text)", terminator: reply.text.hasSuffix("\n") ? "" : "\n")
    if !isFine { throw ExitCode(reply.status & 0xff) }
  }

  private func perform(
    _ command: String
  ) throws(CommandFailure) -> (status: Int32, text: String) {
    let entry: GuestEntry
    do throws(GuestLookupError) {
      entry = try guests.directory.find(umid)
    } catch {
      throw CommandFailure(error)
    }
    guard entry.hasManagementConsole else { return try performHere(command, entry) }
    do throws(Errno) {
      let reply = try ManagementClient(path: entry.managementPath).perform(command)
      return (reply.status, reply.text)
    } catch {
      throw CommandFailure("the management console of '\(umid)' does not answer: \(error)")
    }
  }

  /// A command or serial port has no kernel to ask; its console service knows how to halt it.
  private func performHere(
    _ command: String, _ entry: GuestEntry
  ) throws(CommandFailure) -> (status: Int32, text: String) {
    guard entry.hasConsoleService else {
      throw CommandFailure("guest '\(umid)' has no management console that answers")
    }
    do throws(ConversationError) {
      return try ConsoleConversation(with: entry).perform(command)
    } catch {
      throw CommandFailure(error)
    }
  }
}
