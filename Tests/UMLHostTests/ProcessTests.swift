import Glibc
import LinuxABI
import Testing

@testable import UMLHost

@Suite(.timeLimit(.minutes(1)))
struct ProcessTests {
  /// Runs a shell command with a pipe as its output.
  private func output(
    of command: String, _ change: (inout ProcessRequest) -> Void = { _ in }
  ) throws -> (String, WaitStatus) {
    let pipe = try HostFile.pipe()
    var request = ProcessRequest(
      path: "/bin/sh", arguments: ["sh", "-c", command], environment: ["PATH=/bin:/usr/bin", "A=b"])
    request.descriptors = [nil, pipe.writing.borrowed, pipe.writing.borrowed]
    change(&request)
    let process = try HostProcess.spawn(request)
    pipe.writing.close()
    let bytes = try pipe.reading.readAll()
    return (String(decoding: bytes, as: UTF8.self), try process.wait())
  }

  @Test(
    "a child gets its words, its directory, its environment and nothing else",
    arguments: [
      ("echo $0 $A; pwd; exit 3", "sh b\n/\n", WaitStatus.exited(3)),
      // 3 is what ls opened for itself.
      ("ls /proc/self/fd | tr '\\n' ' '", "0 1 2 3 ", .exited(0)),
      ("readlink /proc/self/fd/0", "/dev/null\n", .exited(0)),
      (
        "grep -E 'Sig(Blk|Ign)' /proc/self/status | tr -d '\\n'",
        "SigBlk:\t0000000000000000SigIgn:\t0000000000000000", .exited(0)
      ),
      ("kill -9 $$", "", .signaled(.kill, coreDumped: false)),
    ])
  func surroundings(command: String, expected: String, expectedStatus: WaitStatus) throws {
    let (text, status) = try output(of: command) { $0.directory = "/" }
    #expect(text == expected)
    #expect(status == expectedStatus)
  }

  @Test("descriptors may be exchanged on the way")
  func exchange() throws {
    let first = try HostFile.pipe()
    let second = try HostFile.pipe()
    var request = ProcessRequest(
      path: "/bin/sh", arguments: ["sh", "-c", "echo one; echo two >&2; echo three >&5"])
    request.descriptors = [
      nil, second.writing.borrowed, first.writing.borrowed, nil, nil, second.writing.borrowed,
    ]
    let process = try HostProcess.spawn(request)
    first.writing.close()
    second.writing.close()
    let (one, two) = (try first.reading.readAll(), try second.reading.readAll())
    #expect(one == Array("two\n".utf8))
    #expect(two == Array("one\nthree\n".utf8))
    #expect(try process.wait() == .exited(0))
  }

  @Test(
    "what fails in the child is the parent's error",
    arguments: [
      ("/nowhere/x", "/", Errno.noSuchFileOrDirectory), ("/etc/passwd", "/", .permissionDenied),
      ("/bin/sh", "/nowhere", .noSuchFileOrDirectory),
    ])
  func failures(path: String, directory: String, expected: Errno) {
    let request = ProcessRequest(path: path, arguments: ["x"], directory: directory)
    #expect(throws: expected) { try HostProcess.spawn(request) }
  }

  @Test("a loop hears of the end; signals reach the group")
  func exitNotification() throws {
    let loop = try EventLoop()
    var request = ProcessRequest(path: "/bin/sh", arguments: ["sh", "-c", "echo x; read a; wait"])
    let output = try HostFile.pipe()
    let input = try HostFile.pipe()
    request.descriptors = [input.reading.borrowed, output.writing.borrowed, nil]
    request.group = .newGroup
    let process = try HostProcess.spawn(request)
    _ = try output.reading.read(upTo: 1)
    #expect(HostSystem.isProcessAlive(process.processID))
    var ended: WaitStatus?
    try process.onExit(on: loop) { status in
      ended = status
      loop.stop()
    }
    #expect(loop.pollNow() == 0)
    process.sendToGroup(.terminate)
    loop.run()
    #expect(ended == .signaled(.terminate, coreDumped: false))
    #expect(!HostSystem.isProcessAlive(process.processID))
    input.writing.close()
  }

  @Test("a watched signal arrives in the loop")
  func signals() throws {
    let loop = try EventLoop()
    var seen: [SignalNumber] = []
    let watch = try HostSignals.watch([.user1, .windowChange], on: loop) { seen.append($0.signal) }
    // To this thread alone, as others have not blocked it.
    raise(SIGUSR1)
    raise(SIGWINCH)
    _ = loop.runOnce()
    watch.cancel()
    #expect(seen == [.user1, .windowChange])
    HostSignals.unblock([.user1, .windowChange])
  }

  @Test("programs are found on the path")
  func findExecutable() {
    #expect(HostProcess.findExecutable("sh")?.hasSuffix("/sh") == true)
    #expect(HostProcess.findExecutable("/bin/sh") == "/bin/sh")
    #expect(HostProcess.findExecutable("no-such-program-here") == nil)
  }

  @Test("the host describes itself")
  func system() throws {
    let name = HostSystem.name
    #expect(name.system == "Linux")
    #expect(name.machine == "x86_64")
    #expect(try !HostProcessors.allowed().isEmpty)
    #expect(try HostSystem.randomBytes(1000).count == 1000)
    #expect(HostEnvironment.all.contains { $0.hasPrefix("PATH=") })
    #expect(HostPaths.cache.hasPrefix("/"))
    #expect(!HostSystem.isProcessAlive(0))
  }
}
