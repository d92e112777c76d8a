import LinuxABI
import Synchronization
import Testing

@testable import UMLHost

@Suite(.timeLimit(.minutes(1)))
struct EventLoopTests {
  @Test("a readable pipe calls its handler until the token is removed")
  func readablePipe() throws {
    let loop = try EventLoop()
    let pipe = try HostFile.pipe()
    let fd = pipe.reading.rawValue
    var seen: [EventSet] = []
    let token = try loop.add(fd, .readable) { seen.append($0) }
    #expect(loop.pollNow() == 0)
    try pipe.writing.write([1])
    #expect(loop.runOnce() == 1)
    loop.remove(token)
    #expect(loop.pollNow() == 0)
    #expect(seen == [.readable])
  }

  @Test("an event of a registration removed earlier in the same batch is dropped")
  func removedInBatch() throws {
    let loop = try EventLoop()
    let pipes = [try SharedPipe(), try SharedPipe()]
    var tokens: [EventToken] = []
    var calls = 0
    for pipe in pipes {
      tokens.append(
        try loop.add(pipe.reading.rawValue, .readable) { _ in
          calls += 1
          for token in tokens { loop.remove(token) }
        })
      try pipe.writing.write([1])
    }
    _ = loop.pollNow()
    _ = loop.pollNow()
    #expect(calls == 1)
  }

  @Test("a slot used again within the batch does not get the old event")
  func reusedSlot() throws {
    let loop = try EventLoop()
    let pipes = [try SharedPipe(), try SharedPipe(), try SharedPipe()]
    var tokens: [EventToken] = []
    var wrong = 0
    for pipe in pipes[..<2] {
      tokens.append(
        try loop.add(pipe.reading.rawValue, .readable) { _ in
          for token in tokens { loop.remove(token) }
          tokens = []
          // Both slots are taken again by a pipe with nothing in it.
          _ = try? loop.add(pipes[2].reading.rawValue, .readable) { _ in wrong += 1 }
        })
      try pipe.writing.write([1])
    }
    _ = loop.pollNow()
    #expect(wrong == 0)
  }

  @Test("regular files, which epoll refuses, are always ready")
  func regularFile() throws {
    let loop = try EventLoop()
    let file = try HostFile.memory(name: "always")
    // A memfd is a regular file of tmpfs.
    var calls = 0
    let token = try loop.add(file.rawValue, [.readable, .writable]) { events in
      calls += events == [.readable, .writable] ? 1 : 100
    }
    _ = loop.runOnce()
    _ = loop.pollNow()
    try loop.modify(token, [])
    _ = loop.pollNow()
    loop.remove(token)
    #expect(calls == 2)
  }

  @Test("timers fire in the order of their deadlines; cancelled ones do not")
  func timers() throws {
    let loop = try EventLoop()
    var order: [Int] = []
    loop.schedule(at: 3) { order.append(3) }
    loop.schedule(at: 1) { order.append(1) }
    let cancelled = loop.schedule(at: 2) { order.append(2) }
    loop.schedule(at: 1) { order.append(10) }
    loop.schedule(at: .max) { order.append(-1) }
    loop.cancel(cancelled)
    #expect(loop.runOnce() == 3)
    #expect(order == [1, 10, 3])
  }

  @Test("a timer scheduled by a timer waits for the next turn")
  func nestedTimer() throws {
    let loop = try EventLoop()
    var turns = 0
    loop.schedule(at: 0) { loop.schedule(at: 0) { turns += 1 } }
    #expect(loop.pollNow() == 1)
    #expect(turns == 0)
    #expect(loop.pollNow() == 1)
  }

  @Test("a timer that sets itself again at once does not keep a later one from its turn")
  func busyTimer() throws {
    let loop = try EventLoop()
    var isOver = false
    func again() { if !isOver { loop.schedule(at: 0, handler: again) } }
    again()
    loop.schedule(at: 1) { isOver = true }
    for _ in 0..<3 { loop.pollNow() }
    #expect(isOver)
  }

  @Test("the heap sorts many timers and survives many cancellations")
  func heap() {
    var heap = TimerHeap()
    var generator = SystemRandomNumberGenerator()
    let deadlines = (0..<500).map { _ in Int64(generator.next() % 1000) }
    var fired: [Int64] = []
    let tokens = deadlines.map { deadline in
      heap.insert(deadline: deadline) { fired.append(deadline) }
    }
    for token in tokens[100...] { heap.cancel(token) }
    for timer in heap.takeDue(now: 1000) { heap.take(timer)?() }
    #expect(fired == deadlines[..<100].sorted())
    #expect(heap.isEmpty)
  }

  @Test("messages cross threads in order and end the loop")
  func mailbox() throws {
    let results = try Mailbox<Int>()
    let requests = try Mailbox<Int>()
    let thread = try LoopThread(name: "mailbox-test") {
      guard let loop = try? EventLoop() else { return }
      _ = try? requests.attach(to: loop) { number in
        if number < 0 { loop.stop() } else { results.send(number * 2) }
      }
      loop.run()
    }
    for number in 0..<100 { requests.send(number) }
    requests.send(-1)
    thread.join()
    #expect(results.receive() == (0..<100).map { $0 * 2 })
  }

  @Test("the waker ends a wait from another thread")
  func waker() throws {
    let loop = try EventLoop()
    let waker = loop.waker
    let thread = try LoopThread(name: "waker-test") { waker.stop() }
    loop.run()
    thread.join()
    #expect(waker.isStopped)
  }

  @Test("a bad descriptor is refused and leaves no slot behind")
  func refused() throws {
    let loop = try EventLoop()
    #expect(throws: Errno.badFileDescriptor) { try loop.add(.max, .readable) { _ in } }
    let pipe = try HostFile.pipe()
    let fd = pipe.writing.rawValue
    _ = try loop.add(fd, [.writable, .oneShot]) { _ in }
    #expect(loop.pollNow() == 1)
    #expect(loop.pollNow() == 0)
  }
}

/// A pipe that arrays and closures can hold.
final class SharedPipe {
  let reading: SharedDescriptor
  let writing: SharedDescriptor

  init() throws(Errno) {
    let pipe = try HostFile.pipe()
    reading = SharedDescriptor(try pipe.reading.duplicate())
    writing = SharedDescriptor(try pipe.writing.duplicate())
  }
}
