import Testing

@testable import UMLEngine

@Suite("The kernel's log")
struct KernelLogTests {
  private final class Screen: LogConsole {
    let names: [String]
    var text = ""

    init(_ name: String) { names = [name] }

    func show(_ bytes: [UInt8]) { text += String(decoding: bytes, as: UTF8.self) }
  }

  @Test("a line is stamped, numbered and shown")
  func lines() {
    var now: UInt64 = 0
    let screen = Screen("early0")
    let log = KernelLog(early: screen) { now }
    log.info("first")
    now = 12_931_500
    log.write(.warning, "two\nlines")
    log.debug("not shown")
    #expect(
      screen.text == """
        [    0.000000] first
        [    0.012931] two
        [    0.012931] lines

        """)
    #expect(log.ring.all.map(\.sequence) == [0, 1, 2, 3])
  }

  @Test("the first console takes over from the early one, with what was said before")
  func consoles() {
    let early = Screen("early0")
    let real = Screen("tty0")
    let log = KernelLog(early: early)
    log.info("a")
    log.register(real, replaying: true)
    log.info("b")
    log.emergency("the\nend")
    let handover = """
      [    0.000000] a
      [    0.000000] printk: console [tty0] enabled
      [    0.000000] printk: bootconsole [early0] disabled

      """
    let end = "[    0.000000] the\n[    0.000000] end\n"
    #expect(early.text == handover + end)
    #expect(real.text == handover + "[    0.000000] b\n" + end)
  }

  @Test("quiet shows only what matters")
  func levels() {
    let screen = Screen("early0")
    let log = KernelLog(consoleLevel: 4, early: screen)
    log.warning("a warning")
    log.error("an error")
    #expect(screen.text == "[    0.000000] an error\n")
  }

  @Test("the ring drops its oldest lines")
  func dropping() {
    var ring = LogRing(capacity: 1000)
    for index in 0..<3000 {
      _ = ring.append(time: 0, level: .info, facility: 0, text: Array("\(index)".utf8))
    }
    #expect(ring.nextSequence == 3000)
    #expect(ring[ring.firstSequence - 1] == nil)
    #expect(ring[2999]?.text == Array("2999".utf8))
    #expect(ring.all.count == Int(3000 - ring.firstSequence))
    #expect(ring.all.count < 1000 / 32 + 1)
  }

  @Test("syslog(2) reads whole lines while they fit, and follows what was dropped")
  func syslog() {
    var ring = LogRing()
    for text in ["one", "two", "three"] {
      _ = ring.append(time: 0, level: .info, facility: 0, text: Array(text.utf8))
    }
    var position = LogPosition()
    let line = "<6>[    0.000000] one\n".utf8.count
    #expect(position.unreadBytes(ring) == 3 * line + 2)
    func read(_ limit: Int) -> String {
      String(decoding: position.read(ring, limit: limit), as: UTF8.self)
    }
    #expect(read(10) == "<6>[    0.")
    #expect(read(line * 2) == "000000] one\n<6>[    0.000000] two\n")
    #expect(read(100) == "<6>[    0.000000] three\n")
    #expect(read(100) == "")
    #expect(
      String(decoding: ring.tail(from: 1, limit: line + 5), as: UTF8.self)
        == "<6>[    0.000000] three\n")
  }

  @Test(
    "what programs write to /dev/kmsg",
    arguments: [
      ("hello\n", 12, "hello"), ("<3>bad\n", 11, "bad"), ("<30>daemon", 30, "daemon"),
      ("<x>odd", 12, "<x>odd"),
    ])
  func messages(written: String, priority: Int, text: String) {
    let message = KernelMessage(Array(written.utf8))
    let record = LogRecord(
      sequence: 7, time: 1_500_000, level: message.level, facility: message.facility,
      text: message.text)
    #expect(record.deviceLine == Array("\(priority),7,1500,-;\(text)\n".utf8))
  }

  @Test("bytes that would confuse a terminal are escaped for readers of /dev/kmsg")
  func escapes() {
    let record = LogRecord(
      sequence: 0, time: 0, level: .info, facility: 1, text: [0x1b, 0x5c, 0xc3, 0xa4, 0x7f])
    #expect(record.deviceLine == Array("14,0,0,-;\\x1b\\x5cä\\x7f\n".utf8))
  }
}
