/// Decides when to draw: at once after a quiet moment, so that typing is echoed without delay; at
/// most sixty times a second in a flood, and less where a frame costs much.
struct FrameClock {
  static let shortestInterval: Int64 = 16_000_000

  private var lastStart: Int64 = 0
  private var interval = Self.shortestInterval

  /// Nanoseconds to wait before the next frame; zero to draw now.
  func delay(now: Int64) -> Int64 { max(0, lastStart + interval - now) }

  /// A frame was drawn. One that took long is followed by a pause as long again, so that drawing
  /// never takes more than half of the time.
  mutating func drew(from start: Int64, to end: Int64) {
    lastStart = start
    interval = max(Self.shortestInterval, min(200_000_000, 2 * (end - start)))
  }
}
