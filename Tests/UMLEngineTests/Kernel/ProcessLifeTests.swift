import LinuxABI
import Testing

@testable import UMLEngine

extension TestProcess {
  /// Of a first thread. Its process may be gone.
  var pid: Int32 { task.tid }

  /// clone(2): the child, or the new thread.
  func clone(
    _ flags: CloneFlags = [], exitSignal: Int32 = SignalNumber.child.rawValue
  ) throws(Errno) -> TestProcess {
    let request = CloneRequest(flags: flags, exitSignal: exitSignal)
    try machine.kernel.clone(thread, request: request)
    let child = ScriptedThread()
    _ = machine.kernel.cloned(thread, child: child, request: request)
    guard let task = child.task else { throw .noSuchProcess }
    return TestProcess(machine, child, task)
  }

  /// The host reports that the thread is gone.
  func end(_ status: HostExitStatus = .exited(0)) {
    machine.kernel.exited(thread, status: status, usage: HostUsage())
  }

  /// wait4(2) for any child: nil while it waits.
  func wait(_ options: UInt64 = 0, status: UInt64 = 0) -> ScriptedThread.Answer? {
    start(SyscallNumber.wait4, UInt64(bitPattern: -1), status, options, 0)
  }

  func kill(_ target: Int32, _ signal: SignalNumber) -> Int {
    call(SyscallNumber.kill, UInt64(bitPattern: Int64(target)), UInt64(signal.rawValue))
  }
}

private let noChild = ScriptedThread.Answer.value(-Int(Errno.noChildProcess.rawValue))
private let withoutWaiting: UInt64 = 1
private let stopped: UInt64 = 2
private let continued: UInt64 = 8

/// Processes from fork to wait, on a platform where nothing runs but what a test says.
@Suite("The life of processes")
struct ProcessLifeTests {
  private let machine: TestMachine
  private let first: TestProcess
  private let parent: TestProcess

  init() throws {
    machine = try TestMachine()
    first = try machine.makeProcess()
    parent = try first.clone()
  }

  @Test("short of memory, the kernel ends nobody who is spared, and never init")
  func shortOfMemory() {
    for process in [first, parent] { process.task.process.outOfMemoryAdjustment = -1000 }
    #expect(machine.kernel.killLargest() == nil)
    parent.task.process.outOfMemoryAdjustment = -999
    #expect(machine.kernel.killLargest() === parent.task.process)
  }

  @Test("descriptors have a limit that root cannot pass either", arguments: [(20, 0), (21, -1)])
  func descriptorLimit(power: Int, answer: Int) {
    let limit = ResourceLimit(current: 64, maximum: 1 << UInt64(power))
    let kind = UInt64(ResourceKind.openFiles.rawValue)
    #expect(first.call(SyscallNumber.setrlimit, kind, first.place(limit.bytes)) == answer)
  }

  @Test(
    "a child's end is waited for once, with its status",
    arguments: [
      (HostExitStatus.exited(3), 0x300 as Int32), (.exited(255), 0xff00), (.signaled(9), 9),
    ])
  func waiting(end: HostExitStatus, status: Int32) throws {
    let child = try parent.clone()
    let place = parent.allocate(4)
    #expect(parent.wait(withoutWaiting) == .value(0))
    #expect(parent.wait(status: place) == nil)
    child.end(end)
    #expect(parent.resume() == .value(Int(child.pid)))
    #expect(parent.integer(at: place) as Int32 == status)
    #expect(parent.wait() == noChild)
    #expect(machine.kernel.processes.process(child.pid) == nil)
  }

  @Test(
    "who ends tells the parent by the signal it was made with", arguments: [0, 10, 17] as [Int32])
  func exitSignal(number: Int32) throws {
    let child = try parent.clone(exitSignal: number)
    child.end()
    #expect(parent.thread.sentSignals.map(\.signal.rawValue) == (number == 0 ? [] : [number]))
    // Only __WALL and __WCLONE find a child that does not send SIGCHLD.
    let isPlain = number == SignalNumber.child.rawValue
    #expect(parent.wait(withoutWaiting) == (isPlain ? .value(Int(child.pid)) : noChild))
    if !isPlain { #expect(parent.wait(0x8000_0000) == .value(Int(child.pid))) }
  }

  @Test("orphans go to init, or to the nearest ancestor that asked for them")
  func orphans() throws {
    let middle = try parent.clone()
    let orphan = try middle.clone()
    #expect(orphan.call(SyscallNumber.getppid) == Int(middle.pid))
    // PR_SET_CHILD_SUBREAPER
    #expect(parent.call(SyscallNumber.prctl, 36, 1, 0, 0, 0) == 0)
    middle.end()
    #expect(orphan.call(SyscallNumber.getppid) == Int(parent.pid))
    parent.end()
    #expect(orphan.call(SyscallNumber.getppid) == 1)
    orphan.end(.exited(1))
    // What ended before its parent did comes along.
    #expect(first.wait() == .value(Int(parent.pid)) || first.thread.answer != nil)
    #expect(first.wait() != noChild)
    #expect(first.wait() != noChild)
    #expect(first.wait() == noChild)
  }

  @Test("a stop and a continuation are reported once each, and hold the threads between")
  func stopAndContinue() throws {
    let child = try parent.clone()
    #expect(parent.wait(stopped | withoutWaiting) == .value(0))
    #expect(parent.kill(child.pid, .stop) == 0)
    #expect(child.thread.isHeld)
    #expect(parent.wait(withoutWaiting) == .value(0))
    #expect(parent.wait(stopped) == .value(Int(child.pid)))
    #expect(parent.wait(stopped | withoutWaiting) == .value(0))
    #expect(parent.kill(child.pid, .continue) == 0)
    #expect(!child.thread.isHeld)
    #expect(parent.wait(continued) == .value(Int(child.pid)))
    #expect(parent.wait(continued | withoutWaiting) == .value(0))
  }

  @Test("sessions and groups: who may lead, and who may be moved")
  func groups() throws {
    let one = try parent.clone()
    let two = try parent.clone()
    let setpgid = { (caller: TestProcess, pid: Int32, group: Int32) in
      caller.call(SyscallNumber.setpgid, UInt64(pid), UInt64(group))
    }
    #expect(setpgid(parent, one.pid, one.pid) == 0)
    #expect(setpgid(parent, two.pid, one.pid) == 0)
    #expect(setpgid(one, two.pid, 0) == -Int(Errno.noSuchProcess.rawValue))
    #expect(setpgid(two, 0, 12345) == -Int(Errno.notPermitted.rawValue))
    #expect(one.call(SyscallNumber.setsid) == -Int(Errno.notPermitted.rawValue))
    #expect(two.call(SyscallNumber.setsid) == Int(two.pid))
    #expect(setpgid(parent, two.pid, one.pid) == -Int(Errno.notPermitted.rawValue))
    #expect(parent.kill(-one.pid, .user1) == 0)
    #expect(one.thread.sentSignals.map(\.signal) == [.user1])
    #expect(two.thread.sentSignals.isEmpty)
  }

  @Test("threads are one process, which ends with the last of them")
  func threads() throws {
    let process = try parent.clone()
    let thread = try process.clone([.memory, .files, .fileSystem, .signalHandlers, .thread])
    #expect(thread.call(SyscallNumber.getpid) == Int(process.pid))
    #expect(thread.call(SyscallNumber.gettid) != Int(process.pid))
    process.end(.exited(1))
    #expect(parent.wait(withoutWaiting) == .value(0))
    thread.end(.exited(2))
    #expect(parent.wait(withoutWaiting) == .value(Int(process.pid)))
  }

  @Test("a signal ends a wait, by the rule of its call")
  func interruption() throws {
    _ = try parent.clone()
    parent.thread.state.caught = SignalSet(rawValue: 1 << 9)
    #expect(parent.wait() == nil)
    #expect(first.kill(parent.pid, .user1) == 0)
    #expect(parent.thread.answer == .interrupted(.restart))
  }

  @Test(
    "what would lead out of the machine is no flag of clone",
    arguments: [
      (CloneFlags.untraced, Errno.invalidArgument), (.newUserNamespace, .invalidArgument),
      (.thread, .invalidArgument), (.signalHandlers, .invalidArgument),
    ])
  func refusedFlags(flags: CloneFlags, expected: Errno) {
    #expect(throws: expected) { try parent.clone(flags) }
  }

  @Test("the end of init is the end of the machine")
  func initialProcess() {
    first.end(.exited(7))
    #expect(
      machine.kernel.ending == .panicked("Attempted to kill init! exitcode=0x00000700"))
  }
}
