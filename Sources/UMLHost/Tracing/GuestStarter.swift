internal import CHost
public import LinuxABI

/// Starts the first process of a guest and takes hold of it.
public struct GuestStarter {
  /// The first program and its arguments; they travel through the guest's execve like any other's.
  public var path: [UInt8]
  public var arguments: [[UInt8]]
  public var environment: [[UInt8]]
  /// Who the guest's processes are on the host; nil to stay who we are.
  public var identity: (uid: UInt32, gid: UInt32)?
  /// mmap of more anonymous bytes than this is not the host's to decide.
  public var anonymousLimit: UInt64
  public var dataLimit: UInt64
  public var stackLimit: UInt64

  public init(
    path: [UInt8], arguments: [[UInt8]], environment: [[UInt8]],
    identity: (uid: UInt32, gid: UInt32)?, anonymousLimit: UInt64, dataLimit: UInt64,
    stackLimit: UInt64
  ) {
    self.path = path
    self.arguments = arguments
    self.environment = environment
    self.identity = identity
    self.anonymousLimit = anonymousLimit
    self.dataLimit = dataLimit
    self.stackLimit = stackLimit
  }

  /// Why there is no guest process.
  public enum StartError: Error {
    case host(Errno)
    case privileges
    case filter
    case other(status: Int32)
  }

  /// A host descriptor of the exec stub for an address, for ``start(stub:)``.
  public static func makeStub(at address: UInt64) throws(Errno) -> HostDescriptor {
    HostDescriptor(try shimCall { chost_stub_create(address) })
  }

  /// Forks. The process is traced by the calling thread, must be served from it, and stands at the
  /// `call` event of its execve.
  public func start(stub: borrowing HostDescriptor) throws(StartError) -> StartedGuest {
    let path = path + [0]
    let arguments = CStringArray(self.arguments)
    let environment = CStringArray(self.environment)
    var listener: Int32 = -1
    let stub = stub.rawValue
    let result = path.withUnsafeBytes { path in
      var request = chost_guest_start()
      request.path = path.baseAddress?.assumingMemoryBound(to: CChar.self)
      request.arguments = arguments.pointer
      request.environment = environment.pointer
      request.stub = stub
      request.uid = identity.map { Int64($0.uid) } ?? -1
      request.gid = identity.map { Int64($0.gid) } ?? -1
      request.anonymous_limit = anonymousLimit
      request.data_limit = dataLimit
      request.stack_limit = stackLimit
      return chost_guest_start(&request, &listener)
    }
    guard result > 0 else { throw Self.error(result) }
    return StartedGuest(
      process: result, listener: CallListener(descriptor: HostDescriptor(listener)))
  }

  private static func error(_ result: Int32) -> StartError {
    guard result <= -1000 else { return .host(Errno(rawValue: -result)) }
    switch -result - 1000 {
    case Int32(CHOST_GUEST_NO_PRIVILEGES): return .privileges
    case Int32(CHOST_GUEST_NO_FILTER): return .filter
    case let status: return .other(status: status)
    }
  }
}

/// A guest's first process, and where its calls arrive.
public struct StartedGuest {
  public let process: Int32
  public let listener: CallListener
}

/// A NULL-terminated `char *const []` that lives as long as the object.
private final class CStringArray {
  let pointer: UnsafePointer<UnsafeMutablePointer<CChar>?>
  private let storage: UnsafeMutableBufferPointer<UnsafeMutablePointer<CChar>?>

  init(_ strings: [[UInt8]]) {
    storage = .allocate(capacity: strings.count + 1)
    for (index, string) in strings.enumerated() {
      let copy = UnsafeMutablePointer<CChar>.allocate(capacity: string.count + 1)
      for (offset, byte) in string.enumerated() { copy[offset] = CChar(bitPattern: byte) }
      copy[string.count] = 0
      storage.initializeElement(at: index, to: copy)
    }
    storage.initializeElement(at: strings.count, to: nil)
    guard let base = storage.baseAddress else { preconditionFailure("storage is never empty") }
    pointer = UnsafePointer(base)
  }

  deinit {
    for string in storage { string?.deallocate() }
    storage.deallocate()
  }
}
