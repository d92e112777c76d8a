import LinuxABI
import Testing

@testable import umltop

@Suite("Text of commands")
struct TextTests {
  @Test(
    "escapes become bytes as in C",
    arguments: [
      ("ls\\r", [0x6c, 0x73, 0x0d]), ("\\x1b[A\\e", [0x1b, 0x5b, 0x41, 0x1b]),
      ("\\3\\0101\\\\", [0x03, 0x08, 0x31, 0x5c]), ("ü", [0xc3, 0xbc]), ("\\x7g", [0x07, 0x67]),
    ] as [(String, [UInt8])])
  func escapes(text: String, bytes: [UInt8]) throws {
    #expect(try EscapedText.bytes(text) == bytes)
  }

  @Test(
    "escapes that mean nothing are named",
    arguments: [
      ("\\q", "\\q means nothing; a backslash itself is \\\\"),
      ("x\\", "a backslash ends the text"),
      ("\\xg", "\\x needs one or two hexadecimal digits after it"),
      ("\\777", "\\7 means nothing; a backslash itself is \\\\"),
    ])
  func badEscapes(text: String, message: String) {
    do throws(CommandFailure) {
      _ = try EscapedText.bytes(text)
      Issue.record("it was accepted")
    } catch {
      #expect(error.description == message)
    }
  }

  @Test(
    "questions to the terminal are taken out, all else passes, however it is cut",
    arguments: [
      ("a\u{1b}[cb", "ab"), ("\u{1b}[>0c\u{1b}[6n\u{1b}[?6n", ""),
      ("\u{1b}[31mred", "\u{1b}[31mred"),
      ("\u{1b}[?2026$p", ""), ("\u{1b}]11;?\u{7}x", "x"), ("\u{1b}]2;what;?\u{1b}\\", ""),
      ("\u{1b}]0;title\u{7}", "\u{1b}]0;title\u{7}"), ("\u{1b}P$qm\u{1b}\\-", "-"), ("\u{5}", ""),
      ("\u{1b}[18t\u{1b}[3;1t", "\u{1b}[3;1t"), ("\u{1b}[12\u{1b}[m", "\u{1b}[12\u{1b}[m"),
      ("\u{1b}[>q\u{1b}[2 q", "\u{1b}[2 q"), ("\u{1b}(B\u{1b}Z", "\u{1b}(B"),
    ])
  func questions(output: String, shown: String) {
    for size in [1, 2, 100] {
      var filter = QueryFilter()
      var result: [UInt8] = []
      var rest = Array(output.utf8)[...]
      while !rest.isEmpty {
        result += filter.filter(Array(rest.prefix(size)))
        rest = rest.dropFirst(size)
      }
      #expect(String(decoding: result, as: UTF8.self) == shown)
    }
  }

  @Test("JSON is quoted, a table's columns stand below each other")
  func output() {
    let value = JSONValue.object([
      ("a\"b", .string("line\n\u{1}\\")), ("list", .array([.number(-1), .null])),
    ])
    #expect("\(value)" == #"{"a\"b": "line\n\u0001\\", "list": [-1, null]}"#)
    #expect(TextTable(rows: [["A", "LONG"], ["xyz", "-"]]).lines == ["A    LONG", "xyz  -"])
    #expect(List.duration(59) == "00:00:59")
    #expect(List.duration(3 * 86400 + 3661) == "3d 01:01:01")
  }
}

@Suite("Words of a boot")
struct LaunchWordsTests {
  @Test("umltop's own words are taken out, the kernel's are left in order")
  func own() throws {
    let words = try LaunchWords([
      "mem=64M", "--detach", "--exec=vi x", "umid=left", "--size=30x100", "uml_dir=/d", "quiet",
    ])
    #expect(words.detaches && words.command == "vi x" && words.name == "left")
    #expect(words.size == WindowSize(rows: 30, columns: 100) && words.directory == "/d")
    #expect(words.kernelWords == ["mem=64M", "umid=left", "uml_dir=/d", "quiet"])
    #expect(
      words.restartWords("right") == [
        "--exec=vi x", "mem=64M", "uml_dir=/d", "quiet", "umid=right",
      ])
  }

  @Test(
    "what follows --exec is the command, but for umltop's own words",
    arguments: [
      (["--exec", "vi x | y", "umid=left"], "vi x | y"),
      (["--exec", "qemu", "-serial", "stdio", "umid=left", "--detach"], "qemu -serial stdio"),
      (["umid=left", "--exec", "sh", "-c", "echo 'a b'"], #"sh -c 'echo '\''a b'\'''"#),
      (["umid=left", "--exec", "env", "--", "umid=x", "--detach"], "env umid=x --detach"),
      (["--exec", "printf", "", "$x", "umid=left"], "printf '' '$x'"),
    ])
  func commands(words: [String], command: String) throws {
    let launch = try LaunchWords(words)
    #expect(launch.command == command && launch.kernelWords == ["umid=left"])
  }

  @Test(
    "a kernel that opens a window calls umltop as a terminal program",
    arguments: [
      (
        ["umltop", "-T", "Virtual Console #12 (left)", "-e", "helper", "-x"], "left con12 helper -x"
      ),
      (["umltop", "-T", "Serial Line #0 (a (b))", "-e", "helper"], "a (b) ssl0 helper"),
      (["umltop", "-T", "Virtual Console # (left)", "-e", "helper"], nil),
      (["umltop", "-T", "notes", "-e", "vi"], nil), (["umltop", "list"], nil),
    ])
  func windows(arguments: [String], expected: String?) {
    let window = WindowProgram(arguments)
    let text = window.map { "\($0.umid) \($0.line) \($0.command.joined(separator: " "))" }
    #expect(text == expected)
  }

  @Test("a kernel of somebody else's is told where it lives, and booted again the same way")
  func foreignKernel() throws {
    let words = try LaunchWords(["--kernel", "linux.uml", "umid=a", "uml_dir=/d", "mem=64M"])
    #expect(words.kernel == "linux.uml" && words.foreignKernelWords == ["mem=64M"])
    #expect(
      words.restartWords("b") == ["--kernel=linux.uml", "uml_dir=/d", "mem=64M", "umid=b"])
    #expect(!words.saysRoot)
    #expect(try LaunchWords(["ubd0=x"]).saysRoot)
  }

  @Test(
    "the first console of a detached guest is a pane unless it is said what it is",
    arguments: [
      ([], ["con0=pane"]), (["con1=pts"], ["con1=pts", "con0=pane"]), (["con=null"], ["con=null"]),
      (["con0=pts"], ["con0=pts"]),
    ] as [([String], [String])])
  func detached(words: [String], expected: [String]) throws {
    #expect(try LaunchWords(words).detachedKernelWords == expected)
  }

  @Test(
    "its own words are refused where they are not complete",
    arguments: [
      (["--size=axb"], "'--size=axb' is no size; rows and columns are, such as --size=24x80"),
      (["--size=0x80"], "'--size=0x80' is no size; rows and columns are, such as --size=24x80"),
      (["--exec"], "--exec needs a command of this host, such as --exec top"),
      (["--exec="], "--exec needs a command of this host, such as --exec top"),
    ])
  func incomplete(words: [String], message: String) {
    do throws(CommandFailure) {
      _ = try LaunchWords(words)
      Issue.record("it was accepted")
    } catch {
      #expect(error.description == message)
    }
  }

  @Test(
    "a command's guest is named after its program",
    arguments: [
      ("/usr/bin/vi x", "vi"), ("sh -c 'a/b'", "sh"), ("./.hidden", nil), ("$X", "X"), ("", nil),
    ] as [(String, String?)])
  func names(command: String, name: String?) {
    #expect(Interface.name(for: command) == name)
  }
}
