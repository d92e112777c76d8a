import LinuxABI
import UMLHost

/// How the two ends of a cable find each other: the first to come listens at a socket in a
/// directory both know, the second connects to it. When the listener goes, the other takes its
/// place, so that there is somebody to come back to.
final class CableMeeting {
  private static let firstPause: Int64 = 10_000_000
  private static let longestPause: Int64 = 1_000_000_000

  let path: String
  private let loop: EventLoop
  private var listener: HostListener?
  private var token: EventToken?
  private var timer: TimerToken?
  private var pause = firstPause
  /// Given the connection to the other end; false refuses it, as there is one already.
  var onConnection: (SharedDescriptor) -> Bool = { _ in false }

  init(path: String, loop: EventLoop) {
    self.path = path
    self.loop = loop
  }

  deinit { stop() }

  /// Connects, or waits for somebody to. Tries again by itself after what may pass.
  ///
  /// - Throws: what will not pass, such as a directory that cannot be made.
  func start() throws(Errno) {
    let directory = HostFile.parentPath(of: path)
    try HostFile.makeDirectories(directory, permissions: 0o700)
    seek()
  }

  func stop() {
    if let timer { loop.cancel(timer) }
    timer = nil
    if let token { loop.remove(token) }
    token = nil
    listener = nil
  }

  /// The connection that was made is gone: the same again.
  func renew() {
    if listener == nil { retry() }
  }

  /// The other end has greeted us: what failed before is forgotten.
  func succeeded() { pause = Self.firstPause }

  private func retry() {
    guard timer == nil else { return }
    timer = loop.schedule(afterNanoseconds: pause) { [weak self] in
      self?.timer = nil
      self?.seek()
    }
    pause = min(pause * 2, Self.longestPause)
  }

  private func seek() {
    do throws(Errno) {
      // One at a time: nobody takes for dead a socket that is just being made.
      let directory = try HostFile.open(HostFile.parentPath(of: path), .directory)
      guard try directory.lock(waiting: false) else { return retry() }
      do throws(Errno) {
        let socket = SharedDescriptor(try HostSocket.connect(path: path, nonBlocking: true))
        guard try socket.peerCredentials().isTrusted, onConnection(socket) else { return retry() }
      } catch {
        guard error == .connectionRefused || error == .noSuchFileOrDirectory else { throw error }
        try listen()
      }
    } catch {
      retry()
    }
  }

  private func listen() throws(Errno) {
    let listener = try HostListener(path: path)
    self.listener = listener
    token = try loop.add(listener.rawValue, .readable) { [weak self] _ in self?.accept() }
  }

  private func accept() {
    // Out of descriptors: the next one who comes finds us again.
    while let listener, let socket = try? listener.accept() {
      let shared = SharedDescriptor(socket)
      guard (try? shared.peerCredentials())?.isTrusted == true else { continue }
      _ = onConnection(shared)
    }
  }
}
