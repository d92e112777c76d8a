import LinuxABI
import Testing
import UMLHost

@testable import UMLEngine

/// Ends of cables on one loop, and what they hear.
final class CableBench {
  let loop: EventLoop
  let directory: String

  init() throws {
    loop = try EventLoop()
    directory = try HostFile.makeTemporaryDirectory()
  }

  func cleanUp() { try? HostFile.removeTree(directory) }

  final class End {
    let end: CableEnd
    var received: [UInt8] = []
    var events: [String] = []
    var roomCount = 0

    init(_ path: String, _ title: String, _ loop: EventLoop) throws {
      end = CableEnd(path: path, title: title, loop: loop)
      end.onData = { [unowned self] in
        received += $0
        events.append(String(decoding: $0, as: UTF8.self))
      }
      end.onBreak = { [unowned self] in events.append($0 ? "break" : "break over") }
      end.onRoom = { [unowned self] in roomCount += 1 }
      try end.start()
    }

    func write(_ text: String) -> Int { Array(text.utf8).withUnsafeBytes { end.write($0) } }
  }

  func end(_ title: String, path: String = "pair") throws -> End {
    try End("\(directory)/\(path)", title, loop)
  }

  /// Runs the loop until something is so; false when nothing makes it so for five seconds.
  func runs(until condition: () -> Bool) -> Bool {
    let limit = HostClock.monotonicNanoseconds() + 5_000_000_000
    while !condition() {
      guard HostClock.monotonicNanoseconds() < limit else { return false }
      loop.runOnce(until: limit)
    }
    return true
  }
}
