/// Why a signal came. The corresponding C type is `siginfo_t`.
///
/// Which fields of the C union count depends on the signal and the code: `details` says.
public struct SignalInfoLayout: GuestLayout, Hashable {
  public static let size = 128

  public var signal: SignalNumber
  public var error: Int32
  public var code: SignalCode
  public var details: Details

  /// The C union's forms.
  public enum Details: Hashable, Sendable {
    /// Nothing: the kernel sent it.
    case none
    /// `kill(2)` and `tgkill(2)`.
    case sender(processID: Int32, userID: UInt32)
    /// `sigqueue(3)`.
    case queued(processID: Int32, userID: UInt32, value: UInt64)
    /// A timer of `timer_create(2)`.
    case timer(id: Int32, overrun: Int32, value: UInt64)
    /// A child; the status is the exit status or the signal, the times count in clock ticks.
    case child(
      processID: Int32, userID: UInt32, status: Int32, userTime: Int64, systemTime: Int64)
    /// A fault at an address.
    case fault(address: UInt64)
    /// A descriptor that became ready, with `F_SETSIG`.
    case poll(band: Int64, descriptor: Int32)
    /// A system call that was caught.
    case systemCall(address: UInt64, number: Int32, architecture: UInt32)
  }

  public init(signal: SignalNumber, code: SignalCode, error: Int32 = 0, details: Details = .none) {
    self.signal = signal
    self.error = error
    self.code = code
    self.details = details
  }

  public init(from reader: inout ByteReader) {
    let end = reader.position + SignalInfoLayout.size
    signal = SignalNumber(rawValue: reader.read())
    error = reader.read()
    code = SignalCode(rawValue: reader.read())
    reader.skip(4)
    details = Details(signal: signal, code: code, from: &reader)
    reader.skip(end - reader.position)
  }

  public func write(to writer: inout ByteWriter) {
    let end = writer.count + SignalInfoLayout.size
    writer.write(signal.rawValue)
    writer.write(error)
    writer.write(code.rawValue)
    writer.pad(4)
    details.write(to: &writer)
    writer.pad(end - writer.count)
  }
}

extension SignalInfoLayout.Details {
  /// Chooses the form as Linux's `siginfo_layout` does.
  init(signal: SignalNumber, code: SignalCode, from reader: inout ByteReader) {
    switch (signal, code) {
    case (_, .user), (_, .threadKill):
      self = .sender(processID: reader.read(), userID: reader.read())
    case (_, .timer): self = .timer(id: reader.read(), overrun: reader.read(), value: reader.read())
    case (_, .signalIO): self = .poll(band: reader.read(), descriptor: reader.read())
    case (_, .kernel): self = .none
    case (.child, _) where code.rawValue > 0: self = SignalInfoLayout.Details.child(from: &reader)
    case (.inputOutput, _) where code.rawValue > 0:
      self = .poll(band: reader.read(), descriptor: reader.read())
    case (.badSystemCall, .seccomp):
      self = .systemCall(
        address: reader.read(), number: reader.read(), architecture: reader.read())
    case (.segmentationFault, _) where code.rawValue > 0, (.bus, _) where code.rawValue > 0,
      (.illegalInstruction, _) where code.rawValue > 0, (.trap, _) where code.rawValue > 0,
      (.floatingPointException, _) where code.rawValue > 0:
      self = .fault(address: reader.read())
    default:
      self = .queued(processID: reader.read(), userID: reader.read(), value: reader.read())
    }
  }

  private static func child(from reader: inout ByteReader) -> SignalInfoLayout.Details {
    let processID: Int32 = reader.read()
    let userID: UInt32 = reader.read()
    let status: Int32 = reader.read()
    reader.skip(4)
    return .child(
      processID: processID, userID: userID, status: status, userTime: reader.read(),
      systemTime: reader.read())
  }

  func write(to writer: inout ByteWriter) {
    switch self {
    case .none: break
    case .sender(let processID, let userID):
      writer.write(processID)
      writer.write(userID)
    case .queued(let processID, let userID, let value):
      writer.write(processID)
      writer.write(userID)
      writer.write(value)
    case .timer(let id, let overrun, let value):
      writer.write(id)
      writer.write(overrun)
      writer.write(value)
    case .child(let processID, let userID, let status, let userTime, let systemTime):
      writer.write(processID)
      writer.write(userID)
      writer.write(status)
      writer.pad(4)
      writer.write(userTime)
      writer.write(systemTime)
    case .fault(let address): writer.write(address)
    case .poll(let band, let descriptor):
      writer.write(band)
      writer.write(descriptor)
    case .systemCall(let address, let number, let architecture):
      writer.write(address)
      writer.write(number)
      writer.write(architecture)
    }
  }
}
