/// Where a `port` channel waits for telnets: `9000`, on the loopback interface, or `0.0.0.0:9000`.
public struct PortAddress: Hashable, Sendable {
  /// IPv4, in host byte order.
  let address: UInt32
  let port: UInt16

  static let loopback: UInt32 = 0x7f00_0001

  init(address: UInt32 = loopback, port: UInt16) {
    self.address = address
    self.port = port
  }

  /// nil when it makes no sense. `*` is every interface.
  init?(parsing text: Substring) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard let last = parts.last, let number = CNumber(parsing: last), number.rest.isEmpty,
      let port = UInt16(exactly: number.value)
    else { return nil }
    guard parts.count == 2 else {
      self.init(port: port)
      return
    }
    guard let address = Self.address(parts[0]) else { return nil }
    self.init(address: address, port: port)
  }

  private static func address(_ text: Substring) -> UInt32? {
    if text == "*" { return 0 }
    if text == "localhost" { return loopback }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
    guard parts.count == 4 else { return nil }
    return parts.reduce(UInt32?.some(0)) { sum, part in
      guard let sum, let part else { return nil }
      return sum << 8 | UInt32(part)
    }
  }
}

extension PortAddress: CustomStringConvertible {
  public var description: String {
    guard address != Self.loopback else { return "\(port)" }
    let parts = (0..<4).map { String(address >> (24 - 8 * $0) & 0xff) }
    return "\(parts.joined(separator: ".")):\(port)"
  }
}
