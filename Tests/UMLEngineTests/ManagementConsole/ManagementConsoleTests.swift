import LinuxABI
import Testing
import UMLHost

@testable import UMLEngine

@Suite("The management console")
struct ManagementConsoleTests {
  private let machine: TestMachine
  private let console: ManagementConsole
  private let directory: String

  init() throws {
    machine = try TestMachine()
    directory = try HostFile.makeTemporaryDirectory()
    console = try ManagementConsole(machine.kernel, path: "\(directory)/mconsole")
  }

  private func cleanUp() {
    console.close()
    try? HostFile.removeTree(directory)
  }

  /// What a command is answered: `error text`, all fragments together.
  private func perform(_ command: String) -> String {
    var code: Int32?
    var text = ""
    console.perform(command) { bytes, error, _ in
      code = code ?? error
      text += String(decoding: bytes, as: UTF8.self)
    }
    return "\(code ?? -99) \(text)"
  }

  @Test(
    "commands answer in User Mode Linux' words",
    arguments: [
      ("version", "0 Linux (none) 6.1.0-umltop #1 SMP x86_64"),
      ("versionXYZ", "0 Linux (none) 6.1.0-umltop #1 SMP x86_64"),
      ("nonsense", "1 Unknown command"), ("log hello", "0 "), ("go", "1 Not stopped"),
      ("stack", "1 Please specify a pid"), ("stack 77", "1 Couldn't find that pid"),
      ("config foo", "1 Bad configuration option"), ("remove foo", "1 Bad remove option"),
      ("config con=pts", "-22 Can't configure all devices from mconsole"),
      ("config conx", "1 line_get_config failed to parse device number"),
      ("config con16", "1 device number out of range"),
      ("config ssl64", "1 device number out of range"),
      ("config con-1=pts", "-22 Couldn't parse device number"),
      ("remove conx", "1 Couldn't parse device number"),
      ("remove con99", "-22 Device number out of range"),
      ("config con99=pts", "-22 Device number out of range"),
      ("config mem", "0 67108864"),
      ("config mem=5M", "-22 Expected increment to start with '-' or '+'"),
      ("config mem=-1M", "0 "), ("config mem=+16M", "0 "), ("config mem=+", "0 "),
      ("config mem=-x", "-22 Failed to parse memory increment"),
      ("remove mem", "-16 Memory doesn't support the remove operation"),
      ("proc nothing", "1 Failed to open file"), ("halt", "0 "),
    ])
  func commands(command: String, answer: String) {
    defer { cleanUp() }
    #expect(perform(command) == answer)
  }

  @Test("a file of /proc comes after an empty line")
  func processFile() {
    defer { cleanUp() }
    #expect(perform("proc version").hasPrefix("0 \nLinux version 6.1.0-umltop"))
  }

  @Test("there are exactly the thirteen commands clients know")
  func names() {
    defer { cleanUp() }
    #expect(
      ManagementCommand.all.map(\.name) == [
        "version", "help", "halt", "reboot", "config", "remove", "sysrq", "cad", "stop", "go",
        "log", "proc", "stack",
      ])
    #expect(ManagementCommand.all.allSatisfy { perform("help").contains("\n    \($0.name)") })
  }

  @Test(
    "halt and reboot end the machine after the answer",
    arguments: [
      ("halt", MachineEnding.halted), ("reboot", .restarting), ("sysrq o", .poweredOff),
      ("sysrq c", .panicked("sysrq triggered crash")), ("cad", .restarting),
    ])
  func ending(command: String, ending: MachineEnding) {
    defer { cleanUp() }
    _ = perform(command)
    #expect(machine.kernel.ending == ending)
  }

  @Test("what the kernel says during a sysrq is its answer")
  func systemRequest() {
    defer { cleanUp() }
    #expect(perform("sysrq 5") == "0 sysrq: Changing Loglevel\nsysrq: Loglevel set to 5\n")
    #expect(machine.kernel.log.consoleLevel == 5)
    #expect(perform("sysrq").hasPrefix("0 sysrq: HELP : loglevel(0-9) reboot(b) crash(c) "))
    #expect(perform("sysrq h") == perform("sysrq"))
    #expect(perform("sysrq j").hasPrefix("0 sysrq: Emergency Thaw of all frozen filesystems\n"))
    #expect(perform("sysrq n") == "0 sysrq: Nice All RT Tasks\n")
    #expect(perform("sysrq p").hasPrefix("0 sysrq: Show Regs\n"))
    #expect(perform("sysrq q").contains(" nsecs\n0 timers"))
  }

  // MARK: Datagrams

  /// Sends datagrams from a bound socket and returns the replies.
  private func exchange(_ datagrams: [UInt8]...) throws -> [[UInt8]] {
    let client = try HostSocket.datagram(
      boundTo: .abstract("umltop-test-\(try HostSystem.randomNumber())"), nonBlocking: true)
    for datagram in datagrams { try client.send(datagram, toPath: console.path) }
    machine.turn()
    var replies: [[UInt8]] = []
    while let message = try? client.receive(upTo: 4096) { replies.append(message.bytes) }
    return replies
  }

  @Test("a request over the socket is answered in fragments of at most 512 bytes")
  func fragments() throws {
    defer { cleanUp() }
    let replies = try exchange(ManagementRequest(text: "help").datagram)
      .compactMap { ManagementReply(datagram: $0) }
    #expect(replies.count > 1)
    #expect(replies.map(\.hasMore) == replies.indices.map { $0 < replies.count - 1 })
    #expect(replies.allSatisfy { $0.text.count <= 511 })
    let text = String(decoding: replies.flatMap(\.text), as: UTF8.self)
    #expect("0 " + text == perform("help"))
  }

  @Test("a machine that is held answers its console alone, until it may go on")
  func stopAndGo() throws {
    defer { cleanUp() }
    let (stop, go) = (ManagementRequest(text: "stop"), ManagementRequest(text: "go"))
    let replies = try exchange(stop.datagram, stop.datagram, go.datagram)
      .compactMap { ManagementReply(datagram: $0) }
    let texts = replies.map { String(decoding: $0.text, as: UTF8.self) }
    #expect(texts == ["stopped", "Already stopped", ""])
    #expect(!console.isStopped)
  }

  @Test("what is no request is refused")
  func refusals() throws {
    defer { cleanUp() }
    var old = ManagementRequest(text: "halt").datagram
    old[4] = 1
    func text(_ datagram: [UInt8]) throws -> [String] {
      try exchange(datagram).map { String(decoding: $0.dropFirst(12).dropLast(), as: UTF8.self) }
    }
    #expect(try text(old) == ["This driver only supports version 2 clients"])
    var long = ManagementRequest(text: "halt").datagram
    long[9] = 2
    #expect(try text(long) == ["Request too large"])
    #expect(
      try exchange(Array("halt".utf8)) == [
        Array("ERR Version 0 mconsole clients are not supported by this driver".utf8)
      ])
    #expect(machine.kernel.ending == nil)
  }

  /// Asks for a halt as nobody; exits with 0 when the answer is EPERM.
  private static let stranger = """
    use Socket; alarm 20; socket(my $s, AF_UNIX, SOCK_DGRAM, 0) or exit 3;
    bind($s, pack("Sa*", AF_UNIX, "\\0umltop-stranger-$$")) or exit 4;
    send($s, pack("LLLa4", 0xcafebabe, 2, 4, "halt"), 0, sockaddr_un($ARGV[0])) or exit 5;
    recv($s, my $reply, 600, 0); exit(unpack("l", $reply) == -1 ? 0 : 6);
    """

  @Test(
    "another user's request is refused even where the socket's mode lets him in",
    .enabled(if: HostSystem.effectiveUserID == 0))
  func stranger() throws {
    defer { cleanUp() }
    func start(_ path: String, _ arguments: [String]) throws -> HostProcess {
      try HostProcess.spawn(ProcessRequest(path: path, arguments: arguments))
    }
    _ = try start("/bin/chmod", ["chmod", "a+rwx", directory, console.path]).wait()
    let process = try start(
      "/usr/bin/setpriv",
      [
        "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "perl", "-e", Self.stranger,
        console.path,
      ])
    var status: WaitStatus?
    while status == nil {
      machine.turn()
      status = try process.reap()
    }
    #expect(status == .exited(0))
    #expect(machine.kernel.ending == nil)
  }

  @Test("the notification's layout")
  func notification() {
    defer { cleanUp() }
    #expect(
      ManagementNotifier.datagram(.panic, [65, 0]) == [
        0xbe, 0xba, 0xfe, 0xca, 2, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 65, 0,
      ])
  }
}
