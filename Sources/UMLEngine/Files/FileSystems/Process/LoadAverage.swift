/// /proc/loadavg's three numbers.
///
/// Nobody wakes up to sample: the average number of running tasks since the last look is the CPU
/// time that was used meanwhile, and the averages are moved by it.
struct LoadAverage {
  private static let periods: [Double] = [60, 300, 900]

  private(set) var values: [Double] = [0, 0, 0]
  private var lastTime: UInt64 = 0
  private var lastBusy: UInt64 = 0

  /// `busy` is the CPU time of all tasks so far; both in nanoseconds.
  mutating func update(now: UInt64, busy: UInt64) {
    guard now > lastTime + 100_000_000 else { return }
    let seconds = Double(now - lastTime) / 1e9
    let running = busy > lastBusy ? Double(busy - lastBusy) / 1e9 / seconds : 0
    for index in values.indices {
      let decay = Self.exponential(-seconds / Self.periods[index])
      values[index] = values[index] * decay + running * (1 - decay)
    }
    lastTime = now
    lastBusy = max(busy, lastBusy)
  }

  var text: String { values.map(Self.fixed).joined(separator: " ") }

  private static func fixed(_ value: Double) -> String {
    let hundredths = Int(value * 100 + 0.5)
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
  }

  /// e to a power that is not positive: (1 + x/1024)^1024, exact enough for two digits.
  private static func exponential(_ x: Double) -> Double {
    guard x > -20 else { return 0 }
    var result = 1 + x / 1024
    for _ in 0..<10 { result *= result }
    return result
  }
}
