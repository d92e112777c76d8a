/// Decides when to draw: at once after a quiet moment, so that typing is echoed without delay; at
/// most sixty times a second in a flood, and less where a frame costs much. Times in nanoseconds.
struct FrameClock {
  static let shortestInterval: Int64 = 16_000_000
  /// A program may ask to finish its picture first, but not for longer than this.
  static let longestHold: Int64 = 150_000_000

  private var lastStart: Int64 = 0
  private var interval = Self.shortestInterval
  /// How long after a key its echo is waited for.
  static let echoWait: Int64 = 100_000_000

  private var heldSince: Int64?
  private var echoExpectedUntil: Int64 = 0

  /// A key was typed: what its pane prints next is shown without waiting for the frame's turn,
  /// also beside a flood in another pane.
  mutating func typed(now: Int64) { echoExpectedUntil = now + Self.echoWait }

  /// The pane typed in has printed something.
  mutating func echoed(now: Int64) {
    guard now < echoExpectedUntil else { return }
    echoExpectedUntil = 0
    interval = 0
  }

  /// When the next frame is to be drawn: a time not after `now` for at once.
  ///
  /// `isHeldBack` tells whether a program asks not to be shown just now.
  mutating func due(now: Int64, isHeldBack: Bool) -> Int64 {
    let due = lastStart + interval
    guard isHeldBack else {
      heldSince = nil
      return due
    }
    let since = heldSince ?? now
    heldSince = since
    return max(due, since + Self.longestHold)
  }

  /// A frame was drawn. One that took long is followed by a pause as long again, so that drawing
  /// never takes more than half of the time.
  mutating func drew(from start: Int64, to end: Int64) {
    lastStart = start
    interval = max(Self.shortestInterval, min(200_000_000, 2 * (end - start)))
  }
}
