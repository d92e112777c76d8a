/// A time in `statx(2)`'s answer. The corresponding C type is `struct statx_timestamp`.
private struct StatxTime: GuestLayout {
  static let size = 16

  var time: TimeSpec

  init(_ time: TimeSpec) { self.time = time }

  init(from reader: inout ByteReader) {
    time = TimeSpec(seconds: reader.read(), nanoseconds: Int64(reader.read(UInt32.self)))
    reader.skip(4)
  }

  func write(to writer: inout ByteWriter) {
    writer.write(time.seconds)
    writer.write(UInt32(truncatingIfNeeded: time.nanoseconds))
    writer.pad(4)
  }
}

/// What `statx(2)` tells about a file. The corresponding C type is `struct statx`.
public struct StatxLayout: GuestLayout, Hashable {
  public static let size = 256

  /// The fields that are filled in.
  public var mask: StatxMask
  public var blockSize: UInt32
  public var attributes: StatxAttributes
  public var linkCount: UInt32
  public var userID: UInt32
  public var groupID: UInt32
  public var mode: FileMode
  public var inode: UInt64
  public var size: UInt64
  /// Space taken, in units of 512 bytes.
  public var blockCount: UInt64
  /// The attributes that this file system knows.
  public var attributesMask: StatxAttributes
  public var accessTime: TimeSpec
  public var birthTime: TimeSpec
  public var changeTime: TimeSpec
  public var modificationTime: TimeSpec
  public var deviceNumber: DeviceNumber
  public var device: DeviceNumber
  public var mountID: UInt64

  /// The same as a `stat(2)` answer, with everything that one has marked as filled in.
  public init(_ stat: StatLayout) {
    mask = .basic
    blockSize = UInt32(truncatingIfNeeded: stat.blockSize)
    attributes = []
    linkCount = UInt32(truncatingIfNeeded: stat.linkCount)
    userID = stat.userID
    groupID = stat.groupID
    mode = stat.mode
    inode = stat.inode
    size = UInt64(bitPattern: stat.size)
    blockCount = UInt64(bitPattern: stat.blockCount)
    attributesMask = []
    accessTime = stat.accessTime
    birthTime = .zero
    changeTime = stat.changeTime
    modificationTime = stat.modificationTime
    deviceNumber = stat.deviceNumber
    device = DeviceNumber(rawValue: stat.device)
    mountID = 0
  }

  public init(from reader: inout ByteReader) {
    mask = StatxMask(rawValue: reader.read())
    blockSize = reader.read()
    attributes = StatxAttributes(rawValue: reader.read())
    linkCount = reader.read()
    userID = reader.read()
    groupID = reader.read()
    mode = FileMode(rawValue: UInt32(reader.read(UInt16.self)))
    reader.skip(2)
    inode = reader.read()
    size = reader.read()
    blockCount = reader.read()
    attributesMask = StatxAttributes(rawValue: reader.read())
    accessTime = StatxTime(from: &reader).time
    birthTime = StatxTime(from: &reader).time
    changeTime = StatxTime(from: &reader).time
    modificationTime = StatxTime(from: &reader).time
    deviceNumber = DeviceNumber(major: reader.read(), minor: reader.read())
    device = DeviceNumber(major: reader.read(), minor: reader.read())
    mountID = reader.read()
    reader.skip(104)
  }

  public func write(to writer: inout ByteWriter) {
    writer.write(mask.rawValue)
    writer.write(blockSize)
    writer.write(attributes.rawValue)
    writer.write(linkCount)
    writer.write(userID)
    writer.write(groupID)
    writer.write(UInt16(truncatingIfNeeded: mode.rawValue))
    writer.pad(2)
    writer.write(inode)
    writer.write(size)
    writer.write(blockCount)
    writer.write(attributesMask.rawValue)
    StatxTime(accessTime).write(to: &writer)
    StatxTime(birthTime).write(to: &writer)
    StatxTime(changeTime).write(to: &writer)
    StatxTime(modificationTime).write(to: &writer)
    writer.write(deviceNumber.major)
    writer.write(deviceNumber.minor)
    writer.write(device.major)
    writer.write(device.minor)
    writer.write(mountID)
    writer.pad(104)
  }
}
