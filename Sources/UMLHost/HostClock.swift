import CHost
import Glibc

/// The host's clocks, in nanoseconds. None of these fails, and only `sleep` blocks.
public enum HostClock {
  /// Time since some point in the past; never set back; stands still in suspend. CLOCK_MONOTONIC.
  public static func monotonicNanoseconds() -> Int64 {
    chost_clock_nanoseconds(CLOCK_MONOTONIC)
  }

  /// Like monotonic, but goes on in suspend. CLOCK_BOOTTIME.
  public static func bootNanoseconds() -> Int64 {
    chost_clock_nanoseconds(CLOCK_BOOTTIME)
  }

  /// Time since 1970, UTC; may jump. CLOCK_REALTIME.
  public static func realtimeNanoseconds() -> Int64 {
    chost_clock_nanoseconds(CLOCK_REALTIME)
  }

  /// Processor time of another process; 0 when there is none. See clock_getcpuclockid(3).
  public static func processorNanoseconds(ofProcess process: Int32) -> Int64 {
    chost_clock_nanoseconds(~process << 3 | 2)
  }

  /// Lets time pass. Blocks the calling thread; a signal with a handler may end it early.
  public static func sleep(nanoseconds: Int64) {
    var time = timespec(
      tv_sec: Int(nanoseconds / 1_000_000_000), tv_nsec: Int(nanoseconds % 1_000_000_000))
    nanosleep(&time, nil)
  }

  /// A local time as text for a person, in a format of strftime(3).
  public static func localTime(secondsSince1970 seconds: Int, format: String) -> String {
    var time = time_t(seconds)
    var parts = tm()
    localtime_r(&time, &parts)
    var buffer = [CChar](repeating: 0, count: 256)
    let length = strftime(&buffer, buffer.count, format, &parts)
    return String(decoding: buffer[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
