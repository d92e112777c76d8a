import Glibc
import LinuxABI
import Testing

/// The bytes of a C structure that a call has filled in.
private func hostBytes<Value>(_ value: Value, fill: (inout Value) -> Int32) throws -> [UInt8] {
  var value = value
  try #require(fill(&value) == 0)
  return withUnsafeBytes(of: value) { Array($0) }
}

@Test("the host's own answers survive decoding and encoding")
func hostStructures() throws {
  let file = try hostBytes(Glibc.stat()) { stat("/proc/self/exe", &$0) }
  #expect(StatLayout(bytes: file).bytes == file)
  #expect(StatLayout(bytes: file).mode.type == .regular)

  let names = try hostBytes(utsname()) { uname(&$0) }
  #expect(SystemNamesLayout.size == names.count)
  #expect(SystemNamesLayout(bytes: names).bytes == names)
  #expect(SystemNamesLayout(bytes: names).system == "Linux")
}

@Test("a new terminal of the host has the standard settings")
func hostTerminal() throws {
  let terminal = open("/dev/ptmx", O_RDWR | O_NOCTTY)
  try #require(terminal >= 0)
  defer { close(terminal) }
  var bytes = [UInt8](repeating: 0, count: Termios.size)
  try #require(ioctl(terminal, UInt(TerminalRequest.get.rawValue), &bytes) == 0)

  let settings = Termios(bytes: bytes)
  #expect(settings.bytes == bytes)
  #expect(settings.controlCharacters == .standard)
  #expect(settings.localFlags == Termios.standard.localFlags)
  #expect(settings.inputFlags.isEmpty || settings.inputFlags == Termios.standard.inputFlags)
  #expect(settings.baudRate == .b38400)
}

@Test("errors say what strerror says", arguments: 1...133)
func errorMessages(number: Int32) throws {
  // Its text is on one line, whatever the number.
  let message = try #require(strerror(number))
  #expect(Errno(rawValue: number).description == String(cString: message))
}

@Test(
  "numbers are those of the host's headers",
  arguments: [
    (Int(Errno.wouldBlock.rawValue), Int(EWOULDBLOCK)), (Int(Errno.notSupported.rawValue), 95),
    (Int(OpenFlags.closeOnExec.rawValue), Int(O_CLOEXEC)),
    (Int(OpenFlags([.sync, .dataSync]).rawValue), Int(O_SYNC)),
    (Int(AtFlags.workingDirectory), Int(AT_FDCWD)), (Int(PollEvents.readHangUp.rawValue), 0x2000),
    (Int(TerminalRequest.getWindowSize.rawValue), Int(TIOCGWINSZ)),
    (Int(TerminalRequest.inputQueued.rawValue), Int(FIONREAD)),
    (Int(SocketOption.peerCredentials.rawValue), Int(SO_PEERCRED)),
    (Int(SignalNumber.windowChange.rawValue), Int(SIGWINCH)),
    (Int(MessageFlags.noSignal.rawValue), 0x4000), (Int(BaudRate.b115200.rawValue), Int(B115200)),
    (SyscallNumber.exitGroup, 231), (SyscallNumber.clone3, 435), (SyscallNumber.fchmodat2, 452),
  ])
func numbers(ours: Int, theirs: Int) {
  #expect(ours == theirs)
}
