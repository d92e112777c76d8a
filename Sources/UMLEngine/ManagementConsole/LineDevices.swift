import LinuxABI

/// Consoles or serial lines, as the management console configures them: `con1=pts`.
final class LineDevices: ManagedDevice {
  private let kind: LineConfiguration.Kind
  private unowned let kernel: Kernel

  init(_ kind: LineConfiguration.Kind, _ kernel: Kernel) {
    self.kind = kind
    self.kernel = kernel
  }

  var name: String { kind.rawValue }

  func configure(_ text: String) throws(ManagedDeviceError) {
    guard !text.hasPrefix("=") else {
      throw .invalid("Can't configure all devices from mconsole")
    }
    let number: Int
    let spec: String
    do throws(LineNumberError) {
      (number, spec) = try LineConfiguration.parse(kind, text)
    } catch {
      throw .invalid(error.description)
    }
    try configure(try line(number), spec)
  }

  func configuration(of text: String) throws(ManagedDeviceError) -> String {
    try line(text).description
  }

  func remove(_ text: String) throws(ManagedDeviceError) {
    let line = try line(text)
    guard line.exists else { throw .invalid("configured as 'none'") }
    try configure(line, "none")
  }

  private func configure(_ line: Line, _ spec: String) throws(ManagedDeviceError) {
    do throws(LineError) {
      try kernel.terminals.configure(line, spec)
    } catch {
      switch error {
      case .isOpen, .none, .unavailable: throw .invalid(error.description)
      case .unparsable(let detail):
        kernel.log.warning(detail)
        throw ManagedDeviceError(text: error.description, code: -1)
      }
    }
  }

  private func line(_ text: String) throws(ManagedDeviceError) -> Line {
    guard let number = CNumber(parsing: text), number.rest.isEmpty else {
      throw .invalid("Couldn't parse device number")
    }
    return try line(number.value)
  }

  private func line(_ number: Int) throws(ManagedDeviceError) -> Line {
    guard let line = kernel.terminals.line(kind, number) else {
      throw .invalid(
        "Invalid device number - must be between 0 and \(kind.lineCount - 1)")
    }
    return line
  }
}

extension ManagedDeviceError {
  static func invalid(_ text: String) -> ManagedDeviceError {
    ManagedDeviceError(text: text, code: -Errno.invalidArgument.rawValue)
  }
}
