import CHost
import Glibc
public import LinuxABI
import Synchronization

/// A thread for a loop and everything it owns.
///
/// The body is `sending`: what it captures belongs to the new thread alone. Signals meant for the
/// process are blocked in it, so that they reach the main thread or a signalfd.
public final class LoopThread: Sendable {
  private enum State {
    case running(pthread_t)
    case joined
  }

  private final class Start {
    let name: String
    let body: () -> Void

    init(name: String, body: @escaping () -> Void) {
      self.name = name
      self.body = body
    }
  }

  private let state: Mutex<State>

  /// Starts the thread, which ends when the body returns.
  ///
  /// - Parameters:
  ///   - name: what `top -H` shows; cut after 15 bytes.
  ///   - stackBytes: the size of its stack.
  ///   - body: runs on the thread.
  /// - Throws: `.resourceTemporarilyUnavailable` when there are too many threads.
  public init(
    name: String, stackBytes: Int = 8 << 20, body: sending @escaping () -> Void
  ) throws(Errno) {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, stackBytes)

    let start = Unmanaged.passRetained(Start(name: name, body: body))
    var thread = pthread_t()
    let code = pthread_create(
      &thread, &attributes,
      { argument in
        // The start record was passed above and is never nil.
        guard let argument else { return nil }
        LoopThread.run(Unmanaged<Start>.fromOpaque(argument).takeRetainedValue())
        return nil
      }, start.toOpaque())
    guard code == 0 else {
      start.release()
      throw Errno(rawValue: code)
    }
    state = Mutex(.running(thread))
  }

  deinit {
    state.withLock { state in
      if case .running(let thread) = state { pthread_detach(thread) }
    }
  }

  /// Waits for the thread to end. A second call returns at once.
  public func join() {
    let thread: pthread_t? = state.withLock { state in
      guard case .running(let thread) = state else { return nil }
      state = .joined
      return thread
    }
    if let thread { pthread_join(thread, nil) }
  }

  private static func run(_ start: Start) {
    HostSignals.blockAllButFaults()
    pthread_setname_np(pthread_self(), String(decoding: start.name.utf8.prefix(15), as: UTF8.self))
    start.body()
  }
}
