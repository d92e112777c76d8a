import Testing

@testable import UMLEngine

@Suite("The kernel's command line")
struct KernelCommandLineTests {
  private func parse(_ text: String) throws -> KernelCommandLine {
    try KernelCommandLine(text.split(separator: " ").map(String.init))
  }

  @Test(
    "what Linux and User Mode Linux would append is appended",
    arguments: [
      ("", "root=builtin console=tty0"),
      ("mem=32M quiet", "mem=32M quiet root=builtin console=tty0"),
      ("umid=left con=pts", "con=pts root=builtin console=tty0"),
      ("rootfstype=hostfs rootflags=/x", "rootfstype=hostfs rootflags=/x console=tty0"),
      ("root=/dev/ubda console=ttyS0", "root=/dev/ubda console=ttyS0"),
      ("xterm=kitty,-T,-e word", "word root=builtin console=tty0"),
    ])
  func commandLine(words: String, expected: String) throws {
    let line = try parse(words)
    #expect(String(decoding: line.configuration.commandLine, as: UTF8.self) == expected)
  }

  @Test(
    "sizes of memory",
    arguments: [
      ("64M", 64 << 20), ("64m", 64 << 20), ("1g", 1 << 30), ("65536K", 64 << 20),
      ("0x1000k", 4 << 20), ("010M", 8 << 20), ("12", 12), ("", nil), ("M", nil), ("-1M", nil),
      ("12Q", nil), ("99999999999G", nil),
    ] as [(String, UInt64?)])
  func memorySizes(text: String, bytes: UInt64?) {
    #expect(MemorySize.parse(text) == bytes)
  }

  @Test(
    "a bad argument is named, and the machine boots without it",
    arguments: [
      ("mem=lots", "mem=lots: not an amount of memory; 64M is used"),
      ("mem=1M", "mem=1M: too little memory; 4M is used"),
      ("umid=a umid=b", "umid already set"),
      ("umid=a/b", "umid=a/b: not a name of 1 to 63 bytes without slashes; a random one is used"),
      ("udb0=/x", "udb0=/x specified on command line is almost certainly a ubd -> udb TYPO"),
      ("fake_ide", "The fake_ide option has been removed"),
      ("mconsole=foo", "mconsole_setup : Unknown option - 'foo'"),
      ("hostfs=/,foo", "hostfs_args - unsupported option - foo"),
      ("ubd0=root_fs", "ubd0=root_fs: this kernel has no block device yet; ignored"),
      ("skas0", "skas0: no effect, there is one mode"),
      ("loglevel=x", "loglevel=x: not a number from 0 to 10; ignored"),
      (
        "foo=bar single",
        "Unknown kernel command line parameters \"single foo=bar\", will be passed to user space."
      ),
    ])
  func notes(words: String, expected: String) throws {
    #expect(try parse(words).notes.map(\.text) == [expected])
  }

  @Test("unknown words are init's arguments and environment, and all that follows --")
  func initWords() throws {
    let line = try parse("single foo=bar a.b=c foo=baz -- mem=1M x=y").configuration
    func text(_ list: [[UInt8]]) -> [String] { list.map { String(decoding: $0, as: UTF8.self) } }
    #expect(text(line.initArguments) == ["single", "mem=1M", "x=y"])
    #expect(text(line.initEnvironment) == ["foo=baz"])
  }

  @Test("quotes hold a value together")
  func quotes() {
    #expect(
      CommandLineWords.split(#" a  b="c d" "e f" g="h"i "#) == ["a", "b=c d", "e f", #"g=h"i"#])
  }

  @Test("lines are handed on as they were written")
  func lines() throws {
    let lines = try parse("con=pts con0=fd:0,fd:1 ssl3=null ssl-non-raw conx config=1")
      .configuration.lines
    #expect(lines.consoles == ["=pts", "0=fd:0,fd:1", "x", "fig=1"])
    #expect(lines.serials == ["3=null"])
    #expect(!lines.serialsAreRaw)
  }

  @Test("where the root comes from")
  func root() throws {
    let root = try parse("ro rootfstype=hostfs,tmpfs rootflags=/srv/a,b rw hostfs=/srv")
      .configuration.root
    #expect(root.types == ["hostfs", "tmpfs"])
    #expect(root.flags == "/srv/a,b")
    #expect(root.isReadOnly == false)
    #expect(root.hostDirectory == "/srv")
    #expect(!root.isBuiltIn)
    #expect(try parse("ro").configuration.root.isBuiltIn)
    #expect(try !parse("root=98:0").configuration.root.isBuiltIn)
  }

  @Test("a name and a host name")
  func names() throws {
    let identity = try parse("hostname=h umid=left").configuration.identity
    #expect(identity.name == "left")
    #expect(identity.hostname == "h")
  }

  @Test(
    "what only prints",
    arguments: [
      ("--version", "6.1.0-umltop\n"), ("mem=1G --version nonsense", "6.1.0-umltop\n"),
    ])
  func answers(words: String, expected: String) throws {
    #expect(try parse(words).answer == expected)
  }

  @Test("--help lists User Mode Linux' options in its order")
  func help() {
    let headings = BootOptions.all.map(\.syntax).filter { !$0.isEmpty }
    let starts = [
      "--showconfig", "iomem=", "mem=", "--help", "console=", "debug", "root=", "--version",
      "umid=", "initrd=", "con[", "ssl-non-raw", "ssl[", "vec[", "eth[", "mconsole=", "udb",
      "ubd<", "fake_ide", "xterm=", "virtio_uml.device=", "nosysemu", "uml_dir=", "quiet",
      "noreboot", "hostfs=",
    ]
    #expect(zip(headings, starts).allSatisfy { $0.hasPrefix($1) })
    #expect(headings.allSatisfy { BootOptions.help.contains("\n\($0)\n") })
  }

  @Test("a line that is too long is refused")
  func length() {
    #expect(throws: KernelCommandLine.LengthError()) {
      try KernelCommandLine([String(repeating: "x", count: 5000)])
    }
  }
}
