import LinuxABI
import Testing
import UMLHost

@testable import ConsoleService
@testable import UMLEngine

/// What another user of the host gets at a guest's sockets: nothing. Needs root, who alone can be
/// somebody else.
@Suite("Other users", .timeLimit(.minutes(1)), .enabled(if: HostSystem.effectiveUserID == 0))
struct OtherUsersTests {
  /// Connects as nobody: 3 when that is refused, 0 when the connection is ended without a word.
  private static let script = """
    use Socket; socket(my $s, AF_UNIX, $ARGV[1] eq "stream" ? SOCK_STREAM : SOCK_DGRAM, 0) or exit 4;
    connect($s, sockaddr_un($ARGV[0])) or exit 3;
    exit 2 if $ARGV[1] ne "stream";
    my $n = sysread($s, my $b, 1); exit($n == 0 ? 0 : 1);
    """

  private func run(_ path: String, _ arguments: [String]) throws -> WaitStatus {
    try HostProcess.spawn(ProcessRequest(path: path, arguments: arguments)).wait()
  }

  private func connect(_ path: String, _ kind: String) throws -> WaitStatus {
    try run(
      "/usr/bin/setpriv",
      [
        "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "perl", "-e", Self.script,
        path, kind,
      ])
  }

  @Test("the sockets' modes keep them out, and the console service looks again")
  func refusal() throws {
    let directory = try HostFile.makeTemporaryDirectory()
    defer { try? HostFile.removeTree(directory) }
    _ = try run("/bin/chmod", ["chmod", "755", directory])
    let console = "\(directory)/console"
    let guest = GuestInfo(umid: "test", process: 1, kernel: "test")
    let server = try ConsoleServer(ConsoleServer.Configuration(path: console, guest: guest))
    defer { server.finish(.halted(status: 0)) }
    #expect(try connect(console, "stream") == .exited(3))
    // Even when somebody has opened the door.
    _ = try run("/bin/chmod", ["chmod", "666", console])
    #expect(try connect(console, "stream") == .exited(0))

    let management = "\(directory)/mconsole"
    let socket = try HostSocket.datagram(path: management, nonBlocking: true)
    #expect(try connect(management, "datagram") == .exited(3))
    _ = socket
  }
}
