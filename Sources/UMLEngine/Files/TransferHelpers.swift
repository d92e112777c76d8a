import LinuxABI

extension ReadDestination {
  /// A part of an array, without copying it first.
  mutating func put(_ source: [UInt8], _ range: Range<Int>) throws(Errno) -> Int {
    // Typed throws cannot pass through the closure of withUnsafeBytes.
    var result: Result<Int, Errno> = .success(0)
    source.withUnsafeBytes { buffer in
      let part = UnsafeRawBufferPointer(rebasing: buffer[range])
      do throws(Errno) { result = .success(try put(part)) } catch { result = .failure(error) }
    }
    return try result.get()
  }
}
