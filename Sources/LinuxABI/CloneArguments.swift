/// The arguments of `clone3(2)`. The corresponding C type is `struct clone_args`.
public struct CloneArguments: GuestLayout, Hashable {
  public static let size = 88
  /// The shortest that is accepted. The corresponding C constant is `CLONE_ARGS_SIZE_VER0`.
  public static let minimumSize = 64

  public var flags: CloneFlags
  public var processDescriptor: UInt64
  public var childThreadID: UInt64
  public var parentThreadID: UInt64
  public var exitSignal: UInt64
  /// The stack's lowest address.
  public var stack: UInt64
  public var stackSize: UInt64
  public var threadLocalStorage: UInt64
  public var wantedIDs: UInt64
  public var wantedIDCount: UInt64
  public var controlGroup: UInt64

  public init(from reader: inout ByteReader) {
    flags = CloneFlags(rawValue: reader.read())
    processDescriptor = reader.read()
    childThreadID = reader.read()
    parentThreadID = reader.read()
    exitSignal = reader.read()
    stack = reader.read()
    stackSize = reader.read()
    threadLocalStorage = reader.read()
    wantedIDs = reader.read()
    wantedIDCount = reader.read()
    controlGroup = reader.read()
  }

  public func write(to writer: inout ByteWriter) {
    writer.write(flags.rawValue)
    for value in [processDescriptor, childThreadID, parentThreadID, exitSignal, stack] {
      writer.write(value)
    }
    for value in [stackSize, threadLocalStorage, wantedIDs, wantedIDCount, controlGroup] {
      writer.write(value)
    }
  }
}
