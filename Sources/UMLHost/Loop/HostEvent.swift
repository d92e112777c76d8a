import CHost
import Glibc
public import LinuxABI

/// A counter another thread or process can wait for. See eventfd(2).
public struct HostEvent: ~Copyable, Sendable, DescriptorAccess {
  private let descriptor: HostDescriptor

  /// See eventfd(2).
  public init() throws(Errno) {
    descriptor = try Self.openDescriptor()
  }

  public var rawValue: Int32 { descriptor.rawValue }

  static func openDescriptor() throws(Errno) -> HostDescriptor {
    let flags = Int32(EFD_CLOEXEC | EFD_NONBLOCK)
    return HostDescriptor(try hostCall { eventfd(0, flags) })
  }
}
