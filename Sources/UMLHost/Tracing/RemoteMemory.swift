internal import CHost

/// The memory of another process, through process_vm_readv(2) and process_vm_writev(2).
///
/// Page protections hold, as they would for the process itself; the stack does not grow.
public enum RemoteMemory {
  /// Fills `buffer`; returns the bytes read before the first fault, or a negated errno when there
  /// is none.
  public static func read(
    _ process: Int32, _ address: UInt64, into buffer: UnsafeMutableRawBufferPointer
  ) -> Int {
    Int(chost_memory_read(process, address, buffer.baseAddress, UInt64(buffer.count)))
  }

  /// Writes `buffer`; returns the bytes written before the first fault, or a negated errno.
  public static func write(
    _ process: Int32, _ address: UInt64, from buffer: UnsafeRawBufferPointer
  ) -> Int {
    Int(chost_memory_write(process, address, buffer.baseAddress, UInt64(buffer.count)))
  }
}
