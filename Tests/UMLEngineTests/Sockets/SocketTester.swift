import LinuxABI

@testable import UMLEngine

/// Socket calls of a process, in a test's words.
extension TestProcess {
  func socket(_ type: SocketType, _ flags: SocketFlags = []) -> UInt64 {
    UInt64(call(SyscallNumber.socket, 1, UInt64(type.rawValue | flags.rawValue), 0))
  }

  func socketPair(_ type: SocketType, _ flags: SocketFlags = []) -> (UInt64, UInt64) {
    let address = allocate(8)
    return descriptorPair(
      SyscallNumber.socketpair, [1, UInt64(type.rawValue | flags.rawValue), 0, address],
      at: address)
  }

  /// Makes a call whose second and third arguments are an address.
  func call(_ number: Int, _ socket: UInt64, _ name: LocalName) -> Int {
    let bytes = SocketAddress.local(name).bytes
    return call(number, socket, place(bytes), UInt64(bytes.count))
  }

  func listener(_ type: SocketType, _ name: LocalName, backlog: UInt64 = 5) -> UInt64 {
    let listener = socket(type, .nonBlocking)
    _ = call(SyscallNumber.bind, listener, name)
    _ = call(SyscallNumber.listen, listener, backlog)
    return listener
  }

  /// send(2) or, with a name, sendto(2).
  func send(
    _ socket: UInt64, _ bytes: [UInt8], _ flags: MessageFlags = .dontWait, to name: LocalName? = nil
  ) -> Int {
    let address = name.map { SocketAddress.local($0).bytes } ?? []
    return call(
      SyscallNumber.sendto, socket, place(bytes), UInt64(bytes.count),
      UInt64(UInt32(bitPattern: flags.rawValue)), address.isEmpty ? 0 : place(address),
      UInt64(address.count))
  }

  /// recv(2): the bytes, or a negative errno.
  func receive(
    _ socket: UInt64, _ count: Int, _ flags: MessageFlags = .dontWait
  ) -> Result<[UInt8], Errno> {
    let buffer = allocate(count)
    let length = call(
      SyscallNumber.recvfrom, socket, buffer, UInt64(count),
      UInt64(UInt32(bitPattern: flags.rawValue)), 0, 0)
    guard length >= 0 else { return .failure(Errno(rawValue: Int32(-length))) }
    return .success(bytes(at: buffer, min(length, count)))
  }

  func name(of socket: UInt64, peer: Bool = false) -> Result<SocketAddress, Errno> {
    let address = allocate(128)
    let length = place([128, 0, 0, 0])
    let number = peer ? SyscallNumber.getpeername : SyscallNumber.getsockname
    let result = call(number, socket, address, length)
    guard result == 0 else { return .failure(Errno(rawValue: Int32(-result))) }
    let count: Int32 = integer(at: length)
    guard let decoded = try? SocketAddress(bytes: bytes(at: address, Int(count))) else {
      return .failure(.invalidArgument)
    }
    return .success(decoded)
  }

  func option(_ socket: UInt64, _ option: SocketOption) -> Int32? {
    let value = allocate(128)
    let length = place([128, 0, 0, 0])
    let result = call(
      SyscallNumber.getsockopt, socket, 1, UInt64(option.rawValue), value, length)
    return result == 0 ? integer(at: value) : nil
  }

  func setOption(_ socket: UInt64, _ option: SocketOption, _ value: [UInt8]) -> Int {
    call(
      SyscallNumber.setsockopt, socket, 1, UInt64(option.rawValue), place(value),
      UInt64(value.count))
  }

  /// sendmsg(2) of a few bytes with control messages.
  func sendMessage(_ socket: UInt64, _ data: [UInt8], _ control: [ControlMessage]) -> Int {
    var writer = ByteWriter()
    for message in control { message.write(to: &writer) }
    let header = messageHeader(place(data), data.count, place(writer.bytes), writer.count)
    return call(SyscallNumber.sendmsg, socket, header, UInt64(MessageFlags.dontWait.rawValue))
  }

  struct Received: Equatable {
    var length: Int
    var control: [ControlMessage]
    var flags: MessageFlags
  }

  /// recvmsg(2) with so much room for control messages.
  func receiveMessage(
    _ socket: UInt64, _ count: Int, controlRoom: Int, _ flags: MessageFlags = .dontWait
  ) -> Received {
    let control = allocate(max(controlRoom, 1))
    let header = messageHeader(allocate(count), count, control, controlRoom)
    let length = call(
      SyscallNumber.recvmsg, socket, header, UInt64(UInt32(bitPattern: flags.rawValue)))
    let layout = MessageHeaderLayout(bytes: bytes(at: header, MessageHeaderLayout.size))
    let encoded = bytes(at: control, length < 0 ? 0 : Int(layout.controlLength))
    return Received(
      length: length, control: (try? ControlMessage.messages(in: encoded)) ?? [],
      flags: layout.flags)
  }

  private func messageHeader(
    _ data: UInt64, _ count: Int, _ control: UInt64, _ controlLength: Int
  ) -> UInt64 {
    var vector = ByteWriter()
    vector.write(data)
    vector.write(UInt64(count))
    var writer = ByteWriter()
    for word in [0, 0, place(vector.bytes), 1, control, UInt64(controlLength), 0] as [UInt64] {
      writer.write(word)
    }
    return place(writer.bytes)
  }
}

extension Result where Failure == Errno {
  /// Its value, nil when it failed.
  var value: Success? { try? get() }
  var errno: Errno? {
    if case .failure(let errno) = self { errno } else { nil }
  }
}
