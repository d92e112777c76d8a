import LinuxABI

/// How guest programs run and how they reach the kernel: the only part that knows the mechanism.
///
/// One platform per guest, used from the kernel's thread alone. It reports through its delegate
/// and is told what to do through the ``GuestThread`` objects it hands out.
protocol Platform: AnyObject {
  var delegate: (any PlatformDelegate)? { get set }

  /// Makes the first guest process, about to execute `path`. It waits for ``begin(_:)``, and then
  /// asks for its program through ``PlatformDelegate/execute(_:request:)`` like any other.
  func start(path: [UInt8], arguments: [[UInt8]], environment: [[UInt8]]) throws(PlatformError)
    -> any GuestThread
  func begin(_ thread: any GuestThread)

  /// Ends every guest process at once; returns when none is left.
  func shutDown()
}

/// Why no guest can run on this host: what is missing, and what to do about it.
struct PlatformError: Error, Equatable, CustomStringConvertible {
  let description: String
}
