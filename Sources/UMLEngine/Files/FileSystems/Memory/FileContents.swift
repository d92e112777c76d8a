import LinuxABI
import UMLHost

/// The bytes of a file in memory: an array while it is small and nobody maps it, then a memfd.
struct FileContents {
  /// Larger files move to a memfd. A descriptor each for the many small files of a root would not
  /// do.
  static let arrayLimit = 64 << 10

  private var array: [UInt8] = []
  private var memory: SharedDescriptor?
  private(set) var size: Int64 = 0

  init() {}

  /// Page bytes in use.
  var allocatedBytes: Int64 {
    guard let memory else { return (Int64(array.count) + 4095) & ~4095 }
    let status = try? memory.status()
    return (status?.blocks ?? 0) * 512
  }

  func read(
    _ destination: inout ReadDestination, at position: Int64,
    _ buffer: UnsafeMutableRawBufferPointer
  ) throws(Errno) -> Int {
    guard position < size else { return 0 }
    guard let memory else {
      let start = Int(position)
      return try destination.put(array, start..<array.count)
    }
    var done = 0
    while destination.remaining > 0 {
      let wanted = min(destination.remaining, buffer.count)
      let part = UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted])
      let count = try memory.read(into: part, at: position + Int64(done))
      if count == 0 { break }
      let put = try destination.put(UnsafeRawBufferPointer(rebasing: part[..<count]))
      done += put
      if put < count { break }
    }
    return done
  }

  mutating func write(_ source: inout WriteSource, limit: Int, at position: Int64)
    throws(Errno) -> Int
  {
    let end = position + Int64(limit)
    if memory == nil, end > Int64(Self.arrayLimit) { try moveToMemory() }
    guard let memory else {
      let bytes = try source.take(limit)
      guard !bytes.isEmpty else { return 0 }
      let start = Int(position)
      let last = start + bytes.count
      if start == array.count {
        array.append(contentsOf: bytes)
      } else {
        if array.count < last {
          array.append(contentsOf: repeatElement(0, count: last - array.count))
        }
        array.replaceSubrange(start..<last, with: bytes)
      }
      size = Int64(array.count)
      return bytes.count
    }
    var done = 0
    while done < limit {
      let bytes = try source.take(min(limit - done, 1 << 18))
      if bytes.isEmpty { break }
      try Self.writeAll(bytes, at: position + Int64(done), to: memory)
      done += bytes.count
    }
    size = max(size, position + Int64(done))
    return done
  }

  mutating func truncate(to newSize: Int64) throws(Errno) {
    if memory == nil, newSize > Int64(Self.arrayLimit) { try moveToMemory() }
    if let memory {
      try memory.truncate(to: newSize)
    } else if newSize < size {
      array.removeSubrange(Int(newSize)...)
    } else {
      array.append(contentsOf: repeatElement(0, count: Int(newSize - size)))
    }
    size = newSize
  }

  mutating func punchHole(_ offset: Int64, _ length: Int64) throws(Errno) {
    if let memory { return try memory.punchHole(offset: offset, length: length) }
    let end = min(size, offset + length)
    guard offset < end else { return }
    for index in Int(offset)..<Int(end) { array[index] = 0 }
  }

  /// fallocate(2): space for a range, and the size grows to its end unless it is to stay.
  mutating func reserve(_ offset: Int64, _ length: Int64, keepsSize: Bool) throws(Errno) {
    let end = offset + length
    if memory == nil, end > Int64(Self.arrayLimit) { try moveToMemory() }
    if let memory {
      try memory.allocate(
        mode: keepsSize ? 1 : 0, offset: offset, length: length)
      if !keepsSize { size = max(size, end) }
    } else if !keepsSize, end > size {
      try truncate(to: end)
    }
  }

  func seek(_ offset: Int64, _ origin: SeekOrigin) throws(Errno) -> Int64 {
    guard offset >= 0, offset < size else { throw .noSuchAddressOrDevice }
    guard let memory else { return origin == .data ? offset : size }
    return try memory.seek(
      to: offset, from: origin == .data ? .data : .hole)
  }

  /// Bytes that can be written at a position when only so many more may be allocated.
  func room(at position: Int64, available: Int64) -> Int64 {
    let pageEnd = (position + 4095) & ~4095
    guard position <= size else { return (available & ~4095) - (position & 4095) }
    // Existing data up to the next hole is paid for.
    let paid: Int64
    if let memory {
      let hole = try? memory.seek(to: position, from: .hole)
      paid = max(hole ?? position, pageEnd)
    } else {
      paid = (size + 4095) & ~4095
    }
    return paid - position + (available & ~4095)
  }

  /// From now on nobody can map it for writing. EBUSY while somebody does.
  mutating func sealWrites() throws(Errno) { try descriptor().sealWrites() }

  /// The memfd; made, with what there is, when there was none. ENFILE, ENOMEM.
  mutating func descriptor() throws(Errno) -> SharedDescriptor {
    if let memory { return memory }
    return try moveToMemory()
  }

  @discardableResult
  private mutating func moveToMemory() throws(Errno) -> SharedDescriptor {
    let file = SharedDescriptor(try HostFile.memory(name: "tmpfs", size: size, canSeal: true))
    try Self.writeAll(array, at: 0, to: file)
    array = []
    memory = file
    return file
  }

  private static func writeAll(_ bytes: [UInt8], at position: Int64, to memory: SharedDescriptor)
    throws(Errno)
  {
    var rest = bytes
    var position = position
    while !rest.isEmpty {
      let count = try memory.write(rest, at: position)
      guard count < rest.count else { return }
      rest.removeFirst(count)
      position += Int64(count)
    }
  }
}
