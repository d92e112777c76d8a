import CHost
import Glibc
public import LinuxABI

/// What a descriptor of a file can do.
extension DescriptorAccess where Self: ~Copyable {
  /// What is known about the open file. See statx(2).
  public func status() throws(Errno) -> HostFileStatus {
    try HostFileStatus.read(rawValue, "", flags: AT_EMPTY_PATH)
  }

  /// Reads from a place without moving the file's position. See pread(2).
  public func read(
    into buffer: UnsafeMutableRawBufferPointer, at offset: Int64
  ) throws(Errno) -> Int {
    let fd = rawValue
    return try hostCall { pread(fd, buffer.baseAddress, buffer.count, off_t(offset)) }
  }

  /// Reads at most `count` bytes from a place. Empty at the end. See pread(2).
  public func read(upTo count: Int, at offset: Int64) throws(Errno) -> [UInt8] {
    try filledArray(count) { (buffer) throws(Errno) in try read(into: buffer, at: offset) }
  }

  /// Writes to a place without moving the file's position. See pwrite(2).
  public func write(_ bytes: UnsafeRawBufferPointer, at offset: Int64) throws(Errno) -> Int {
    let fd = rawValue
    return try hostCall { pwrite(fd, bytes.baseAddress, bytes.count, off_t(offset)) }
  }

  /// Writes to a place. See pwrite(2).
  @discardableResult
  public func write(_ bytes: [UInt8], at offset: Int64) throws(Errno) -> Int {
    try lendingBytes(bytes) { (buffer) throws(Errno) in try write(buffer, at: offset) }
  }

  /// Moves the file's position. Data and hole are those of lseek(2).
  public func seek(to offset: Int64, from origin: SeekFrom = .start) throws(Errno) -> Int64 {
    let fd = rawValue
    return Int64(try hostCall { lseek(fd, off_t(offset), origin.rawValue) })
  }

  /// Cuts or extends the file. See ftruncate(2).
  public func truncate(to size: Int64) throws(Errno) {
    let fd = rawValue
    _ = try hostCall { ftruncate(fd, off_t(size)) }
  }

  /// Allocates, frees or moves space. `mode` is fallocate(2)'s; 0 allocates.
  public func allocate(mode: Int32 = 0, offset: Int64, length: Int64) throws(Errno) {
    let fd = rawValue
    _ = try hostCall { fallocate(fd, mode, off_t(offset), off_t(length)) }
  }

  /// Gives a range back to the file system; it reads as zeros, the size stays. See fallocate(2).
  public func punchHole(offset: Int64, length: Int64) throws(Errno) {
    // FALLOC_FL_KEEP_SIZE | FALLOC_FL_PUNCH_HOLE
    try allocate(mode: 0x01 | 0x02, offset: offset, length: length)
  }

  /// Keeps everybody from writing to a memfd from now on. EBUSY while it is mapped for that.
  public func sealWrites() throws(Errno) {
    _ = try hostCall { fcntl(rawValue, 1033, 0x8) }  // F_ADD_SEALS, F_SEAL_WRITE
  }

  /// Waits until the contents, and unless `dataOnly` all else, are on stable storage. See fsync(2).
  public func synchronize(dataOnly: Bool = false) throws(Errno) {
    let fd = rawValue
    _ = try hostCall { dataOnly ? fdatasync(fd) : fsync(fd) }
  }

  /// Locks the open file, advisory, against other openers. False when somebody has it and `waiting`
  /// is false. See flock(2).
  public func lock(exclusive: Bool = true, waiting: Bool = false) throws(Errno) -> Bool {
    let fd = rawValue
    let operation = (exclusive ? LOCK_EX : LOCK_SH) | (waiting ? 0 : LOCK_NB)
    do throws(Errno) {
      _ = try hostCall { flock(fd, operation) }
      return true
    } catch {
      guard error == .wouldBlock else { throw error }
      return false
    }
  }

  /// Opens the same file once more, with other flags; the way from an O_PATH descriptor to its
  /// contents. Goes through /proc/self/fd.
  public func reopen(_ flags: OpenFlags) throws(Errno) -> HostDescriptor {
    try HostFile.open("/proc/self/fd/\(rawValue)", flags.subtracting(.noFollow))
  }
}

/// Where a file position counts from.
public enum SeekFrom: Int32, Sendable {
  case start = 0
  case current = 1
  case end = 2
  /// The next data at or after the offset. SEEK_DATA.
  case data = 3
  /// The next hole at or after the offset; the end counts as one. SEEK_HOLE.
  case hole = 4
}
