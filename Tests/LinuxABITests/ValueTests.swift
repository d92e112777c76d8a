import LinuxABI
import Testing

@Test(
  "values print as tools print them",
  arguments: [
    (FileMode(.directory, 0o1777).description, "drwxrwxrwt"),
    (FileMode(.regular, 0o4644).description, "-rwSr--r--"),
    (SignalNumber.terminate.description, "SIGTERM"), (SignalNumber(rawValue: 34).name, "SIGRT_2"),
    (Errno.noSuchFileOrDirectory.name, "ENOENT"),
    (SyscallNumber.name(of: 231), "exit_group"), (SyscallNumber.name(of: 999), "syscall_999"),
    (SignalSet(.hangUp, .kill).description, "[SIGHUP SIGKILL]"),
  ])
func descriptions(text: String, expected: String) {
  #expect(text == expected)
}

private let accesses: [(OpenFlags, Bool, Bool)] = [
  (.readOnly, true, false), (.writeOnly, false, true), (.readWrite, true, true),
  ([.readWrite, .path], false, false), (OpenFlags(rawValue: 3), false, false),
]

@Test("the access mode decides what an open file can do", arguments: accesses)
func accessModes(flags: OpenFlags, reads: Bool, writes: Bool) {
  #expect(flags.isReadable == reads && flags.isWritable == writes)
}

@Test(
  "a wait status is encoded as the macros of wait(2) expect",
  arguments: [
    (WaitStatus.exited(3), Int32(0x300)), (.signaled(.kill, coreDumped: false), 9),
    (.signaled(.segmentationFault, coreDumped: true), 0x8b), (.stopped(.terminalStop), 0x147f),
    (.continued, 0xffff),
  ])
func waitStatuses(status: WaitStatus, raw: Int32) {
  #expect(status.rawValue == raw)
  #expect(WaitStatus(rawValue: raw) == status)
}

@Test("missing bytes read as zero")
func shortInput() {
  #expect(TimeSpec(bytes: [1, 2]) == TimeSpec(seconds: 0x201))
  #expect(Termios(bytes: []).controlCharacters == ControlCharacters())
  #expect(TimeSpec.array(from: [UInt8](repeating: 0, count: 40)).count == 2)
}

@Test(
  "times convert without losing order or wrapping",
  arguments: [
    (TimeSpec(seconds: 1, nanoseconds: 5), Int64(1_000_000_005)),
    (TimeSpec(seconds: -2, nanoseconds: 999_999_999), Int64(-1_000_000_001)),
    (TimeSpec(seconds: .max), Int64.max), (TimeSpec(seconds: .min), Int64.min),
  ])
func times(time: TimeSpec, nanoseconds: Int64) {
  #expect(time.totalNanoseconds == nanoseconds)
  #expect(time.seconds.magnitude > 1 << 40 || TimeSpec(totalNanoseconds: nanoseconds) == time)
}

@Test("directory records are aligned, refused when full, and read back")
func directoryRecords() {
  var buffer = DirentBuffer(limit: 56)
  let fits = [
    buffer.append(inode: 7, cookie: 1, type: .directory, name: "."),
    buffer.append(inode: 8, cookie: 2, type: nil, name: "eleven-byte"),
    buffer.append(inode: 9, cookie: 3, type: .regular, name: "x"),
  ]
  #expect(fits == [true, true, false])
  #expect(buffer.bytes.count == 56 && buffer.bytes[16] == 24 && buffer.bytes[18] == 4)
  #expect(
    DirentRecord.records(in: buffer.bytes) == [
      DirentRecord(inode: 7, cookie: 1, type: .directory, name: Array(".".utf8)),
      DirentRecord(inode: 8, cookie: 2, type: nil, name: Array("eleven-byte".utf8)),
    ])
}

private let addresses: [(SocketAddress, [UInt8])] = [
  (.local(.path(Array("/a".utf8))), [1, 0, 0x2f, 0x61, 0]),
  (.local(.abstract([0x61, 0])), [1, 0, 0, 0x61, 0]), (.local(.unnamed), [1, 0]),
  (
    .internet(address: [127, 0, 0, 1], port: 80),
    [2, 0, 0, 80, 127, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0]
  ),
  (.netlink(portID: 5, groups: 1), [16, 0, 0, 0, 5, 0, 0, 0, 1, 0, 0, 0]),
]

@Test("socket addresses are encoded as in C and read back", arguments: addresses)
func socketAddresses(address: SocketAddress, bytes: [UInt8]) throws {
  #expect(address.bytes == bytes)
  #expect(try SocketAddress(bytes: bytes) == address)
}

@Test("an address that is too short for its family is refused", arguments: [[2], [2, 0, 0, 80]])
func shortAddress(bytes: [UInt8]) {
  #expect(throws: Errno.invalidArgument) { try SocketAddress(bytes: bytes) }
}

@Test("control messages are padded, read back, and refused when longer than the buffer")
func controlMessages() throws {
  let sender = PeerCredentials(processID: 1, userID: 2, groupID: 3)
  var writer = ByteWriter()
  ControlMessage.rights([3, 4, 5]).write(to: &writer)
  ControlMessage.credentials(sender).write(to: &writer)
  #expect(writer.bytes.count == 64 && writer.bytes[0] == 28)

  let messages = try ControlMessage.messages(in: writer.bytes)
  #expect(messages.map(\.descriptors) == [[3, 4, 5], nil])
  #expect(messages.map(\.credentials) == [nil, sender])
  #expect(throws: Errno.invalidArgument) {
    try ControlMessage.messages(in: [64] + [UInt8](repeating: 0, count: 20))
  }
}

@Test("a signal set holds signal 1 in its lowest bit and 64 in its highest")
func signalSets() {
  var set = SignalSet(.hangUp, .realTimeLast)
  #expect(set.rawValue == 1 << 63 | 1 && set.first == .hangUp)
  set.remove(.hangUp)
  set.insert(.none)
  #expect(set.signals == [.realTimeLast])
}

@Test(
  "default actions follow signal(7)",
  arguments: [
    (SignalNumber.terminate, SignalDefaultAction.terminate), (.quit, .core), (.child, .ignore),
    (.terminalInput, .stop), (.continue, .continue), (.realTimeFirst, .terminate),
  ])
func defaultActions(signal: SignalNumber, action: SignalDefaultAction) {
  #expect(signal.defaultAction == action)
}

@Test("a capability set's halves lie apart")
func capabilities() {
  let data = CapabilityData(
    effective: CapabilitySet(rawValue: 0x2_0000_0001), permitted: .empty, inheritable: .full)
  #expect(data.bytes[0] == 1 && data.bytes[12] == 2 && data.bytes[20] == 0xff)
  #expect(CapabilityData(bytes: data.bytes) == data)
  #expect(CapabilitySet.full.rawValue == 0x1ff_ffff_ffff)
}

@Test(
  "device numbers are encoded as makedev does",
  arguments: [(4, 64, 0x440), (259, 300, 0x11032c), (70000, 0x1234_5678, 0x1112345617078)])
func deviceNumbers(major: UInt32, minor: UInt32, encoded: UInt64) {
  let number = DeviceNumber(major: major, minor: minor)
  #expect(number.rawValue == encoded)
  #expect(number.description == "\(major):\(minor)")
}
