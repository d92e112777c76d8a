import CHost
import Glibc

/// How much a process of this host can address: this one, and those it starts.
public struct HostAddressSpace: Equatable, Sendable {
  /// One past the last address a program can have, were there no page to guard it.
  public var end: UInt64
  /// RLIMIT_AS in bytes; nil where there is none.
  public var limit: UInt64?
  /// See personality(2).
  public var personality: UInt32

  /// ADDR_LIMIT_3GB and ADDR_LIMIT_32BIT.
  private static let limitFlags: [(flag: UInt32, name: String)] = [
    (0x0800_0000, "ADDR_LIMIT_3GB"), (0x0080_0000, "ADDR_LIMIT_32BIT"),
  ]

  public init(end: UInt64, limit: UInt64? = nil, personality: UInt32 = 0) {
    self.end = end
    self.limit = limit
    self.personality = personality
  }

  /// Looks: tries to have a page below each border that there may be.
  public static func current() -> HostAddressSpace {
    var bounds = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &bounds)
    return HostAddressSpace(
      end: borders.first { isReachable(below: $0) } ?? 1 << 47,
      limit: bounds.rlim_cur == rlim_t(bitPattern: -1) ? nil : UInt64(bounds.rlim_cur),
      personality: chost_personality())
  }

  /// Five and four levels of page tables, what is less, and the splits of 32-bit hosts.
  private static let borders: [UInt64] =
    [1 << 56] + (32...47).reversed().map { 1 << $0 } + [0xc000_0000, 0x8000_0000]

  private static func isReachable(below border: UInt64) -> Bool {
    let size = HostSystem.pageSize
    // The last page is nobody's.
    guard let place = UnsafeMutableRawPointer(bitPattern: UInt(border) - 2 * UInt(size)) else {
      return false
    }
    // MAP_FIXED_NOREPLACE
    let flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | 0x100000
    let result = mmap(place, size, PROT_NONE, flags, -1, 0)
    if result == MAP_FAILED { return errno == EEXIST }
    munmap(result, size)
    return result == place
  }
}

extension HostAddressSpace: CustomStringConvertible {
  /// `47 bits`, `3G, RLIMIT_AS 512M`.
  public var description: String {
    let isWhole = end & (end - 1) == 0 && end > 1 << 32
    // The kernel has the other half.
    let size =
      isWhole ? "\(end.trailingZeroBitCount + (end > 1 << 47 ? 1 : 0)) bits" : Self.text(end)
    let bounds = limit.map { [", RLIMIT_AS \(Self.text($0))"] } ?? []
    let flags = Self.limitFlags.filter { personality & $0.flag != 0 }.map { flag in
      let binds = end <= 1 << 32
      return ", \(flag.name)\(binds ? "" : " (which does not bind 64-bit programs)")"
    }
    return size + (bounds + flags).joined()
  }

  private static func text(_ bytes: UInt64) -> String {
    bytes >> 20 % 1024 == 0 && bytes >> 30 > 0 ? "\(bytes >> 30)G" : "\(bytes >> 20)M"
  }
}
