/// What a signal shall do. The corresponding C type is the *kernel's* `struct sigaction`, with
/// another order than glibc's.
public struct SignalActionLayout: GuestLayout, Hashable {
  public static let size = 32

  /// The handler's address, or one of the two below.
  public var handler: UInt64
  public var flags: SignalActionFlags
  /// Where the handler returns to.
  public var restorer: UInt64
  /// Blocked while the handler runs.
  public var mask: SignalSet

  /// The corresponding C constant is `SIG_DFL`.
  public static let defaultHandler: UInt64 = 0
  /// The corresponding C constant is `SIG_IGN`.
  public static let ignoreHandler: UInt64 = 1

  public init(
    handler: UInt64 = defaultHandler, flags: SignalActionFlags = [], restorer: UInt64 = 0,
    mask: SignalSet = .empty
  ) {
    self.handler = handler
    self.flags = flags
    self.restorer = restorer
    self.mask = mask
  }

  public init(from reader: inout ByteReader) {
    handler = reader.read()
    flags = SignalActionFlags(rawValue: reader.read())
    restorer = reader.read()
    mask = SignalSet(from: &reader)
  }

  public func write(to writer: inout ByteWriter) {
    writer.write(handler)
    writer.write(flags.rawValue)
    writer.write(restorer)
    mask.write(to: &writer)
  }

  public var isDefault: Bool { handler == SignalActionLayout.defaultHandler }
  public var isIgnored: Bool { handler == SignalActionLayout.ignoreHandler }
}

/// The stack that handlers run on. The corresponding C type is `stack_t`.
public struct AlternateStackLayout: GuestLayout, Hashable {
  public static let size = 24
  /// The smallest a program may give. The corresponding C constant is `MINSIGSTKSZ`.
  public static let minimumLength: UInt64 = 2048

  public var base: UInt64
  public var flags: AlternateStackFlags
  public var length: UInt64

  public init(base: UInt64, flags: AlternateStackFlags, length: UInt64) {
    self.base = base
    self.flags = flags
    self.length = length
  }

  public init(from reader: inout ByteReader) {
    base = reader.read()
    flags = AlternateStackFlags(rawValue: reader.read())
    reader.skip(4)
    length = reader.read()
  }

  public func write(to writer: inout ByteWriter) {
    writer.write(base)
    writer.write(flags.rawValue)
    writer.pad(4)
    writer.write(length)
  }

  public static let disabled = AlternateStackLayout(base: 0, flags: .disabled, length: 0)
}
