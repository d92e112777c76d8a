import LinuxABI
import Testing

@testable import UMLHost

/// These need a process of their own, which dies.
@Suite(.timeLimit(.minutes(2)), .serialized)
struct RestorationTests {
  /// A terminal nobody but the dying process and its guardian holds.
  private struct Scene: ~Copyable {
    let pair: HostPseudoTerminal
    let settings: TerminalSettings

    init() throws(Errno) {
      let opened = try HostPseudoTerminal.open()
      settings = try opened.openSecondary().terminalSettings()
      pair = opened
    }

    /// What was written, up to the hang-up that the last holder's end is.
    func output() -> String {
      var output: [UInt8] = []
      while let part = try? pair.primary.read(upTo: 100), !part.isEmpty { output += part }
      return String(decoding: output, as: UTF8.self)
    }

    func isRestored() throws(Errno) -> Bool {
      try pair.openSecondary().terminalSettings() == settings
    }
  }

  @Test("after kill -9 the guardian restores the terminal")
  func killed() async throws {
    let scene = try Scene()
    let path = scene.pair.secondaryPath
    await #expect(processExitsWith: .signal(9)) { [path = path as String] in
      let file = SharedDescriptor(try HostFile.open(path, [.readWrite, .noControllingTerminal]))
      let terminal = try HostTerminal(file.borrowed)
      try terminal.startGuardian(resetSequence: "reset")
      try terminal.makeRaw()
      HostSignals.raise(.kill)
    }
    #expect(scene.output() == "reset")
    #expect(try scene.isRestored())
  }

  @Test("a deadly signal restores the terminal first", arguments: [6, 11, 15] as [Int32])
  func deadlySignal(signal: Int32) async throws {
    let scene = try Scene()
    let path = scene.pair.secondaryPath
    await #expect(processExitsWith: .signal(signal)) {
      [path = path as String, signal = signal as Int32] in
      let file = SharedDescriptor(try HostFile.open(path, [.readWrite, .noControllingTerminal]))
      let terminal = try HostTerminal(file.borrowed)
      try terminal.protect(resetSequence: "reset")
      try terminal.makeRaw()
      HostSignals.raise(SignalNumber(rawValue: signal))
      // Delivery may take a moment if another thread gets it.
      try EventLoop().run()
    }
    #expect(scene.output() == "reset")
    #expect(try scene.isRestored())
  }

  @Test("a handled signal is left to its handler")
  func ignoredSignal() async {
    await #expect(processExitsWith: .exitCode(7)) {
      try HostSignals.ignore(.hangUp)
      let pair = try HostPseudoTerminal.open()
      let program = SharedDescriptor(try pair.openSecondary())
      let terminal = try HostTerminal(program.borrowed)
      try terminal.protect()
      HostSignals.raise(.hangUp)
      terminal.restore()
      HostSystem.exit(status: 7)
    }
  }

  @Test("no operation leaves a descriptor behind")
  func leaks() async {
    await #expect(processExitsWith: .exitCode(0)) {
      try useEverything()
      let before = try HostFile.names(in: "/proc/self/fd")
      for _ in 0..<3 { try useEverything() }
      let after = try HostFile.names(in: "/proc/self/fd")
      HostSystem.exit(status: before.count == after.count ? 0 : 1)
    }
  }
}

/// One of each thing that holds a descriptor, also on paths that fail.
private func useEverything() throws {
  let loop = try EventLoop()
  let mailbox = try Mailbox<Int>()
  let token = try mailbox.attach(to: loop) { _ in }
  mailbox.send(1)
  _ = loop.pollNow()
  loop.remove(token)
  let watch = try HostSignals.watch([.user2], on: loop) { _ in }
  watch.cancel()

  let temporary = try TemporaryDirectory()
  try temporary.descriptor.open("f", [.create, .readWrite]).writeAll([1])
  _ = try? temporary.descriptor.open("missing", []).close()
  _ = try temporary.descriptor.openDirectoryAgain().listWholeDirectory()
  try temporary.descriptor.open("f", [.path, .noFollow]).setPermissions(0o600)
  let listener = try HostListener(path: "\(temporary.path)/s")
  let client = try HostSocket.connect(path: "\(temporary.path)/s")
  try client.send([1], descriptors: [client.borrowed])
  if let server = try listener.accept() {
    _ = try server.receive(upTo: 1, descriptorLimit: 1)
    try client.send([1], descriptors: [client.borrowed])
    _ = try server.receive(upTo: 1)
  }
  _ = try? HostListener(path: "\(temporary.path)/s")

  let pair = try HostPseudoTerminal.open()
  _ = try pair.spawn(ProcessRequest(path: "/bin/true", arguments: ["true"])).wait()
  _ = try? HostProcess.spawn(ProcessRequest(path: "/nowhere", arguments: ["x"]))
  let program = SharedDescriptor(try pair.openSecondary())
  let terminal = try HostTerminal(program.borrowed)
  try terminal.startGuardian()
  terminal.restore()
  try LoopThread(name: "leak-test") {}.join()
}
