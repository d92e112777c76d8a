import LinuxABI

// Messages that stay whole, for SOCK_DGRAM and SOCK_SEQPACKET, and what all local sockets report.
extension LocalSocket {
  func sendRecord(
    _ source: inout WriteSource, _ attachments: LocalAttachments, to receiver: LocalSocket
  ) throws(Errno) -> Int {
    try requireBuffer(for: source.remaining)
    let bytes = try source.takeAll()
    table.inFlight.sent(attachments.rights, by: attachments.credentials.userID)
    receiver.deliver(
      LocalMessage(
        bytes, from: self, attachments.credentials, rights: attachments.rights, isRecord: true))
    return bytes.count
  }

  /// The first message; what does not fit of it is lost.
  func receiveRecord(
    _ message: LocalMessage, _ destination: inout ReadDestination, _ flags: MessageFlags
  ) throws(Errno) -> ReceivedMessage {
    let isPeek = flags.contains(.peek)
    let count = try message.copy(to: &destination)
    var result = ReceivedMessage(count: count, fullCount: message.count)
    if count < message.count { result.flags.insert(.truncated) }
    result.credentials = message.credentials
    if message.name != .unnamed { result.address = .local(message.name) }
    result.rights = rights(of: message, peeking: isPeek)
    if !isPeek { removeFirst() }
    return result
  }

  var commonReadiness: PollEvents {
    var events: PollEvents = []
    if hasError { events.insert(.error) }
    if isReadShut && isWriteShut { events.insert(.hangUp) }
    if isReadShut { events.formUnion([.readHangUp, .input, .normalInput]) }
    if !incoming.isEmpty { events.formUnion(.readable) }
    return events
  }
}
