import LinuxABI
import Testing

@testable import UMLEngine

@Suite("poll and select")
struct PollTests {
  private func entries(_ list: (Int32, PollEvents)...) -> [UInt8] {
    list.map { PollEntry(descriptor: $0.0, requested: $0.1) }.guestBytes
  }

  private func returned(_ process: TestProcess, _ address: UInt64, _ count: Int) -> [PollEvents] {
    PollEntry.array(from: process.bytes(at: address, count * 8)).map(\.returned)
  }

  @Test("poll reports what is ready, skips negative descriptors, and names closed ones")
  func pollNow() throws {
    let process = try TestMachine().makeProcess()
    let (reader, writer) = process.pipe()
    let array = process.place(
      entries((Int32(reader), .input), (Int32(writer), .output), (-1, .input), (77, .input)))
    #expect(process.call(SyscallNumber.poll, array, 4, 0) == 2)
    #expect(returned(process, array, 4) == [[], .output, [], .invalid])
    #expect(process.call(SyscallNumber.poll, array, 5000, 0) == -22)
    #expect(process.call(SyscallNumber.poll, 16, 1, 0) == -14)
  }

  @Test("poll waits until another thread writes, or its time is over")
  func pollWaits() throws {
    let process = try TestMachine().makeProcess()
    let (reader, writer) = process.pipe()
    let array = process.place(entries((Int32(reader), [.input, .normalInput])))
    #expect(process.start(SyscallNumber.poll, array, 1, UInt64(UInt32.max)) == nil)
    #expect(process.resume() == nil)
    _ = try process.write(writer, [1])
    #expect(process.resume() == .value(1))
    #expect(returned(process, array, 1) == [[.input, .normalInput]])

    _ = try process.read(reader, 1)
    let time = process.place(TimeSpec(seconds: 0, nanoseconds: 1).bytes)
    #expect(process.call(SyscallNumber.ppoll, array, 1, time, 0, 8) == 0)
    #expect(TimeSpec(bytes: process.bytes(at: time, 16)) == .zero)
  }

  @Test("ppoll waits under its own mask, which goes with the answer")
  func pollMask() throws {
    let process = try TestMachine().makeProcess()
    let (reader, writer) = process.pipe()
    let array = process.place(entries((Int32(reader), .input)))
    let mask = process.place(SignalSet(.user1, .kill).bytes)
    #expect(process.call(SyscallNumber.ppoll, array, 1, 0, mask, 7) == -22)
    #expect(process.start(SyscallNumber.ppoll, array, 1, 0, mask, 8) == nil)
    #expect(process.task.temporaryMask == SignalSet(.user1))
    _ = try process.write(writer, [1])
    #expect(process.resume() == .value(1))
    #expect(process.task.temporaryMask == nil)
  }

  @Test("select returns three sets and what is left of the time; EBADF for a closed member")
  func selectNow() throws {
    let process = try TestMachine().makeProcess()
    let (reader, writer) = process.pipe()
    _ = try process.write(writer, [1])
    let bits = UInt64(1) << reader | UInt64(1) << writer
    let input = process.place(bytes(bits))
    let output = process.place(bytes(bits))
    let time = process.place(TimeVal(seconds: 5).bytes)
    #expect(process.call(SyscallNumber.select, writer + 1, input, output, 0, time) == 2)
    #expect(process.integer(at: input) == UInt64(1) << reader)
    #expect(process.integer(at: output) == UInt64(1) << writer)
    #expect(TimeVal(bytes: process.bytes(at: time, 16)).seconds == 4)

    let closed = process.place(bytes(1 << 9))
    #expect(process.call(SyscallNumber.select, 10, closed, 0, 0, 0) == -9)
    #expect(process.call(SyscallNumber.select, UInt64(UInt32.max), 0, 0, 0, 0) == -22)
  }

  @Test("select wakes for its member and clears the sets when its time is over")
  func selectWaits() throws {
    let process = try TestMachine().makeProcess()
    let (reader, writer) = process.pipe()
    let input = process.place(bytes(1 << reader))
    #expect(process.start(SyscallNumber.pselect6, reader + 1, input, 0, 0, 0, 0) == nil)
    _ = try process.write(writer, [1])
    #expect(process.resume() == .value(1))
    _ = try process.read(reader, 1)
    let time = process.place(TimeSpec(seconds: 0, nanoseconds: 1).bytes)
    #expect(process.call(SyscallNumber.pselect6, reader + 1, input, 0, 0, time, 0) == 0)
    #expect(process.integer(at: input) == UInt64(0))
  }

  private func bytes(_ word: UInt64) -> [UInt8] {
    var writer = ByteWriter()
    writer.write(word)
    return writer.bytes
  }
}
