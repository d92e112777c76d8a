internal import ArgumentParser
internal import ConsoleService
internal import UMLHost

/// A line of a guest, as commands name it.
struct LineOptions: ParsableArguments {
  @Argument(help: "The guest's name.", completion: Completions.guests)
  var umid: String

  @Argument(help: "The line: con0, ssl1.", completion: Completions.lines)
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
  /// A guest with a console service. A real UML kernel of somebody else's gets one.
  ///
  /// - Throws: when there is no such guest, or its consoles cannot be shown.
  func findShown(_ umid: String) throws(CommandFailure) -> GuestEntry {
    let entry: GuestEntry
    do throws(GuestLookupError) {
      entry = try find(umid)
    } catch {
      throw CommandFailure(error)
    }
    if !entry.hasConsoleService, entry.hasManagementConsole {
      try AdoptedKernel.adopt(entry, in: self)
    }
    do throws(GuestLookupError) {
      return try findServed(umid)
    } catch {
      throw CommandFailure(error)
    }
  }

  /// Connects to the console service of a guest.
  ///
  /// - Throws: when there is no such guest, or it does not answer.
  func connect(to umid: String) throws(CommandFailure) -> ConsoleConversation {
    let entry = try findShown(umid)
    do throws(ConversationError) {
      return try ConsoleConversation(with: entry)
    } catch {
      throw CommandFailure(error)
    }
  }
}
