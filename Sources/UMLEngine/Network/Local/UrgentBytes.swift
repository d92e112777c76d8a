import LinuxABI

/// MSG_OOB on local streams: the last byte of a send overtakes what is before it, and a reader is
/// stopped where it was. See unix(7), and `manage_oob` in Linux's net/unix/af_unix.c.
extension LocalConnectionSocket {
  /// Sends the byte that is left; one that was sent before and not taken becomes like any other.
  func sendUrgent(
    _ source: inout WriteSource, _ attachments: LocalAttachments, to peer: LocalSocket
  ) throws(Errno) -> Int {
    guard room > 0 else { throw .wouldBlock }
    let bytes = try source.take(1)
    let message = LocalMessage(
      bytes, from: self, attachments.credentials, rights: [], isRecord: false, isUrgent: true)
    peer.urgent = message
    peer.deliver(message)
    if let file = peer.ownedFile { table.tellUrgent(file) }
    return bytes.count
  }

  /// EINVAL when there is no such byte, or it is to be read where it is.
  func receiveUrgent(_ destination: inout ReadDestination, _ flags: MessageFlags)
    throws(Errno) -> ReceivedMessage
  {
    guard isStream else { throw .notSupportedOnSocket }
    guard !options.keepsUrgentInline, let message = urgent, destination.remaining > 0 else {
      throw .invalidArgument
    }
    let count = try message.copy(to: &destination)
    if !flags.contains(.peek) {
      urgent = nil
      // It stays in the queue, as the mark where it was.
      message.sender.give(back: message.consume(count))
    }
    var result = ReceivedMessage(count: count, fullCount: count)
    result.flags = .outOfBand
    return result
  }

  /// What an ordinary receive does where a message is next.
  enum Passage {
    case through
    case past
    case end
  }

  func passage(of message: LocalMessage, isPeek: Bool, isFirst: Bool) -> Passage {
    guard message.isUrgent else { return .through }
    guard message.count > 0 else { return isFirst ? .past : .end }
    guard message === urgent else { return .through }
    guard isFirst else { return .end }
    if isPeek { return options.keepsUrgentInline ? .through : .past }
    urgent = nil
    return options.keepsUrgentInline ? .through : .past
  }
}
