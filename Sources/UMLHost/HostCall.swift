import Glibc
import LinuxABI

/// Calls the host and turns -1 into the error number, trying again after EINTR.
///
/// `errno` is read before anything else can run: releasing an object may call `free`, which may
/// change it.
@inline(__always)
func hostCall<Result: FixedWidthInteger & SignedInteger>(
  _ body: () -> Result
) throws(Errno) -> Result {
  while true {
    let result = body()
    if result != -1 { return result }
    let code = errno
    if code != EINTR { throw Errno(rawValue: code) }
  }
}

/// Checks the result of a shim that returns a value or `-errno`, trying again after EINTR.
@inline(__always)
func shimCall<Result: FixedWidthInteger & SignedInteger>(
  _ body: () -> Result
) throws(Errno) -> Result {
  while true {
    let result = body()
    if result >= 0 { return result }
    if result != -Result(EINTR) { throw Errno(rawValue: Int32(truncatingIfNeeded: -result)) }
  }
}
