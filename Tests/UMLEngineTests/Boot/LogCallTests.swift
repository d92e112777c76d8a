import LinuxABI
import Testing

@testable import UMLEngine

@Suite("syslog(2), /dev/kmsg and reboot(2)")
struct LogCallTests {
  private let machine: TestMachine
  private let process: TestProcess

  init() throws {
    machine = try TestMachine()
    process = try machine.makeProcess()
  }

  @Test("SYSLOG_ACTION_READ_ALL returns the log, CLEAR hides it")
  func readAll() {
    machine.kernel.log.info("hello")
    let buffer = process.allocate(100)
    let line = "<6>[    0.000000] hello\n"
    #expect(process.call(SyscallNumber.syslog, 3, buffer, 100) == line.utf8.count)
    #expect(process.bytes(at: buffer, line.utf8.count) == Array(line.utf8))
    #expect(process.call(SyscallNumber.syslog, 5) == 0)
    #expect(process.call(SyscallNumber.syslog, 3, buffer, 100) == 0)
    #expect(process.call(SyscallNumber.syslog, 10) == 256 << 10)
  }

  @Test("SYSLOG_ACTION_READ waits for a message")
  func reading() {
    let buffer = process.allocate(100)
    #expect(process.start(SyscallNumber.syslog, 2, buffer, 100) == nil)
    machine.kernel.log.info("hello")
    #expect(process.resume() == .value("<6>[    0.000000] hello\n".utf8.count))
  }

  @Test("who may do what", arguments: [(3, 0), (10, 256 << 10), (2, -1), (5, -1)])
  func permissions(action: UInt64, answer: Int) throws {
    let user = try machine.makeProcess(uid: 1000)
    #expect(user.call(SyscallNumber.syslog, action, user.allocate(8), 8) == answer)
  }

  @Test("/dev/kmsg hands out records and takes messages")
  func device() throws {
    let log = machine.kernel.log
    let file = KernelMessageFile(log)
    let open = OpenFile(file, flags: .readWrite)
    var source = WriteSource(kernel: Array("<3>from a program\n".utf8))
    #expect(try file.write(&source, at: 0, open) == 18)
    var destination = ReadDestination(kernelCapacity: 100)
    _ = try file.read(&destination, at: 0, open)
    #expect(destination.bytes == Array("11,0,0,-;from a program\n".utf8))
    var small = ReadDestination(kernelCapacity: 5)
    #expect(throws: Errno.wouldBlock) { try file.read(&small, at: 0, open) }
    _ = try file.seek(0, .start, from: 0)
    #expect(throws: Errno.invalidArgument) { try file.read(&small, at: 0, open) }
  }

  @Test(
    "reboot(2)",
    arguments: [
      (0x1234567, 0xfee1_dead, MachineEnding.restarting), (0xcdef_0123, 0xfee1_dead, .halted),
      (0x4321_fedc, 0xfee1_dead, .poweredOff), (0x4321_fedc, 0xfee1_deae, nil),
      (0xd000_fce2, 0xfee1_dead, nil),
    ] as [(UInt64, UInt64, MachineEnding?)])
  func reboot(command: UInt64, magic: UInt64, ending: MachineEnding?) {
    _ = process.start(SyscallNumber.reboot, magic, 672_274_793, command, 0)
    #expect(machine.kernel.ending == ending)
  }

  @Test("Ctrl-Alt-Del restarts the machine, or is init's business")
  func controlAltDelete() {
    #expect(process.call(SyscallNumber.reboot, 0xfee1_dead, 672_274_793, 0, 0) == 0)
    machine.kernel.pressControlAltDelete()
    #expect(machine.kernel.ending == nil)
    #expect(process.call(SyscallNumber.reboot, 0xfee1_dead, 672_274_793, 0x89ab_cdef) == 0)
    machine.kernel.pressControlAltDelete()
    #expect(machine.kernel.ending == .restarting)
  }
}
