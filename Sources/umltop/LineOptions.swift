internal import ArgumentParser
internal import ConsoleService
internal import UMLHost

/// A line of a guest, as commands name it.
struct LineOptions: ParsableArguments {
  @Argument(help: "The guest's name.")
  var umid: String

  @Argument(help: "The line: con0, ssl1.")
  var line: String

  @OptionGroup var guests: GuestOptions

  /// Connects to the guest's console service.
  ///
  /// - Throws: when there is no such guest, or it does not answer.
  func connect() throws(CommandFailure) -> ConsoleConversation {
    HostSignals.ignoreBrokenPipes()
    return try guests.directory.connect(to: umid)
  }
}

extension GuestDirectory {
  /// Connects to the console service of a guest.
  ///
  /// - Throws: when there is no such guest, or it does not answer.
  func connect(to umid: String) throws(CommandFailure) -> ConsoleConversation {
    let entry: GuestEntry
    do throws(GuestLookupError) {
      entry = try findServed(umid)
    } catch {
      throw CommandFailure(error)
    }
    do throws(ConversationError) {
      return try ConsoleConversation(with: entry)
    } catch {
      throw CommandFailure(error)
    }
  }
}
