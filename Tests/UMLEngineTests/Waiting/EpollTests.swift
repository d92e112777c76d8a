import LinuxABI
import Testing

@testable import UMLEngine

@Suite("epoll")
struct EpollTests {
  private let machine: TestMachine
  private let process: TestProcess
  private let poll: UInt64
  private let buffer: UInt64

  init() throws {
    machine = try TestMachine()
    process = try machine.makeProcess()
    poll = UInt64(process.call(SyscallNumber.epollCreate1, 0))
    buffer = process.allocate(120)
  }

  @discardableResult
  private func control(
    _ operation: EpollOperation, _ descriptor: UInt64, _ events: EpollEvents = .input,
    data: UInt64 = 0, of poll: UInt64? = nil
  ) -> Int {
    let event = process.place(EpollEvent(events: events, data: data).bytes)
    return process.call(
      SyscallNumber.epollCtl, poll ?? self.poll, UInt64(operation.rawValue), descriptor, event)
  }

  /// The data of what is ready now, each with its events.
  private func ready(_ limit: UInt64 = 10) -> [UInt64: EpollEvents] {
    let count = process.call(SyscallNumber.epollWait, poll, buffer, limit, 0)
    let events = EpollEvent.array(from: process.bytes(at: buffer, max(0, count) * 12))
    return Dictionary(events.map { ($0.data, $0.events) }) { first, _ in first }
  }

  @Test(
    "a level-triggered file is reported as long as it is ready, an edge-triggered one once a change"
  )
  func triggers() throws {
    let (level, levelWriter) = process.pipe()
    let (edge, edgeWriter) = process.pipe()
    control(.add, level, .input, data: 1)
    control(.add, edge, [.input, .edgeTriggered], data: 2)
    #expect(ready() == [:])
    for writer in [levelWriter, edgeWriter] { _ = try process.write(writer, [1]) }
    #expect(ready() == [1: .input, 2: .input])
    #expect(ready() == [1: .input])
    _ = try process.write(edgeWriter, [1])
    #expect(ready() == [1: .input, 2: .input])
    _ = try process.read(level, 10)
    #expect(ready() == [:])
  }

  @Test("a one-shot watch is silent until it is set again; a hang-up comes unasked")
  func oneShot() throws {
    let (reader, writer) = process.pipe()
    control(.add, reader, [.input, .oneShot], data: 1)
    _ = try process.write(writer, [1])
    #expect(ready() == [1: .input])
    #expect(ready() == [:])
    control(.modify, reader, [.priority], data: 2)
    #expect(ready() == [:])
    try process.close(writer)
    #expect(ready() == [2: .hangUp])
  }

  @Test("events beyond the limit come with the next wait, in turn")
  func limit() throws {
    for index in 0..<3 {
      let (reader, writer) = process.pipe()
      control(.add, reader, .input, data: UInt64(index))
      _ = try process.write(writer, [1])
    }
    #expect(ready(2).keys.sorted() == [0, 1])
    #expect(ready(2).keys.sorted() == [0, 2])
  }

  @Test("a watch outlives its descriptor, and goes with the last one of its file")
  func closing() throws {
    let (reader, writer) = process.pipe()
    control(.add, reader, .input, data: 5)
    let copy = try process.task.files.insert(
      try process.file(reader), closesOnExecute: false, limit: 100)
    try process.close(reader)
    _ = try process.write(writer, [1])
    #expect(ready() == [5: .input])
    try process.close(UInt64(copy))
    #expect(ready() == [:])
  }

  @Test(
    "a wait ends with a write, and instances wait for one another, five deep, never in a circle")
  func nesting() throws {
    let (reader, writer) = process.pipe()
    control(.add, reader)
    var chain = [poll]
    for _ in 0..<4 {
      let outer = UInt64(process.call(SyscallNumber.epollCreate1, 0))
      #expect(control(.add, chain[chain.count - 1], of: outer) == 0)
      chain.append(outer)
    }
    let tooMuch = UInt64(process.call(SyscallNumber.epollCreate1, 0))
    #expect(control(.add, chain[4], of: tooMuch) == -40)
    #expect(control(.add, chain[4], of: poll) == -40)
    let forever = UInt64(UInt32.max)
    #expect(process.start(SyscallNumber.epollWait, chain[4], buffer, 1, forever) == nil)
    _ = try process.write(writer, [1])
    #expect(process.resume() == .value(1))
  }

  @Test("what epoll_ctl refuses")
  func refusals() throws {
    let (reader, writer) = process.pipe()
    let directory = OpenFile(
      process.task.fileSystem.root.inode, flags: .directory)
    let plain = try process.task.files.insert(directory, closesOnExecute: false, limit: 100)
    #expect(control(.add, reader) == 0)
    #expect(control(.add, reader) == -17)
    #expect(control(.modify, writer) == -2)
    #expect(control(.delete, writer) == -2)
    #expect(control(.add, 99) == -9)
    #expect(control(.add, poll) == -22)
    #expect(control(.add, writer, of: reader) == -22)
    #expect(control(.add, UInt64(plain)) == -1)
    #expect(control(.add, writer, [.exclusive, .oneShot]) == -22)
    #expect(process.call(SyscallNumber.epollWait, poll, buffer, 0, 0) == -22)
    #expect(process.call(SyscallNumber.epollWait, poll, 16, 1, 0) == 0)
    #expect(control(.add, writer, [.output, .exclusive]) == 0)
    #expect(control(.modify, writer, .output) == -22)
  }
}
