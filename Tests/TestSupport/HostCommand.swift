public import LinuxABI
public import UMLHost

/// A program of the host, run to its end without a terminal: what it wrote, and how it ended.
public struct HostCommand {
  /// Standard output and standard error, as they came.
  public let output: String
  /// `exit 0`, `signal 9`, or that there was no end.
  public let status: String

  /// - Parameters:
  ///   - request: what to run, in a session of its own; its descriptors are set here.
  ///   - seconds: how long it may take.
  /// - Throws: when it cannot be started.
  public init(_ request: ProcessRequest, seconds: Int64 = 150) throws(Errno) {
    var request = request
    request.group = .newSession
    let input = try HostFile.pipe()
    let output = try HostFile.pipe()
    request.descriptors = [
      input.reading.borrowed, output.writing.borrowed, output.writing.borrowed,
    ]
    let process = try HostProcess.spawn(request)
    // What is left of it goes with its session, even when it ended in order.
    defer { process.sendToGroup(.kill) }
    let reading = SharedDescriptor(output.reading)
    output.writing.close()

    var bytes: [UInt8] = []
    let deadline = HostClock.monotonicNanoseconds() + seconds * 1_000_000_000
    while true {
      let left = (deadline - HostClock.monotonicNanoseconds()) / 1_000_000
      guard left > 0, try !reading.waitUntil(.readable, timeoutMilliseconds: Int32(left)).isEmpty
      else {
        process.send(.kill)
        process.sendToGroup(.kill)
        _ = try process.wait()
        self.output = String(decoding: bytes, as: UTF8.self)
        status = "no end after \(seconds) s"
        return
      }
      let part = try reading.read(upTo: 65536)
      if part.isEmpty { break }
      bytes += part
    }
    self.output = String(decoding: bytes, as: UTF8.self)
    status = Self.describe(try process.wait())
  }

  private static func describe(_ status: WaitStatus) -> String {
    switch status {
    case .exited(let code): "exit \(code)"
    case .signaled(let signal, _): "signal \(signal.rawValue)"
    default: "\(status)"
    }
  }
}

/// What was built together with these tests.
public enum BuildProducts {
  /// The directory of `umltop` and the test bundle.
  public static func directory() throws(Errno) -> String {
    HostFile.parentPath(of: try HostFile.readLink("/proc/self/exe"))
  }

  /// The path of `umltop`.
  public static func umltop() throws(Errno) -> String { "\(try directory())/umltop" }
}
