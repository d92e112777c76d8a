public import LinuxABI
public import UMLHost

/// Where an interface gets its invitations.
public final class InvitationInbox {
  private let socket: SharedDescriptor
  private let path: String
  private let loop: EventLoop
  private var token: EventToken?

  /// - Throws: when there can be no socket in the directory.
  public init(
    in directory: GuestDirectory, on loop: EventLoop, handler: @escaping (PaneInvitation) -> Void
  ) throws(Errno) {
    try HostFile.makeDirectories(directory.path)
    path = "\(directory.path)/\(PaneInvitation.prefix)\(HostSystem.processID)"
    self.loop = loop
    // Of interfaces that were killed.
    HostSocket.removeUnserved(in: directory.path, .datagram) {
      $0.hasPrefix(PaneInvitation.prefix)
    }
    let socket = SharedDescriptor(try HostSocket.datagram(path: path, nonBlocking: true))
    self.socket = socket
    token = try loop.add(socket.rawValue, .readable) { _ in
      while let message = try? socket.receive(upTo: 256) {
        if let invitation = PaneInvitation(message.bytes) { handler(invitation) }
      }
    }
  }

  deinit { close() }

  /// Takes no more.
  public func close() {
    guard let token else { return }
    loop.remove(token)
    self.token = nil
    try? HostFile.remove(path)
  }
}
