import Glibc
import LinuxABI

/// The owner of an open host descriptor: closed exactly once, when the value ends.
///
/// Move it with `consuming`, lend it with `borrowing`; put it into a `SharedDescriptor` where
/// several own it.
public struct HostDescriptor: ~Copyable, DescriptorAccess, Sendable {
  public let rawValue: Int32

  /// Takes ownership of an open descriptor.
  public init(_ rawValue: Int32) {
    precondition(rawValue >= 0, "a descriptor is not negative")
    self.rawValue = rawValue
  }

  deinit {
    // Linux has closed it even when it reports EINTR: never twice.
    _ = Glibc.close(rawValue)
  }

  /// Closes now. Errors a file system may report only here (EIO, EDQUOT) are lost, as in
  /// `deinit`; call `synchronize()` first where they matter.
  public consuming func close() {}

  /// Gives up ownership: the caller closes.
  public consuming func take() -> Int32 {
    let value = rawValue
    discard self
    return value
  }
}

/// A descriptor with several owners, closed when the last one lets go.
public final class SharedDescriptor: DescriptorAccess, Sendable {
  private let descriptor: HostDescriptor

  public init(_ descriptor: consuming HostDescriptor) {
    self.descriptor = descriptor
  }

  public var rawValue: Int32 { descriptor.rawValue }
}

/// A descriptor somebody else owns: standard input, `fd:` channels, loop registrations.
public struct BorrowedDescriptor: DescriptorAccess, Hashable, Sendable {
  public let rawValue: Int32

  public init(_ rawValue: Int32) {
    self.rawValue = rawValue
  }

  public static let standardInput = BorrowedDescriptor(STDIN_FILENO)
  public static let standardOutput = BorrowedDescriptor(STDOUT_FILENO)
  public static let standardError = BorrowedDescriptor(STDERR_FILENO)
}
