import CHost
import Glibc
public import LinuxABI

/// A piece of this process's address space, unmapped when the value ends.
public struct HostMapping: ~Copyable, @unchecked Sendable {
  /// What may be done with the memory.
  public struct Protection: OptionSet, Sendable {
    public let rawValue: Int32

    public init(rawValue: Int32) {
      self.rawValue = rawValue
    }

    public static let read = Protection(rawValue: PROT_READ)
    public static let write = Protection(rawValue: PROT_WRITE)
    public static let execute = Protection(rawValue: PROT_EXEC)
  }

  /// Where it starts; a multiple of the page size.
  public let base: UnsafeMutableRawPointer
  /// Its length in bytes.
  public let count: Int

  /// Maps part of a file. Changes reach the file if `shared`, else they stay private.
  /// See mmap(2).
  public init(
    _ file: BorrowedDescriptor, offset: Int64 = 0, count: Int,
    protection: Protection = [.read, .write], shared: Bool = true
  ) throws(Errno) {
    let flags = shared ? MAP_SHARED : MAP_PRIVATE
    base = try Self.map(count, protection, flags, file.rawValue, offset)
    self.count = count
  }

  /// Maps fresh memory, zeros until written; with `reserved` no memory is promised.
  public init(
    anonymous count: Int, protection: Protection = [.read, .write], shared: Bool = false,
    reserved: Bool = false
  ) throws(Errno) {
    let flags =
      MAP_ANONYMOUS | (shared ? MAP_SHARED : MAP_PRIVATE) | (reserved ? MAP_NORESERVE : 0)
    base = try Self.map(count, protection, flags, -1, 0)
    self.count = count
  }

  deinit {
    munmap(base, count)
  }

  /// The memory; valid as long as the mapping.
  public var bytes: UnsafeMutableRawBufferPointer {
    UnsafeMutableRawBufferPointer(start: base, count: count)
  }

  /// Changes what may be done with a range, whole pages.
  public func protect(_ range: Range<Int>, _ protection: Protection) throws(Errno) {
    let start = base + range.lowerBound
    _ = try hostCall { mprotect(start, range.count, protection.rawValue) }
  }

  /// Lays part of a file over a range, whole pages, replacing what was there.
  public func overlay(
    _ range: Range<Int>, with file: BorrowedDescriptor, offset: Int64,
    protection: Protection = [.read, .write], shared: Bool = true
  ) throws(Errno) {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "outside the mapping")
    let flags = MAP_FIXED | (shared ? MAP_SHARED : MAP_PRIVATE)
    let place = mmap(
      base + range.lowerBound, range.count, protection.rawValue, flags, file.rawValue,
      off_t(offset))
    if place == MAP_FAILED { throw Errno(rawValue: errno) }
  }

  /// Gives advice about a range; see madvise(2) for the numbers.
  public func advise(_ range: Range<Int>, _ advice: Int32) throws(Errno) {
    let start = base + range.lowerBound
    _ = try hostCall { madvise(start, range.count, advice) }
  }

  /// Writes changed pages of a shared mapping back, and waits. msync(2).
  public func synchronize() throws(Errno) {
    let (start, length) = (base, count)
    _ = try hostCall { msync(start, length, MS_SYNC) }
  }

  private static func map(
    _ count: Int, _ protection: Protection, _ flags: Int32, _ fd: Int32, _ offset: Int64
  ) throws(Errno) -> UnsafeMutableRawPointer {
    let place = mmap(nil, count, protection.rawValue, flags, fd, off_t(offset))
    guard let place, place != MAP_FAILED else { throw Errno(rawValue: errno) }
    return place
  }
}
