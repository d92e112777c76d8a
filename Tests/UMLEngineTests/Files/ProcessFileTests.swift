import LinuxABI
import Testing

@testable import UMLEngine

@Suite("proc")
struct ProcessFileTests {
  private let machine: TestMachine
  private let one: TestProcess
  private let root: TestProcess

  init() throws {
    machine = try TestMachine()
    root = try machine.makeProcess()
    one = try machine.makeProcess(uid: 1000)
    let files = machine.kernel.files
    let context = PathContext(root.task)
    try files.make(
      Array("/proc".utf8), from: context.root, NewFile(type: .directory, permissions: 0o755),
      context)
    try files.mount(
      type: "proc", source: Array("proc".utf8),
      on: try files.resolve(Array("/proc".utf8), context))
  }

  private func read(_ path: String, _ process: TestProcess) throws -> String {
    let files = machine.kernel.files
    let context = PathContext(process.task)
    let opened = try files.open(
      Array("/proc/\(path)".utf8), from: context.root, .readOnly, context)
    guard case .file(let file) = opened else { return "" }
    file.retain()
    defer { file.release() }
    return String(decoding: try file.readToEnd(limit: 1 << 20), as: UTF8.self)
  }

  private func link(_ path: String, _ process: TestProcess) throws -> String {
    let context = PathContext(process.task)
    let place = try machine.kernel.files.resolve(
      Array("/proc/\(path)".utf8), context, followLast: false)
    return String(decoding: try machine.kernel.files.readLink(place, context), as: UTF8.self)
  }

  @Test("stat has 52 fields, the name in parentheses whatever is in it")
  func stat() throws {
    one.task.name = Array("a) b (".utf8)
    let text = try read("\(one.task.tid)/stat", root)
    #expect(text.hasPrefix("\(one.task.tid) (a) b () S 1 "))
    let end = try #require(text.lastIndex(of: ")"))
    #expect(text[end...].split(separator: " ").count == 51)
  }

  @Test("self is the reader, and fd has what is open")
  func selfAndDescriptors() throws {
    #expect(try link("self", one) == "\(one.task.tid)")
    #expect(try link("thread-self", one) == "\(one.task.tid)/task/\(one.task.tid)")
    let pipe = one.pipe()
    let name = try link("self/fd/\(pipe.reader)", one)
    #expect(name.hasPrefix("pipe:["))
    #expect(try read("self/fdinfo/\(pipe.writer)", one).hasPrefix("pos:\t0\nflags:\t01\n"))
    #expect(try link("self/cwd", one) == "/")
  }

  @Test("what is private stays so")
  func access() throws {
    #expect(throws: Errno.permissionDenied) { try read("\(root.task.tid)/environ", one) }
    #expect(throws: Errno.permissionDenied) { try link("\(root.task.tid)/cwd", one) }
    #expect(throws: Never.self) { try read("\(one.task.tid)/environ", root) }
    #expect(throws: Never.self) { try read("\(root.task.tid)/status", one) }
  }

  @Test(
    "the machine's files begin as programs expect",
    arguments: [
      ("meminfo", "MemTotal:"), ("stat", "cpu  "), ("uptime", ""), ("version", "Linux version "),
      ("mounts", " / test rw"), ("filesystems", "nodev\ttmpfs\n"), ("loadavg", "0.00 "),
      ("sys/kernel/pid_max", "32768\n"), ("net/unix", "Num "), ("swaps", "Filename"),
      ("cpuinfo", "processor\t: 0\n"), ("partitions", "major minor"),
    ])
  func machineFiles(path: String, start: String) throws {
    let text = try read(path, root)
    #expect(text.hasPrefix(start), "\(text.prefix(80))")
  }

  @Test("settings keep what root writes")
  func settings() throws {
    let files = machine.kernel.files
    func write(_ text: String, _ path: String, _ process: TestProcess) throws {
      let context = PathContext(process.task)
      let opened = try files.open(
        Array("/proc/sys/\(path)".utf8), from: context.root, [.writeOnly, .truncate], context)
      guard case .file(let file) = opened else { return }
      var source = WriteSource(kernel: Array(text.utf8))
      _ = try file.object.write(&source, at: 0, file)
    }
    try write("guest\n", "kernel/hostname", root)
    #expect(machine.kernel.hostname == Array("guest".utf8))
    try write("7", "vm/swappiness", root)
    #expect(try read("sys/vm/swappiness", one) == "7\n")
    #expect(throws: Errno.invalidArgument) { try write("many", "vm/swappiness", root) }
    #expect(throws: Errno.permissionDenied) { try write("8", "vm/swappiness", one) }
  }
}
