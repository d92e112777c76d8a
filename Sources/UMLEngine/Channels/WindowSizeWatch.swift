import LinuxABI
import UMLHost

/// Tells channels when the host terminal they are on changes its size.
///
/// The host sends SIGWINCH only for the terminal this process belongs to; other terminals, the
/// primary side of pseudo terminals above all, are looked at once a second.
final class WindowSizeWatch {
  struct Token: Hashable {
    fileprivate let number: Int
  }

  private struct Watched {
    let descriptor: BorrowedDescriptor
    let isPolled: Bool
    var size: WindowSize?
    let handler: (WindowSize) -> Void
  }

  private static let interval: Int64 = 1_000_000_000

  private let loop: EventLoop
  private var watched: [Int: Watched] = [:]
  private var nextNumber = 0
  private var signals: SignalWatch?
  private var timer: TimerToken?

  init(_ loop: EventLoop) { self.loop = loop }

  deinit {
    signals?.cancel()
    if let timer { loop.cancel(timer) }
  }

  /// The descriptor has to stay open until ``cancel(_:)``.
  func watch(
    _ descriptor: BorrowedDescriptor, polling: Bool = false,
    handler: @escaping (WindowSize) -> Void
  ) -> Token {
    nextNumber += 1
    let token = Token(number: nextNumber)
    let isForeign = (try? descriptor.foregroundGroup()) == nil
    watched[token.number] = Watched(
      descriptor: descriptor, isPolled: polling || isForeign,
      size: try? descriptor.terminalSize(), handler: handler)
    watchSignals()
    startTimer()
    return token
  }

  func cancel(_ token: Token) { watched[token.number] = nil }

  /// Looks at one terminal now.
  func check(_ token: Token) {
    guard let entry = watched[token.number], let size = try? entry.descriptor.terminalSize(),
      size != entry.size
    else { return }
    watched[token.number]?.size = size
    entry.handler(size)
  }

  private func checkAll() {
    for number in watched.keys.sorted() { check(Token(number: number)) }
  }

  private func watchSignals() {
    guard signals == nil else { return }
    signals = try? HostSignals.watch([.windowChange], on: loop) { [weak self] _ in
      self?.checkAll()
    }
  }

  private func startTimer() {
    guard timer == nil, watched.values.contains(where: \.isPolled) else { return }
    timer = loop.schedule(afterNanoseconds: Self.interval) { [weak self] in
      self?.timer = nil
      self?.checkAll()
      self?.startTimer()
    }
  }
}
