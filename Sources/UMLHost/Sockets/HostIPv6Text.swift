import Glibc

/// IPv6 addresses as people write them. See inet_pton(3).
public enum HostIPv6Text {
  /// nil for what is no address.
  public static func address(_ text: String) -> UInt128? {
    var address = UInt128(0)
    let isValid = withUnsafeMutableBytes(of: &address) {
      inet_pton(AF_INET6, text, $0.baseAddress) == 1
    }
    return isValid ? UInt128(bigEndian: address) : nil
  }

  /// The shortest form: `::1`.
  public static func text(_ address: UInt128) -> String {
    var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    _ = withUnsafeBytes(of: address.bigEndian) {
      inet_ntop(AF_INET6, $0.baseAddress, &text, socklen_t(text.count))
    }
    return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
