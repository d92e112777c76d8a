internal import ConsoleService
internal import LinuxABI
internal import UMLHost

/// umltop as the `xterm=` program of a UML kernel: `xterm=umltop,-T,-e`. The window is a line of
/// the guest's console service, and a pane of every interface that runs.
///
/// ```
///   kernel ─ starts ─► umltop -T "Virtual Console #1 (left)" -e port-helper -uml-socket PATH
///      ▲                  │ our side of a pseudo terminal ─► the guest's console service
///      └── its other side ┴─ port-helper
/// ```
struct WindowProgram {
  let line: String
  let umid: String
  /// The program that hands the window's terminal to the kernel.
  let command: [String]

  /// Whether umltop was called as a terminal program is. Nil when it was not.
  init?(_ arguments: [String]) {
    guard arguments.count > 4, arguments[1] == "-T", arguments[3] == "-e",
      let (line, umid) = Self.window(arguments[2])
    else { return nil }
    self.line = line
    self.umid = umid
    command = Array(arguments[4...])
  }

  /// What a title says: `Serial Line #0 (left)`.
  private static func window(_ title: String) -> (line: String, umid: String)? {
    for (prefix, kind) in [("Virtual Console #", "con"), ("Serial Line #", "ssl")]
    where title.hasPrefix(prefix) {
      let rest = title.dropFirst(prefix.count)
      let number = rest.prefix(while: \.isNumber)
      let name = rest.dropFirst(number.count)
      guard !number.isEmpty, name.hasPrefix(" ("), name.hasSuffix(")") else { return nil }
      return ("\(kind)\(number)", String(name.dropFirst(2).dropLast()))
    }
    return nil
  }

  /// Opens the window, and waits until its program ends. The kernel kills both when it closes the
  /// line; one that is killed itself leaves them to us.
  func run() throws(CommandFailure) {
    let directory = guestDirectory()
    let entry = try servedGuest(in: directory)
    let process: HostProcess
    do throws(Errno) {
      let terminal = try HostPseudoTerminal.open(size: WindowSize(rows: 24, columns: 80))
      var request = ProcessRequest(
        path: HostProcess.findExecutable(command[0]) ?? command[0], arguments: command)
      // Without this process there is no window.
      request.parentDeathSignal = .kill
      try TerminalHandover.give(terminal.primary.borrowed, as: line, to: entry)
      process = try terminal.spawn(request)
    } catch {
      throw CommandFailure("cannot open \(line) of '\(umid)': \(error)")
    }
    PaneInvitation(guest: umid, line: line).send(in: directory)
    try? wait(for: process, orFor: entry.process)
  }

  private func wait(for program: HostProcess, orFor kernel: Int32?) throws(Errno) {
    let loop = try EventLoop()
    try program.onExit(on: loop) { _ in loop.stop() }
    let watch = try kernel.map { (kernel) throws(Errno) in
      try HostProcessWatch(kernel, on: loop) { program.send(.kill) }
    }
    loop.run()
    withExtendedLifetime(watch) {}
  }

  /// Where the kernel that has started us keeps its directory, or umltop does for it.
  private func guestDirectory() -> GuestDirectory {
    let words = HostProcessTable.arguments(of: HostSystem.parentProcessID)
    let given = words.last { $0.hasPrefix("uml_dir=") }.map { String($0.dropFirst(8)) }
    return GuestDirectory(path: given).leavingKernel(of: umid)
  }

  private func servedGuest(in directory: GuestDirectory) throws(CommandFailure) -> GuestEntry {
    let entry: GuestEntry
    do throws(GuestLookupError) {
      entry = try directory.find(umid)
    } catch {
      throw CommandFailure(error)
    }
    if !entry.hasConsoleService {
      try AdoptedKernel.adopt(entry, in: directory, forWindows: true)
    }
    return entry
  }
}
