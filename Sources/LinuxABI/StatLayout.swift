/// What `stat(2)` tells about a file. The corresponding C type is `struct stat`.
public struct StatLayout: GuestLayout, Hashable {
  public static let size = 144

  public var device: UInt64
  public var inode: UInt64
  public var linkCount: UInt64
  public var mode: FileMode
  public var userID: UInt32
  public var groupID: UInt32
  /// Which device this is, when it is one.
  public var deviceNumber: DeviceNumber
  /// Bytes.
  public var size: Int64
  /// The preferred size of transfers, in bytes.
  public var blockSize: Int64
  /// Space taken, in units of 512 bytes.
  public var blockCount: Int64
  public var accessTime: TimeSpec
  public var modificationTime: TimeSpec
  public var changeTime: TimeSpec

  public init(
    device: UInt64 = 0, inode: UInt64 = 0, mode: FileMode = [], linkCount: UInt64 = 1,
    userID: UInt32 = 0, groupID: UInt32 = 0, deviceNumber: DeviceNumber = .none,
    size: Int64 = 0, blockSize: Int64 = 4096, blockCount: Int64 = 0,
    accessTime: TimeSpec = .zero, modificationTime: TimeSpec = .zero, changeTime: TimeSpec = .zero
  ) {
    self.device = device
    self.inode = inode
    self.mode = mode
    self.linkCount = linkCount
    self.userID = userID
    self.groupID = groupID
    self.deviceNumber = deviceNumber
    self.size = size
    self.blockSize = blockSize
    self.blockCount = blockCount
    self.accessTime = accessTime
    self.modificationTime = modificationTime
    self.changeTime = changeTime
  }

  public init(from reader: inout ByteReader) {
    device = reader.read()
    inode = reader.read()
    linkCount = reader.read()
    mode = FileMode(rawValue: reader.read())
    userID = reader.read()
    groupID = reader.read()
    reader.skip(4)
    deviceNumber = DeviceNumber(rawValue: reader.read())
    size = reader.read()
    blockSize = reader.read()
    blockCount = reader.read()
    accessTime = TimeSpec(from: &reader)
    modificationTime = TimeSpec(from: &reader)
    changeTime = TimeSpec(from: &reader)
    reader.skip(24)
  }

  public func write(to writer: inout ByteWriter) {
    writer.write(device)
    writer.write(inode)
    writer.write(linkCount)
    writer.write(mode.rawValue)
    writer.write(userID)
    writer.write(groupID)
    writer.pad(4)
    writer.write(deviceNumber.rawValue)
    writer.write(size)
    writer.write(blockSize)
    writer.write(blockCount)
    accessTime.write(to: &writer)
    modificationTime.write(to: &writer)
    changeTime.write(to: &writer)
    writer.pad(24)
  }
}
