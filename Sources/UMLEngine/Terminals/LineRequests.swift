import LinuxABI

/// Carrying out what is asked of lines from outside.
extension Terminals {
  /// - Returns: the answer.
  /// - Throws: why not, in words for a person.
  func perform(_ request: LineRequest) throws(LineRequestError) -> String {
    guard let name = request.line else {
      return (consoles + serialLines).filter(\.leadsSomewhere).map { "\($0.report)\n" }.joined()
    }
    guard let line = line(named: name) else {
      throw LineRequestError(description: "there is no line \(name)")
    }
    do throws(LineError) {
      switch request.action {
      case .show: return "\(line.report)\n"
      case .attach(let spec):
        try attach(line, spec)
        attachments?.specs[line.identity] = spec
      case .restore:
        try attach(line, line.specToRestore)
        attachments?.specs[line.identity] = nil
      case .log(let path): try line.log(to: path)
      case .sendBreak: line.channelReceivedBreak()
      }
      return ""
    } catch {
      switch (error, request.action) {
      case (.unparsable(let detail), _): throw LineRequestError(description: detail)
      case (_, .log(.some(let path))):
        throw LineRequestError(description: "\(name): cannot log to \(path): \(error.description)")
      default: throw LineRequestError(description: "\(name): \(error.description)")
      }
    }
  }

  private func line(named name: String) -> Line? {
    (consoles + serialLines).first { $0.identity.name == name }
  }
}

/// Why something cannot be done to a line.
struct LineRequestError: Error, Equatable, CustomStringConvertible {
  let description: String
}

/// What lines were attached to while the machine ran: it holds after a restart, too.
final class LineAttachments {
  var specs: [LineIdentity: String] = [:]
}
