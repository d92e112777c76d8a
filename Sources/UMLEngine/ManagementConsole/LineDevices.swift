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
    guard let line = kernel.terminals.line(kind, number) else { throw Self.outOfRange }
    try configure(line, spec)
    // So says UML, although it is what was asked for.
    if spec == "none" {
      throw ManagedDeviceError(text: LineError.none.description, code: 0)
    }
  }

  func configuration(of text: String) throws(ManagedDeviceError) -> String {
    guard let number = Self.number(text) else {
      throw ManagedDeviceError(text: "line_get_config failed to parse device number", code: 1)
    }
    guard let line = kernel.terminals.line(kind, number) else {
      throw ManagedDeviceError(text: "device number out of range", code: 1)
    }
    return line.description
  }

  func remove(_ text: String) throws(ManagedDeviceError) {
    guard let number = Self.number(text) else {
      throw ManagedDeviceError(text: LineNumberError.unparsable.description, code: 1)
    }
    guard let line = kernel.terminals.line(kind, number) else { throw Self.outOfRange }
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

  private static let outOfRange = ManagedDeviceError.invalid(
    LineNumberError.outOfRange.description)

  private static func number(_ text: String) -> Int? {
    guard let number = CNumber(parsing: text), number.rest.isEmpty else { return nil }
    return number.value
  }
}

extension ManagedDeviceError {
  static func invalid(_ text: String) -> ManagedDeviceError {
    ManagedDeviceError(text: text, code: -Errno.invalidArgument.rawValue)
  }
}
