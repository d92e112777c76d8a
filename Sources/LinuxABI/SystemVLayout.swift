/// Owners and permissions of a System V object. The corresponding C type is `struct ipc64_perm`.
public struct SystemVPermissionLayout: GuestLayout, Hashable {
  public static let size = 48

  public var key: Int32 = 0
  public var userID: UInt32 = 0
  public var groupID: UInt32 = 0
  public var creatorUserID: UInt32 = 0
  public var creatorGroupID: UInt32 = 0
  /// Nine bits as a file has them, and for shared memory those of its state.
  public var mode: UInt32 = 0
  public var sequence: UInt16 = 0

  public init() {}

  public init(from reader: inout ByteReader) {
    key = reader.read()
    userID = reader.read()
    groupID = reader.read()
    creatorUserID = reader.read()
    creatorGroupID = reader.read()
    mode = reader.read()
    sequence = reader.read()
    reader.skip(22)
  }

  public func write(to writer: inout ByteWriter) {
    writer.write(key)
    for value in [userID, groupID, creatorUserID, creatorGroupID, mode] { writer.write(value) }
    writer.write(sequence)
    writer.pad(22)
  }
}

/// A shared memory segment. The corresponding C type is `struct shmid64_ds`.
public struct SharedMemoryLayout: GuestLayout, Hashable {
  public static let size = 112

  public var permissions = SystemVPermissionLayout()
  /// Bytes.
  public var length: UInt64 = 0
  public var attachTime: Int64 = 0
  public var detachTime: Int64 = 0
  public var changeTime: Int64 = 0
  public var creator: Int32 = 0
  public var lastUser: Int32 = 0
  public var attachCount: UInt64 = 0

  public init() {}

  public init(from reader: inout ByteReader) {
    permissions = SystemVPermissionLayout(from: &reader)
    length = reader.read()
    attachTime = reader.read()
    detachTime = reader.read()
    changeTime = reader.read()
    creator = reader.read()
    lastUser = reader.read()
    attachCount = reader.read()
    reader.skip(16)
  }

  public func write(to writer: inout ByteWriter) {
    permissions.write(to: &writer)
    writer.write(length)
    for time in [attachTime, detachTime, changeTime] { writer.write(time) }
    writer.write(creator)
    writer.write(lastUser)
    writer.write(attachCount)
    writer.pad(16)
  }
}

/// A set of semaphores. The corresponding C type is `struct semid64_ds`.
public struct SemaphoreSetLayout: GuestLayout, Hashable {
  public static let size = 104

  public var permissions = SystemVPermissionLayout()
  public var operationTime: Int64 = 0
  public var changeTime: Int64 = 0
  public var count: UInt64 = 0

  public init() {}

  public init(from reader: inout ByteReader) {
    permissions = SystemVPermissionLayout(from: &reader)
    operationTime = reader.read()
    reader.skip(8)
    changeTime = reader.read()
    reader.skip(8)
    count = reader.read()
    reader.skip(16)
  }

  public func write(to writer: inout ByteWriter) {
    permissions.write(to: &writer)
    writer.write(operationTime)
    writer.pad(8)
    writer.write(changeTime)
    writer.pad(8)
    writer.write(count)
    writer.pad(16)
  }
}

/// One operation of `semop(2)`. The corresponding C type is `struct sembuf`.
public struct SemaphoreOperationLayout: GuestLayout, Hashable {
  public static let size = 6

  public var index: UInt16
  /// Added to the value; 0 waits for the value to be 0.
  public var change: Int16
  public var flags: Int16

  public init(index: UInt16, change: Int16, flags: Int16) {
    self.index = index
    self.change = change
    self.flags = flags
  }

  public init(from reader: inout ByteReader) {
    index = reader.read()
    change = reader.read()
    flags = reader.read()
  }

  public func write(to writer: inout ByteWriter) {
    writer.write(index)
    writer.write(change)
    writer.write(flags)
  }
}

/// A message queue. The corresponding C type is `struct msqid64_ds`.
public struct MessageQueueLayout: GuestLayout, Hashable {
  public static let size = 120

  public var permissions = SystemVPermissionLayout()
  public var sendTime: Int64 = 0
  public var receiveTime: Int64 = 0
  public var changeTime: Int64 = 0
  public var bytesHeld: UInt64 = 0
  public var messageCount: UInt64 = 0
  public var byteLimit: UInt64 = 0
  public var lastSender: Int32 = 0
  public var lastReceiver: Int32 = 0

  public init() {}

  public init(from reader: inout ByteReader) {
    permissions = SystemVPermissionLayout(from: &reader)
    sendTime = reader.read()
    receiveTime = reader.read()
    changeTime = reader.read()
    bytesHeld = reader.read()
    messageCount = reader.read()
    byteLimit = reader.read()
    lastSender = reader.read()
    lastReceiver = reader.read()
    reader.skip(16)
  }

  public func write(to writer: inout ByteWriter) {
    permissions.write(to: &writer)
    for time in [sendTime, receiveTime, changeTime] { writer.write(time) }
    for count in [bytesHeld, messageCount, byteLimit] { writer.write(count) }
    writer.write(lastSender)
    writer.write(lastReceiver)
    writer.pad(16)
  }
}
