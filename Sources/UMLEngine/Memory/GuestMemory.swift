import LinuxABI

/// The memory of one guest thread, as the kernel may use it: copies in and out, every fault is
/// EFAULT.
///
/// Copy once and check the copy: another thread may change the memory at any time.
struct GuestMemory {
  static let pageSize = 4096
  /// Longest path with its NUL, PATH_MAX.
  static let pathLimit = 4096

  let thread: any GuestThread

  /// Reads exactly `count` bytes. EFAULT when any of them is not readable.
  func read(_ address: GuestAddress, count: Int) throws(Errno) -> [UInt8] {
    guard count > 0 else { return [] }
    var failed = false
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      let done = thread.readMemory(address.value, into: UnsafeMutableRawBufferPointer(buffer))
      failed = done < count
      filled = max(0, done)
    }
    guard !failed else { throw .badAddress }
    return bytes
  }

  /// Writes all of `bytes`. EFAULT when any of the places is not writable.
  func write(_ bytes: [UInt8], to address: GuestAddress) throws(Errno) {
    guard !bytes.isEmpty else { return }
    let done = bytes.withUnsafeBytes { thread.writeMemory(address.value, from: $0) }
    guard done == bytes.count else { throw .badAddress }
  }

  /// Fills `buffer` from guest memory and returns how many bytes could be read before a fault.
  func read(_ address: GuestAddress, into buffer: UnsafeMutableRawBufferPointer) -> Int {
    thread.readMemory(address.value, into: buffer)
  }

  /// Copies `buffer` to guest memory and returns how many bytes could be written before a fault.
  func write(_ buffer: UnsafeRawBufferPointer, to address: GuestAddress) -> Int {
    thread.writeMemory(address.value, from: buffer)
  }

  /// Reads a structure. EFAULT when any part of it is not readable.
  func readLayout<Layout: GuestLayout>(
    _ address: GuestAddress, as type: Layout.Type = Layout.self
  ) throws(Errno) -> Layout {
    Layout(bytes: try read(address, count: Layout.size))
  }

  func readInteger<T: FixedWidthInteger>(_ address: GuestAddress, as type: T.Type = T.self)
    throws(Errno) -> T
  {
    var value: T = 0
    let done = withUnsafeMutableBytes(of: &value) { thread.readMemory(address.value, into: $0) }
    guard done == MemoryLayout<T>.size else { throw .badAddress }
    return value
  }

  func writeInteger<T: FixedWidthInteger>(_ value: T, to address: GuestAddress) throws(Errno) {
    var value = value
    let done = withUnsafeBytes(of: &value) { thread.writeMemory(address.value, from: $0) }
    guard done == MemoryLayout<T>.size else { throw .badAddress }
  }

  /// A path without its NUL: ENAMETOOLONG when no NUL is found in 4096 bytes.
  func readPath(at address: GuestAddress) throws(Errno) -> [UInt8] {
    guard let path = try readString(at: address, limit: Self.pathLimit) else {
      throw .fileNameTooLong
    }
    return path
  }

  /// The bytes up to, without, the first NUL; nil when there is none within `limit` bytes.
  func readString(at address: GuestAddress, limit: Int) throws(Errno) -> [UInt8]? {
    var bytes: [UInt8] = []
    var address = address
    // Most strings are short and end before their page does; never read past a page that may be the
    // last.
    var chunk = 256
    while bytes.count < limit {
      let toPageEnd = Self.pageSize - Int(address.value % UInt64(Self.pageSize))
      let count = min(chunk, toPageEnd, limit - bytes.count)
      guard let isComplete = appendString(at: address, count: count, to: &bytes) else {
        throw .badAddress
      }
      if isComplete { return bytes }
      address = address.advanced(by: count)
      chunk = Self.pageSize
    }
    return nil
  }

  /// Appends up to `count` bytes that end before a NUL. Returns whether there was one, nil for a
  /// fault.
  private func appendString(at address: GuestAddress, count: Int, to bytes: inout [UInt8]) -> Bool?
  {
    withUnsafeTemporaryAllocation(byteCount: count, alignment: 1) { buffer in
      guard thread.readMemory(address.value, into: buffer) == count else { return nil }
      let end = buffer.firstIndex(of: 0)
      bytes.append(contentsOf: buffer[..<(end ?? count)])
      return end != nil
    }
  }
}
