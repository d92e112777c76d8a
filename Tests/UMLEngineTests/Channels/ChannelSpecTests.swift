import Testing

@testable import UMLEngine

@Suite("Channel specs")
struct ChannelSpecTests {
  @Test(
    "specs are parsed as UML parses them, by their beginning",
    arguments: [
      ("fd:0", .channel(.descriptor(0))), ("fd:0x10", .channel(.descriptor(16))),
      ("fd:010", .channel(.descriptor(8))), ("null", .channel(.null)),
      ("nullx", .channel(.null)), ("pts", .channel(.pseudoTerminal)),
      ("ptsfoo", .channel(.pseudoTerminal)), ("pts:foo", .channel(.pseudoTerminal)),
      ("pty", .channel(.legacyPseudoTerminal)), ("tty:/dev/tty6", .channel(.terminal("/dev/tty6"))),
      ("port:9000", .channel(.port(PortAddress(port: 9000)))),
      ("port:0x50", .channel(.port(PortAddress(port: 80)))),
      ("port:localhost:1", .channel(.port(PortAddress(port: 1)))),
      ("port:*:1", .channel(.port(PortAddress(.any, port: 1)))),
      ("port:10.0.0.1:1", .channel(.port(PortAddress(.ipv4(0x0a00_0001), port: 1)))),
      ("port:[::1]:1", .channel(.port(PortAddress(.ipv6(1), port: 1)))),
      ("tty:", .channel(.terminal(""))),
      ("xterm99", .channel(.xterm)), ("pane", .channel(.pane)), ("none", .none),
      ("fd:0,fd:1", .pair(input: .descriptor(0), output: .descriptor(1))),
      ("null,fd:2", .pair(input: .null, output: .descriptor(2))),
      ("pts,pts", .pair(input: .pseudoTerminal, output: .pseudoTerminal)),
    ] as [(String, LineSpec)])
  func parses(text: String, spec: LineSpec) throws {
    #expect(try LineSpec(parsing: text) == spec)
  }

  @Test(
    "what a spec prints is the spec",
    arguments: [
      "fd:7", "null", "pts", "pane", "none", "fd:0,fd:1", "null,pts", "pty", "tty:/dev/x", "port:9",
      "port:0.0.0.0:9", "port:*:9", "port:[fd00::1]:9",
    ])
  func roundTrip(text: String) throws {
    #expect(try LineSpec(parsing: text).description == text)
  }

  @Test(
    "bad specs are refused in UML's words",
    arguments: [
      ("fd", "fd_init : channel type 'fd' must specify a file descriptor"),
      ("fd5", "fd_init : channel type 'fd' must specify a file descriptor"),
      ("fd:", "fd_init : couldn't parse file descriptor ''"),
      ("fd:abc", "fd_init : couldn't parse file descriptor 'abc'"),
      ("fd:1x", "fd_init : couldn't parse file descriptor '1x'"),
      ("fd:0,fd:1,fd:2", "fd_init : couldn't parse file descriptor '1,fd:2'"),
      ("tty", "tty_init : channel type 'tty' must specify a device"),
      ("port", "port_init : channel type 'port' must specify a port number"),
      ("port9", "port_init : channel type 'port' must specify a port number"),
      ("port:", "port_init : couldn't parse port ''"),
      ("port:xyz", "port_init : couldn't parse port 'xyz'"),
      ("port:22x", "port_init : couldn't parse port '22x'"),
      ("port:65536", "port_init : couldn't parse port '65536'"),
      ("port:1.2.3:9", "port_init : couldn't parse port '1.2.3:9'"),
      ("port:::1:9", "port_init : couldn't parse port '::1:9'"),
      ("port:[::g]:9", "port_init : couldn't parse port '[::g]:9'"),
    ])
  func refuses(text: String, message: String) {
    #expect(throws: ChannelSpecError(message)) { try LineSpec(parsing: text) }
  }

  @Test(
    "an unknown channel is named",
    arguments: ["", "bogus", "pts,", ",pts", "null,none", "none,null"])
  func unknown(text: String) {
    #expect(throws: ChannelSpecError.self) { try LineSpec(parsing: text) }
  }

  @Test("a line's own setting beats the general one, and the last one wins")
  func specificity() {
    var lines = LineConfiguration(fallback: "pane")
    for text in ["1=null", "=pts", "01=fd:3", "0x2=none"] {
      #expect(lines.add(.console, text) == nil)
    }
    #expect(lines.spec(.console, 0) == "pts")
    #expect(lines.spec(.console, 1) == "fd:3")
    #expect(lines.spec(.console, 2) == "none")
    #expect(lines.spec(.serial, 0) == "pane")
    #expect(LineConfiguration().spec(.console, 0) == "fd:0,fd:1")
  }

  @Test(
    "bad line numbers are named",
    arguments: [
      (.console, "16=null", "console", "16=null", "Device number out of range"),
      (.serial, "64=pts", "serial line", "64=pts", "Device number out of range"),
      (.console, "1x=null", "console", "1x=null", "Couldn't parse device number"),
      (.console, "-1=", "console", "-1=", "Couldn't parse device number"),
      (.console, "", "console", "", "Couldn't parse device number"),
      (.serial, "foo", "serial line", "foo", "Couldn't parse device number"),
    ] as [(LineConfiguration.Kind, String, String, String, String)])
  func badNumbers(
    kind: LineConfiguration.Kind, text: String, title: String, shown: String, reason: String
  ) {
    var lines = LineConfiguration()
    #expect(
      lines.add(kind, text)
        == "Failed to set up \(title) with configuration string \"\(shown)\" : \(reason)")
  }
}
