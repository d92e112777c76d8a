import LinuxABI
import Testing

@testable import UMLEngine

@Suite("Pipes and FIFOs")
struct PipeTests {
  @Test("bytes come out in order, joined across writes, around the end of the ring")
  func order() throws {
    let machine = try TestMachine()
    let process = try machine.makeProcess()
    let (reader, writer) = process.pipe()
    var sent: [UInt8] = []
    var received: [UInt8] = []
    for round in 0..<40 {
      let piece = (0..<3000 + round * 7).map { UInt8(truncatingIfNeeded: $0 + round) }
      #expect(try process.write(writer, piece) == piece.count)
      sent += piece
      // One byte always stays, so that the ring never starts anew.
      received += try process.read(reader, piece.count - (round == 0 ? 1 : 0)) ?? []
    }
    received += try process.read(reader, 100_000) ?? []
    #expect(received == sent)
    #expect(try process.read(reader, 1) == nil)
  }

  @Test("64 KiB fit, and a write of up to PIPE_BUF goes in whole or not at all")
  func capacity() throws {
    let machine = try TestMachine()
    let process = try machine.makeProcess()
    let (reader, writer) = process.pipe()
    let page = [UInt8](repeating: 1, count: 4096)
    for _ in 0..<16 { #expect(try process.write(writer, page) == 4096) }
    #expect(try process.write(writer, [1]) == nil)
    #expect(try process.file(writer).object.readiness() == [])
    _ = try process.read(reader, 4095)
    #expect(try process.write(writer, page) == nil)
    #expect(try process.write(writer, page + page) == 4095)
  }

  @Test("ends that go are an end of file, EPIPE, a hang-up and an error")
  func hangUp() throws {
    let machine = try TestMachine()
    let process = try machine.makeProcess()
    let (reader, writer) = process.pipe()
    _ = try process.write(writer, [7])
    try process.close(writer)
    #expect(try process.file(reader).object.readiness() == [.input, .normalInput, .hangUp])
    #expect(try process.read(reader, 5) == [7])
    #expect(try process.read(reader, 5) == [])

    let (reader2, writer2) = process.pipe()
    try process.close(reader2)
    #expect(try process.file(writer2).object.readiness().contains(.error))
    #expect(throws: Errno.brokenPipe) { try process.write(writer2, [1]) }
  }

  @Test("O_DIRECT keeps writes apart, and what the reader has no room for is lost")
  func packets() throws {
    let machine = try TestMachine()
    let process = try machine.makeProcess()
    let (reader, writer) = process.pipe([.direct])
    for piece in [[1, 2, 3], [4], [UInt8](repeating: 9, count: 5000)] as [[UInt8]] {
      #expect(try process.write(writer, piece) == piece.count)
    }
    #expect(try process.read(reader, 2) == [1, 2])
    #expect(try process.read(reader, 10) == [4])
    #expect(try process.read(reader, 9000)?.count == 4096)
    #expect(try process.read(reader, 9000)?.count == 904)
  }

  @Test(
    "F_SETPIPE_SZ rounds up to a power of two and has its limits",
    arguments: [
      (UInt32(1), 4096, true), (4097, 8192, true), (1 << 20, 1 << 20, false),
      ((1 << 20) + 1, 2 << 20, true), (0, 4096, true), ((1 << 20) + 1, nil, false),
    ] as [(UInt32, Int?, Bool)])
  func resize(wanted: UInt32, expected: Int?, isPrivileged: Bool) {
    let pipe = Pipe(BufferAccount(limit: 16 << 20))
    #expect((try? pipe.setCapacity(wanted, isPrivileged: isPrivileged)) == expected)
  }

  @Test("a smaller pipe keeps its content or refuses")
  func shrink() throws {
    let machine = try TestMachine()
    let process = try machine.makeProcess()
    let (reader, writer) = process.pipe()
    let pipe = try #require(try process.file(writer).object as? PipeEnd).pipe
    _ = try process.write(writer, Array(0..<200) + [UInt8](repeating: 5, count: 5000))
    #expect(throws: Errno.resourceBusy) { try pipe.setCapacity(4096, isPrivileged: true) }
    _ = try process.read(reader, 100)
    #expect(try pipe.setCapacity(8192, isPrivileged: true) == 8192)
    #expect(try process.read(reader, 100) == Array(100..<200))
  }

  @Test("two openers of a FIFO wait for each other; O_NONBLOCK does not")
  func fifo() throws {
    let fifo = FIFO(BufferAccount(limit: 1 << 20))
    #expect(throws: Errno.noSuchAddressOrDevice) {
      try fifo.beginOpen([.writeOnly, .nonBlocking])
    }
    let reader = try fifo.beginOpen(.readOnly)
    #expect(!reader.isComplete)
    let writer = try fifo.beginOpen(.writeOnly)
    #expect(reader.isComplete && writer.isComplete)
    #expect(try fifo.beginOpen([.readOnly, .nonBlocking]).isComplete)
    #expect(try fifo.beginOpen(.readWrite).isComplete)
  }

  @Test("an opener of a FIFO that gives up is gone; what nobody read is lost with the last one")
  func fifoLeft() throws {
    let fifo = FIFO(BufferAccount(limit: 1 << 20))
    _ = try fifo.beginOpen(.readOnly)
    #expect(!(try fifo.beginOpen(.writeOnly).isComplete))
    let both = try fifo.beginOpen(.readWrite)
    let file = OpenFile(both.object, flags: .readWrite)
    file.retain()
    var source = WriteSource(kernel: [1])
    _ = try file.object.write(&source, at: 0, file)
    file.release()
    let reader = try fifo.beginOpen([.readOnly, .nonBlocking])
    #expect(reader.object.readiness() == [])
  }

  @Test("an end of a pipe is opened again by its name, and waits for nobody")
  func reopened() throws {
    let machine = try TestMachine()
    let process = try machine.makeProcess()
    let (reader, writer) = process.pipe()
    _ = try process.write(writer, [5])
    try process.close(writer)
    let place = try #require(try process.file(reader).location)
    let file = try machine.kernel.files.open(place, .readOnly, process.task)
    let descriptor = try process.task.files.insert(file, closesOnExecute: false, limit: 100)
    #expect(try process.read(UInt64(descriptor), 9) == [5])
    #expect(try process.read(UInt64(descriptor), 9) == [])
    #expect(file.object.readiness() == .hangUp)
  }
}
