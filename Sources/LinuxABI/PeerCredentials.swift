/// A process as the other end of a local socket sees it. The C type is `struct ucred`.
public struct PeerCredentials: GuestLayout, Hashable {
  public static let size = 12

  public var processID: Int32
  public var userID: UInt32
  public var groupID: UInt32

  public init(processID: Int32, userID: UInt32, groupID: UInt32) {
    self.processID = processID
    self.userID = userID
    self.groupID = groupID
  }

  public init(from reader: inout ByteReader) {
    processID = reader.read()
    userID = reader.read()
    groupID = reader.read()
  }

  public func write(to writer: inout ByteWriter) {
    writer.write(processID)
    writer.write(userID)
    writer.write(groupID)
  }
}
