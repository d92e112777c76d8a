internal import ArgumentParser
internal import ConsoleService
internal import LinuxABI
internal import UMLHost
internal import UMLTUI

/// The terminal interface on the guests of one directory.
struct Interface {
  private let directory: GuestDirectory
  private let options: InterfaceOptions?
  var isReadOnly = false

  init(_ directory: GuestDirectory, _ options: InterfaceOptions? = nil) {
    self.directory = directory
    self.options = options
  }

  /// Whether there is a terminal to show it on.
  static var hasTerminal: Bool {
    BorrowedDescriptor.standardInput.isTerminal && BorrowedDescriptor.standardOutput.isTerminal
  }

  /// Shows guests until the user leaves. Blocks.
  func show(_ guests: [String]) throws {
    var configuration = configuration
    configuration.guests = guests
    let directory = directory
    configuration.findGuests = { directory.running.filter(\.hasConsoleService).map(\.umid) }
    let reason = try run(configuration)
    if case .detached = reason { sayGoodbye() }
    try finish(reason)
  }

  /// Shows a command of this host, as a guest of its own.
  func show(command: String, isBare: Bool) throws {
    guard Self.hasTerminal else { throw CommandFailure(StartError.noTerminal) }
    var words = ["\(LaunchWords.commandWord)=\(command)", "uml_dir=\(directory.path)"]
    if let name = Self.name(for: command) { words.append("umid=\(name)") }
    // One that ends at once would be gone before we are there.
    words.append(LaunchWords.startsWithClientWord)
    if isBare { words.append(LaunchWords.endsWithClientsWord) }
    if let size = Self.paneSize(isBare: isBare) { words.append(LaunchWords.word(for: size)) }
    let guest = try GuestStarter(words).wait()
    var configuration = configuration
    configuration.guests = [guest]
    configuration.isBare = isBare
    let reason: ExitReason
    do {
      reason = try run(configuration)
    } catch {
      // It has not begun, and nobody will see it.
      let process = try? directory.find(guest).process
      if let process { try? HostSystem.send(.terminate, to: process) }
      throw error
    }
    if case .detached = reason, !isBare { sayGoodbye() }
    try finish(reason)
  }

  /// How guests are found and started again; the rest is the interface's usual.
  var configuration: ApplicationConfiguration {
    let directory = directory
    var configuration = ApplicationConfiguration { guest, loop, sink in
      ConsolePaneSource(
        guest: guest, path: "\(directory.path)/\(guest)/console", loop: loop, sink: sink)
    }
    configuration.isReadOnly = isReadOnly
    if let options { configuration.prefixLetter = options.letter }
    configuration.directory = directory
    if let here = try? HostSystem.currentDirectory() { configuration.logDirectory = here }
    configuration.restart = { guest, words in
      guard !words.isEmpty else { return "it does not say how it was started" }
      // Somebody else was faster; another one would get another name.
      if let entry = try? directory.find(guest), entry.hasConsoleService { return nil }
      do throws(CommandFailure) {
        // A command may end before we are there again.
        _ = try GuestStarter(words + [LaunchWords.startsWithClientWord])
        return nil
      } catch {
        return error.description
      }
    }
    configuration.boot = { words, loop, done in
      let hasDirectory = words.contains { $0.hasPrefix("uml_dir=") }
      let more = hasDirectory ? [] : ["uml_dir=\(directory.path)"]
      do throws(CommandFailure) {
        try GuestStarter(words + more).onReport(loop) { done($0, $1) }
      } catch {
        done(nil, error.description)
      }
    }
    return configuration
  }

  private func run(_ configuration: ApplicationConfiguration) throws -> ExitReason {
    // Guests that were started from here end unwatched: the host is to bury them.
    try? HostSignals.ignore(.child)
    do throws(StartError) {
      return try Application.run(configuration)
    } catch {
      throw CommandFailure(error)
    }
  }

  private func finish(_ reason: ExitReason) throws {
    switch reason {
    case .detached, .guestEnded(0): return
    case .guestEnded(let status): throw ExitCode(Int32(truncatingIfNeeded: status))
    case .refused(let words): throw CommandFailure(words)
    case .signal(let number): throw ExitCode(128 + number)
    // As a shell says it of a program that its terminal's end has ended: SIGHUP.
    case .terminalLost: throw ExitCode(129)
    }
  }

  /// The program's name, for the guest's; one that is taken is replaced by a random one.
  static func name(for command: String) -> String? {
    let program = command.prefix { $0 != " " }.split(separator: "/").last ?? ""
    let name = program.filter { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) }
    return name.isEmpty || name.hasPrefix(".") ? nil : String(name.prefix(20))
  }

  /// What a single pane will measure, so that programs which look only once see it; the interface
  /// sets it exactly a moment later.
  private static func paneSize(isBare: Bool) -> WindowSize? {
    guard var size = try? BorrowedDescriptor.standardOutput.terminalSize() else { return nil }
    // The bars above and below, and the pane's title.
    let bars: UInt16 = isBare ? 0 : 3
    guard size.rows > bars, size.columns > 0 else { return nil }
    size.rows -= bars
    return size
  }

  private func sayGoodbye() {
    let names = directory.running.filter(\.hasConsoleService).map(\.umid)
    guard !names.isEmpty else { return }
    // As it was called: it need not be on the PATH.
    let program = CommandLine.arguments.first ?? "umltop"
    print("Still running: \(names.joined(separator: ", ")). Come back with: \(program) attach")
  }
}
