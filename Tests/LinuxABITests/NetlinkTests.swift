import LinuxABI
import Testing

@Test("netlink messages and attributes are padded to four bytes and read back")
func netlinkMessages() {
  var writer = ByteWriter()
  LinkMessageLayout().write(to: &writer)
  NetlinkAttribute(LinkAttribute.name.rawValue, string: "eth0").write(to: &writer)
  NetlinkAttribute(LinkAttribute.mtu.rawValue, UInt32(1500)).write(to: &writer)
  let message = NetlinkMessage(
    type: .newLink, flags: .multipart, sequence: 7, portID: 9, payload: writer.bytes)

  #expect(message.bytes.count == 16 + 16 + 12 + 8)
  #expect(NetlinkMessage.messages(in: message.bytes + message.bytes) == [message, message])
  let attributes = NetlinkAttribute.attributes(in: message.payload, from: LinkMessageLayout.size)
  #expect(attributes.map(\.string).first == "eth0")
  #expect(attributes.last?.number(as: UInt32.self) == 1500)
}

@Test("a netlink answer holds the negative error and the request's header")
func netlinkAnswer() {
  let request = NetlinkMessage(
    type: .getRoute, flags: [.request], sequence: 3, portID: 4, payload: [1, 2])
  let answer = request.answer(.notPermitted)
  #expect(answer.type == .error && answer.payload.count == 20 && answer.sequence == 3)
  #expect(answer.payload.prefix(8) == [0xff, 0xff, 0xff, 0xff, 18, 0, 0, 0])
  #expect(request.answer(nil).payload.prefix(4) == [0, 0, 0, 0])
}

@Test(
  "malformed netlink messages end the list",
  arguments: [[UInt8]](arrayLiteral: [15, 0, 0, 0], [200, 0, 0, 0]))
func malformedNetlink(start: [UInt8]) {
  #expect(NetlinkMessage.messages(in: start + [UInt8](repeating: 0, count: 40)).isEmpty)
}

@Test("a descriptor set drops what lies at its limit and above")
func descriptorSets() {
  var set = DescriptorSet(bytes: [0b101, 0xff], limit: 9)
  #expect(set.descriptors == [0, 2, 8] && set.count == 3)
  set.insert(70)
  set.insert(3)
  #expect(set.bytes == [0b1101, 1, 0, 0, 0, 0, 0, 0])
  #expect(DescriptorSet.size(limit: 65) == 16 && DescriptorSet(limit: 0).bytes.isEmpty)
}

@Test("an inotify event's name is padded to sixteen bytes")
func inotifyEvents() {
  var writer = ByteWriter()
  let event = InotifyEvent(watch: 1, events: .create, name: Array("fifteen-bytes-x".utf8))
  event.write(to: &writer)
  InotifyEvent(watch: 1, events: .ignored).write(to: &writer)
  #expect(event.size == 32 && writer.bytes.count == 48 && writer.bytes[12] == 16)
}
