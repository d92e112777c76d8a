internal import LinuxABI
internal import Synchronization
internal import UMLHost

/// Starts a guest in a process of its own, which outlives this one and its terminal.
///
/// ```
///   umltop boot --detach WORDS ─ starts ─► umltop boot --report WORDS     own session, no terminal
///            ◄── "umid left" or "failed why" through descriptor 3 ──┘
/// ```
final class GuestStarter {
  /// The word that tells the new process to report through descriptor 3.
  static let reportWord = "--report"
  static let reportDescriptor: Int32 = 3

  private let process: HostProcess
  private let report: HostDescriptor

  /// Starts the process; the guest boots meanwhile.
  ///
  /// - Parameter words: as for `umltop boot`.
  /// - Throws: when there can be no process.
  init(_ words: [String]) throws(CommandFailure) {
    do throws(Errno) {
      let pipe = try HostFile.pipe()
      var request = ProcessRequest(
        path: HostSystem.executablePath,
        arguments: ["umltop", "boot", Self.reportWord] + words)
      let writing = pipe.writing.borrowed
      request.descriptors = [nil, nil, nil, writing]
      request.group = .newSession
      process = try HostProcess.spawn(request)
      report = pipe.reading
    } catch {
      throw CommandFailure("cannot start a guest: \(error)")
    }
  }

  /// Waits until the guest has booted, or has not.
  ///
  /// - Returns: its umid.
  /// - Throws: why it has not.
  func wait() throws(CommandFailure) -> String {
    let bytes: [UInt8]
    do throws(Errno) {
      bytes = try report.readAll()
    } catch {
      throw CommandFailure("cannot hear of the guest: \(error)")
    }
    return try umid(from: bytes)
  }

  /// Calls the handler on the loop when the guest has booted, with its umid, or has not, with nil
  /// and the reason.
  func onReport(
    _ loop: EventLoop, handler: @escaping (_ umid: String?, _ complaint: String) -> Void
  ) throws(CommandFailure) {
    var bytes: [UInt8] = []
    var token: EventToken?
    do throws(Errno) {
      // Keeps this object until then.
      token = try loop.add(report.rawValue, .readable) { [self] _ in
        let more = (try? report.read(upTo: 4096)) ?? []
        bytes += more
        guard more.isEmpty else { return }
        if let token { loop.remove(token) }
        do throws(CommandFailure) {
          handler(try umid(from: bytes), "")
        } catch {
          handler(nil, error.description)
        }
      }
    } catch {
      throw CommandFailure("cannot hear of the guest: \(error)")
    }
  }

  private func umid(from report: [UInt8]) throws(CommandFailure) -> String {
    let text = String(decoding: report, as: UTF8.self)
    if text.hasPrefix(GuestReportChannel.success) {
      return String(text.dropFirst(GuestReportChannel.success.count).prefix { $0 != "\n" })
    }
    // It has ended, or is about to.
    let status = try? process.wait()
    guard text.hasPrefix(GuestReportChannel.failure) else {
      throw CommandFailure("the guest ended before it had booted (\(Self.words(status)))")
    }
    throw CommandFailure(String(text.dropFirst(GuestReportChannel.failure.count)))
  }

  /// Ends the guest, wherever it is in its boot, and waits until it is gone. Blocks.
  func end() {
    process.send(.terminate)
    waitForEnd()
  }

  /// Waits until the guest is gone. Blocks.
  func waitForEnd() { _ = try? process.wait() }

  private static func words(_ status: WaitStatus?) -> String {
    switch status {
    case .exited(let code): "exit status \(code)"
    case .signaled(let signal, _): signal.name
    default: "for an unknown reason"
    }
  }
}
