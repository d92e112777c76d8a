import CHost
import Glibc
public import LinuxABI

extension DescriptorAccess where Self: ~Copyable {
  /// Sends bytes or one message, descriptors along with them, to a peer or to an address.
  /// Never raises SIGPIPE.
  ///
  /// - Returns: the number of bytes sent; the descriptors go with the first.
  @discardableResult
  public func send(
    _ bytes: UnsafeRawBufferPointer, descriptors: [BorrowedDescriptor] = [],
    to address: HostSocketAddress? = nil
  ) throws(Errno) -> Int {
    let fd = rawValue
    let numbers = descriptors.map(\.rawValue)
    guard let address else {
      return try shimCall {
        chost_send(fd, bytes.baseAddress, bytes.count, numbers, Int32(numbers.count), nil, 0, 0)
      }
    }
    return try address.withSocketAddress { (pointer, length) throws(Errno) in
      try shimCall {
        chost_send(
          fd, bytes.baseAddress, bytes.count, numbers, Int32(numbers.count), pointer, length, 0)
      }
    }
  }

  /// Sends what there is room for, without waiting whatever the socket's flags are.
  ///
  /// - Throws: `.wouldBlock` when there is no room.
  public func sendNow(_ bytes: UnsafeRawBufferPointer) throws(Errno) -> Int {
    let fd = rawValue
    return try shimCall {
      chost_send(
        fd, bytes.baseAddress, bytes.count, nil, 0, nil, 0, Int32(MSG_DONTWAIT))
    }
  }

  /// Receives what is there, without waiting whatever the socket's flags are. Empty is the end.
  ///
  /// - Throws: `.wouldBlock` when there is nothing.
  public func receiveNow(upTo count: Int) throws(Errno) -> [UInt8] {
    let fd = rawValue
    return try filledArray(count) { (buffer) throws(Errno) in
      try shimCall {
        chost_receive(
          fd, buffer.baseAddress, buffer.count, nil, nil, nil, nil, nil,
          Int32(MSG_DONTWAIT))
      }
    }
  }

  /// Sends an array of bytes. See send(2).
  @discardableResult
  public func send(
    _ bytes: [UInt8], descriptors: [BorrowedDescriptor] = [], to address: HostSocketAddress? = nil
  ) throws(Errno) -> Int {
    try lendingBytes(bytes) { (buffer) throws(Errno) in
      try send(buffer, descriptors: descriptors, to: address)
    }
  }

  /// Sends a message to a local socket by path, however deep its directory. See unix(7).
  @discardableResult
  public func send(_ bytes: [UInt8], toPath path: String) throws(Errno) -> Int {
    try HostSocket.withSocketPath(path) { (address) throws(Errno) in
      try send(bytes, to: address)
    }
  }

  /// Receives bytes or one message with what came along. See recvmsg(2).
  ///
  /// Descriptors beyond `descriptorLimit` (at most 64) are closed; `isTruncated` tells.
  public func receive(
    upTo count: Int, descriptorLimit: Int = 0
  ) throws(Errno) -> SocketMessage {
    let fd = rawValue
    var numbers = [Int32](repeating: -1, count: descriptorLimit)
    var found = Int32(descriptorLimit)
    var storage = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    var flags: Int32 = 0
    let bytes = try filledArray(count) { (buffer) throws(Errno) in
      try shimCall {
        chost_receive(
          fd, buffer.baseAddress, buffer.count, &numbers, &found, &storage, &length, &flags, 0)
      }
    }
    return SocketMessage(
      bytes: bytes,
      descriptors: numbers.prefix(Int(found)).map { SharedDescriptor(HostDescriptor($0)) },
      sender: HostSocketAddress(storage, length: length),
      isTruncated: flags & Int32(MSG_TRUNC | MSG_CTRUNC) != 0)
  }

  /// Receives one message and who sent it; the socket ``setReceivesCredentials(_:)``. Descriptors
  /// that come along are closed.
  ///
  /// - Throws: `.badMessage` for one that does not say who sent it.
  public func receiveSigned(upTo count: Int) throws(Errno) -> SignedMessage {
    let fd = rawValue
    var storage = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    var process: Int32 = 0
    var user: UInt32 = 0
    var group: UInt32 = 0
    let bytes = try filledArray(count) { (buffer) throws(Errno) in
      try shimCall {
        chost_receive_signed(
          fd, buffer.baseAddress, buffer.count, &storage, &length, &process, &user, &group)
      }
    }
    return SignedMessage(
      bytes: bytes, sender: HostSocketAddress(storage, length: length),
      credentials: PeerCredentials(process: process, user: user, group: group))
  }
}

/// What came out of a local socket, and who put it in.
public struct SignedMessage: Sendable {
  public let bytes: [UInt8]
  public let sender: HostSocketAddress?
  /// As the host has checked them.
  public let credentials: PeerCredentials
}

/// What came out of a socket.
public struct SocketMessage: Sendable {
  public let bytes: [UInt8]
  /// Close-on-exec, closed when the last owner lets go.
  public let descriptors: [SharedDescriptor]
  /// Nil on a connected stream.
  public let sender: HostSocketAddress?
  /// Whether bytes of a message, or descriptors, were dropped for lack of room.
  public let isTruncated: Bool
}
