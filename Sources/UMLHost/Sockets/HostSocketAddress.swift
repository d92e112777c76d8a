import CHost
import Glibc
import LinuxABI

/// Where a socket is.
public enum HostSocketAddress: Hashable, Sendable {
  /// A local socket: a path, or with a leading NUL a name in the abstract name space.
  case local([UInt8])
  /// A local socket without a name.
  case unnamed
  /// An IPv4 address, in host byte order, and a port.
  case ipv4(UInt32, port: UInt16)
  /// An IPv6 address, its first byte the highest, and a port.
  case ipv6(UInt128, port: UInt16)
  /// Something else, by the number of its family.
  case other(family: UInt16)

  /// A local socket's path.
  public static func path(_ path: String) -> HostSocketAddress { .local(Array(path.utf8)) }

  /// A name in the abstract name space.
  public static func abstract(_ name: String) -> HostSocketAddress {
    .local([0] + Array(name.utf8))
  }

  /// A port of this machine only.
  public static func loopback(port: UInt16) -> HostSocketAddress {
    .ipv4(0x7f00_0001, port: port)
  }

  func family() throws(Errno) -> HostSocket.Family {
    switch self {
    case .local, .unnamed: .local
    case .ipv4: .ipv4
    case .ipv6: .ipv6
    case .other: throw .addressFamilyNotSupported
    }
  }

  /// Lends the address in C's form.
  func withSocketAddress<Result>(
    _ body: (UnsafeRawPointer, socklen_t) throws(Errno) -> Result
  ) throws(Errno) -> Result {
    var storage = sockaddr_storage()
    let length = try encode(into: &storage)
    let outcome = withUnsafePointer(to: &storage) { pointer in
      do throws(Errno) {
        return Swift.Result<Result, Errno>.success(try body(UnsafeRawPointer(pointer), length))
      } catch {
        return .failure(error)
      }
    }
    return try outcome.get()
  }

  private func encode(into storage: inout sockaddr_storage) throws(Errno) -> socklen_t {
    switch self {
    case .local(let name): try Self.encodeLocal(name, into: &storage)
    case .unnamed: try Self.encodeLocal([], into: &storage)
    case .ipv4(let address, let port):
      withUnsafeMutableBytes(of: &storage) { buffer in
        var value = sockaddr_in()
        chost_ipv4_address(address, port, &value)
        buffer.storeBytes(of: value, as: sockaddr_in.self)
        return socklen_t(MemoryLayout<sockaddr_in>.size)
      }
    case .ipv6(let address, let port):
      withUnsafeMutableBytes(of: &storage) { buffer in
        var value = sockaddr_in6()
        withUnsafeBytes(of: address.bigEndian) {
          chost_ipv6_address($0.baseAddress, port, &value)
        }
        buffer.storeBytes(of: value, as: sockaddr_in6.self)
        return socklen_t(MemoryLayout<sockaddr_in6>.size)
      }
    case .other: throw .addressFamilyNotSupported
    }
  }

  private static func encodeLocal(
    _ name: [UInt8], into storage: inout sockaddr_storage
  ) throws(Errno) -> socklen_t {
    var value = sockaddr_un()
    let length = name.withUnsafeBytes { buffer in
      chost_unix_address(
        buffer.assumingMemoryBound(to: CChar.self).baseAddress, buffer.count, &value)
    }
    guard length >= 0 else { throw Errno(rawValue: -length) }
    withUnsafeMutableBytes(of: &storage) { $0.storeBytes(of: value, as: sockaddr_un.self) }
    return socklen_t(length)
  }

  /// Reads what the host filled in; nil for no address at all.
  init?(_ storage: sockaddr_storage, length: socklen_t) {
    guard length >= 2 else { return nil }
    let bytes = withUnsafeBytes(of: storage) { [UInt8]($0.prefix(Int(length))) }
    let family = UInt16(bytes[0]) | UInt16(bytes[1]) << 8
    switch Int32(family) {
    case AF_UNIX:
      let name = bytes.dropFirst(2)
      guard let first = name.first else {
        self = .unnamed
        return
      }
      // A path may come with its NUL; an abstract name is what was counted.
      self = .local(first == 0 ? Array(name) : Array(name.prefix { $0 != 0 }))
    case AF_INET where bytes.count >= 8:
      let address = bytes[4..<8].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      self = .ipv4(address, port: UInt16(bytes[2]) << 8 | UInt16(bytes[3]))
    case AF_INET6 where bytes.count >= 24:
      let address = bytes[8..<24].reduce(UInt128(0)) { $0 << 8 | UInt128($1) }
      self = .ipv6(address, port: UInt16(bytes[2]) << 8 | UInt16(bytes[3]))
    default:
      self = .other(family: family)
    }
  }
}

extension HostSocketAddress: CustomStringConvertible {
  public var description: String {
    switch self {
    case .local(let name) where name.first == 0:
      "@" + String(decoding: name.dropFirst(), as: UTF8.self)
    case .local(let name): String(decoding: name, as: UTF8.self)
    case .unnamed: "(unnamed)"
    case .ipv4(let address, let port):
      (0..<4).map { String(address >> (24 - 8 * $0) & 0xff) }.joined(separator: ".") + ":\(port)"
    case .ipv6(let address, let port): "[\(HostIPv6Text.text(address))]:\(port)"
    case .other(let family): "(family \(family))"
    }
  }
}
