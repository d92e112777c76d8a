/// What `statfs(2)` tells about a file system. The corresponding C type is `struct statfs`.
public struct StatfsLayout: GuestLayout, Hashable {
  public static let size = 120

  public var type: FileSystemMagic
  public var blockSize: Int64
  public var blocks: UInt64
  public var freeBlocks: UInt64
  /// Free for others than root.
  public var availableBlocks: UInt64
  public var files: UInt64
  public var freeFiles: UInt64
  public var fileSystemID: UInt64
  /// The longest name, in bytes.
  public var nameLength: Int64
  public var fragmentSize: Int64
  public var flags: StatfsFlags

  public init(
    type: FileSystemMagic, blockSize: Int64 = 4096, blocks: UInt64 = 0, freeBlocks: UInt64 = 0,
    availableBlocks: UInt64 = 0, files: UInt64 = 0, freeFiles: UInt64 = 0,
    fileSystemID: UInt64 = 0, nameLength: Int64 = 255, fragmentSize: Int64 = 4096,
    flags: StatfsFlags = []
  ) {
    self.type = type
    self.blockSize = blockSize
    self.blocks = blocks
    self.freeBlocks = freeBlocks
    self.availableBlocks = availableBlocks
    self.files = files
    self.freeFiles = freeFiles
    self.fileSystemID = fileSystemID
    self.nameLength = nameLength
    self.fragmentSize = fragmentSize
    self.flags = flags
  }

  public init(from reader: inout ByteReader) {
    type = FileSystemMagic(rawValue: reader.read())
    blockSize = reader.read()
    blocks = reader.read()
    freeBlocks = reader.read()
    availableBlocks = reader.read()
    files = reader.read()
    freeFiles = reader.read()
    fileSystemID = reader.read()
    nameLength = reader.read()
    fragmentSize = reader.read()
    flags = StatfsFlags(rawValue: reader.read())
    reader.skip(32)
  }

  public func write(to writer: inout ByteWriter) {
    writer.write(type.rawValue)
    writer.write(blockSize)
    writer.write(blocks)
    writer.write(freeBlocks)
    writer.write(availableBlocks)
    writer.write(files)
    writer.write(freeFiles)
    writer.write(fileSystemID)
    writer.write(nameLength)
    writer.write(fragmentSize)
    writer.write(flags.rawValue)
    writer.pad(32)
  }
}
