/// What reading a signal descriptor gives. The C type is `struct signalfd_siginfo`.
public struct SignalDescriptorInfo: GuestLayout, Hashable {
  public static let size = 128

  public var signal: SignalNumber
  public var error: Int32 = 0
  public var code: SignalCode
  public var processID: UInt32 = 0
  public var userID: UInt32 = 0
  public var descriptor: Int32 = 0
  public var timerID: UInt32 = 0
  public var band: UInt32 = 0
  public var overrun: UInt32 = 0
  public var trapNumber: UInt32 = 0
  public var status: Int32 = 0
  public var intValue: Int32 = 0
  public var pointerValue: UInt64 = 0
  public var userTime: UInt64 = 0
  public var systemTime: UInt64 = 0
  public var address: UInt64 = 0

  /// The same as a signal handler would be told.
  public init(_ info: SignalInfoLayout) {
    signal = info.signal
    error = info.error
    code = info.code
    switch info.details {
    case .none: break
    case .sender(let processID, let userID): setSender(processID, userID)
    case .queued(let processID, let userID, let value):
      setSender(processID, userID)
      setValue(value)
    case .timer(let id, let overrun, let value):
      timerID = UInt32(bitPattern: id)
      self.overrun = UInt32(bitPattern: overrun)
      setValue(value)
    case .child(let processID, let userID, let status, let userTime, let systemTime):
      setSender(processID, userID)
      self.status = status
      self.userTime = UInt64(bitPattern: userTime)
      self.systemTime = UInt64(bitPattern: systemTime)
    case .fault(let address): self.address = address
    case .poll(let band, let descriptor):
      self.band = UInt32(truncatingIfNeeded: band)
      self.descriptor = descriptor
    case .systemCall(let address, _, _): self.address = address
    }
  }

  private mutating func setSender(_ processID: Int32, _ userID: UInt32) {
    self.processID = UInt32(bitPattern: processID)
    self.userID = userID
  }

  private mutating func setValue(_ value: UInt64) {
    intValue = Int32(truncatingIfNeeded: value)
    pointerValue = value
  }

  public init(from reader: inout ByteReader) {
    signal = SignalNumber(rawValue: reader.read())
    error = reader.read()
    code = SignalCode(rawValue: reader.read())
    processID = reader.read()
    userID = reader.read()
    descriptor = reader.read()
    timerID = reader.read()
    band = reader.read()
    overrun = reader.read()
    trapNumber = reader.read()
    status = reader.read()
    intValue = reader.read()
    pointerValue = reader.read()
    userTime = reader.read()
    systemTime = reader.read()
    address = reader.read()
    reader.skip(48)
  }

  public func write(to writer: inout ByteWriter) {
    writer.write(signal.rawValue)
    writer.write(error)
    writer.write(code.rawValue)
    writer.write(processID)
    writer.write(userID)
    writer.write(descriptor)
    writer.write(timerID)
    writer.write(band)
    writer.write(overrun)
    writer.write(trapNumber)
    writer.write(status)
    writer.write(intValue)
    writer.write(pointerValue)
    writer.write(userTime)
    writer.write(systemTime)
    writer.write(address)
    writer.pad(48)
  }
}
