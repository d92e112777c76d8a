public import LinuxABI
public import UMLHost

/// Where a console service gets terminals from others: the windows that a UML kernel opens.
///
/// Each comes as the descriptor of our side of a pseudo terminal with the line's name; a byte says
/// that it was taken.
final class TerminalReception {
  static let socketName = "windows"
  private static let nameLimit = 32

  private let listener: HostListener
  private let loop: EventLoop
  private var token: EventToken?

  /// Waits for them in a guest's directory. The handler takes one; false when it cannot.
  init(
    _ directory: String, on loop: EventLoop,
    handler: @escaping (_ line: String, _ terminal: SharedDescriptor) -> Bool
  ) throws(Errno) {
    listener = try HostListener(path: "\(directory)/\(Self.socketName)", kind: .sequencedPacket)
    self.loop = loop
    token = try loop.add(listener.rawValue, .readable) { [unowned self] _ in
      while let visitor = try? listener.accept(nonBlocking: false) {
        Self.receive(visitor, handler)
      }
    }
  }

  deinit { if let token { loop.remove(token) } }

  private static func receive(
    _ visitor: consuming HostDescriptor, _ handler: (String, SharedDescriptor) -> Bool
  ) {
    // Whoever hands something over has it ready.
    guard (try? visitor.peerCredentials())?.isTrusted == true,
      let events = try? visitor.waitUntil(.readable, timeoutMilliseconds: 500), !events.isEmpty,
      let message = try? visitor.receive(upTo: nameLimit, descriptorLimit: 1),
      let terminal = message.descriptors.first
    else { return }
    let name = String(decoding: message.bytes, as: UTF8.self)
    guard isLine(name), handler(name, terminal) else { return }
    _ = try? visitor.send([1])
  }

  static func isLine(_ name: String) -> Bool { LineSurvey.names.contains(name) }
}

/// The other side: a window's program.
public enum TerminalHandover {
  /// Gives a terminal to a guest's console service, as one of its lines. Waits for its answer.
  ///
  /// - Parameters:
  ///   - terminal: our side of a pseudo terminal.
  ///   - line: `con1`, `ssl0`.
  ///   - guest: who has to have a console service.
  /// - Throws: `.connectionRefused` or `.noSuchFileOrDirectory` where nobody takes terminals.
  public static func give(
    _ terminal: BorrowedDescriptor, as line: String, to guest: GuestEntry
  ) throws(Errno) {
    let socket = try HostSocket.connect(
      path: "\(guest.path)/\(TerminalReception.socketName)", .sequencedPacket)
    try socket.send(Array(line.utf8), descriptors: [terminal])
    guard try socket.receive(upTo: 1).bytes == [1] else { throw .connectionRefused }
  }
}
