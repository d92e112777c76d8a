import LinuxABI
import UMLHost

/// Writes down what passes through the guest's terminals, from outside, where nobody in the guest
/// can see or stop it. `tty_log_dir=`: a file for each time a terminal is opened; `tty_log_fd=`:
/// one stream for all.
///
/// Logged is what a terminal shows, echo and all, and what is typed into it. The guest never waits
/// for the log: what a full pipe does not take for long is dropped, and the log says so.
final class TerminalLog {
  /// Where the records go.
  enum Target: Equatable, Sendable {
    case directory(String)
    case descriptor(Int32)
  }

  private let target: Target
  private unowned let kernel: Kernel
  private var common: LogStream?
  private var files: [UInt64: LogStream] = [:]
  private var hasComplained = false

  init(_ target: Target, _ kernel: Kernel) {
    self.target = target
    self.kernel = kernel
    guard case .descriptor(let number) = target else {
      // What cannot be made is complained about when a file is to be there.
      if case .directory(let path) = target {
        try? HostFile.makeDirectories(path, permissions: 0o700)
      }
      return
    }
    do throws(Errno) {
      common = try LogStream(copying: BorrowedDescriptor(number), on: kernel.loop)
    } catch {
      complain("tty_log_fd=\(number): \(error.description)")
    }
  }

  /// The terminal was not open before.
  func opened(_ terminal: Terminal, by task: Task?) {
    let id = terminal.device.rawValue
    if case .directory(let path) = target { files[id] = makeFile(in: path) }
    let current = (task?.process.session.controllingTerminal as? Terminal)?.device.rawValue ?? 0
    write(.open, id, .none, withUnsafeBytes(of: current.littleEndian) { [UInt8]($0) })
  }

  func closed(_ terminal: Terminal) {
    let id = terminal.device.rawValue
    write(.close, id, .none, [])
    files[id] = nil
  }

  func passed(_ bytes: [UInt8], _ direction: TerminalLogRecord.Direction, _ terminal: Terminal) {
    if !bytes.isEmpty { write(.transfer, terminal.device.rawValue, direction, bytes) }
  }

  private var now: TimeSpec { TimeSpec(totalNanoseconds: kernel.clock.realtime) }

  private func write(
    _ kind: TerminalLogRecord.Kind, _ id: UInt64, _ direction: TerminalLogRecord.Direction,
    _ data: [UInt8]
  ) {
    guard let stream = common ?? files[id] else { return }
    let record = TerminalLogRecord(kind, id, data.count, direction, at: now)
    if !stream.write(record.bytes + data) {
      complain("tty_log: nobody takes the log; some of it is lost")
    }
  }

  /// `SECONDS-MICROSECONDS`, as User Mode Linux calls them.
  private func makeFile(in directory: String) -> LogStream? {
    var time = now
    while true {
      let path = "\(directory)/\(time.seconds)-\(time.nanoseconds / 1000)"
      do throws(Errno) {
        let file = try HostFile.open(path, [.writeOnly, .create, .exclusive], permissions: 0o600)
        return LogStream(owning: file, on: kernel.loop)
      } catch {
        guard error == .fileExists else {
          complain("open_tty_log : couldn't open '\(path)', errno = \(error.rawValue)")
          return nil
        }
        time = TimeSpec(totalNanoseconds: time.totalNanoseconds + 1000)
      }
    }
  }

  /// Once: or a log that is read on a logged terminal would feed itself.
  private func complain(_ text: String) {
    guard !hasComplained else { return }
    hasComplained = true
    kernel.log.warning(text)
  }
}
