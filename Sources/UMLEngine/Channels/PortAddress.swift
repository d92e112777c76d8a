import LinuxABI
import UMLHost

/// Where a `port` channel waits for telnets: `9000`, on the loopback interface, or `0.0.0.0:9000`,
/// or `[fd00::1]:9000`.
public struct PortAddress: Hashable, Sendable {
  enum Host: Hashable, Sendable {
    /// 127.0.0.1 and ::1.
    case loopback
    /// Every interface.
    case any
    /// In host byte order.
    case ipv4(UInt32)
    case ipv6(UInt128)
  }

  let host: Host
  let port: UInt16

  init(_ host: Host = .loopback, port: UInt16) {
    self.host = host
    self.port = port
  }

  /// nil when it makes no sense. `*` is every interface.
  init?(parsing text: Substring) {
    let colon = text.lastIndex(of: ":")
    let digits = colon.map { text[$0...].dropFirst() } ?? text
    guard let number = CNumber(parsing: digits), number.rest.isEmpty,
      let port = UInt16(exactly: number.value)
    else { return nil }
    guard let colon else {
      self.init(port: port)
      return
    }
    guard let host = Self.host(text[..<colon]) else { return nil }
    self.init(host, port: port)
  }

  /// The same with another port.
  func with(port: UInt16) -> PortAddress { PortAddress(host, port: port) }

  /// Where to listen. Without the first there is nothing; a host may have no IPv6.
  var socketAddresses: [HostSocketAddress] {
    switch host {
    case .loopback: [.loopback(port: port), .ipv6(1, port: port)]
    case .any: [.ipv4(0, port: port), .ipv6(0, port: port)]
    case .ipv4(let address): [.ipv4(address, port: port)]
    case .ipv6(let address): [.ipv6(address, port: port)]
    }
  }

  private static func host(_ text: Substring) -> Host? {
    if text == "*" { return .any }
    if text == "localhost" { return .loopback }
    if text.first == "[", text.last == "]" {
      return HostIPv6Text.address(String(text.dropFirst().dropLast())).map { .ipv6($0) }
    }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
    guard parts.count == 4 else { return nil }
    let address = parts.reduce(UInt32?.some(0)) { sum, part in
      guard let sum, let part else { return nil }
      return sum << 8 | UInt32(part)
    }
    return address.map { .ipv4($0) }
  }
}

extension PortAddress: CustomStringConvertible {
  public var description: String {
    switch host {
    case .loopback: "\(port)"
    case .any: "*:\(port)"
    case .ipv4(let address): "\(HostSocketAddress.ipv4(address, port: port))"
    case .ipv6(let address): "\(HostSocketAddress.ipv6(address, port: port))"
    }
  }
}
