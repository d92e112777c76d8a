import LinuxABI
import UMLHost

/// A regular file of the host.
///
/// Holds one descriptor to read and one to write through while it is open, shared by all its open
/// descriptions: positions are the guest's.
final class HostRegularFile: HostInode {
  private var reading: SharedDescriptor?
  private var writing: SharedDescriptor?
  /// `writing` can read, too.
  private var writingReads = false
  private var openCount = 0

  override var openDescriptor: SharedDescriptor? { reading ?? writing ?? super.openDescriptor }

  /// A file that was just made is open already: its own mode may forbid to open it again.
  func adopt(_ descriptor: SharedDescriptor) {
    writing = descriptor
    writingReads = true
  }

  override func open(_ flags: OpenFlags, _ context: PathContext) throws(Errno) -> any FileObject {
    let accessMode = flags.rawValue & 3
    try prepare(reads: accessMode != 1, writes: accessMode != 0 || flags.contains(.truncate))
    openCount += 1
    return self
  }

  override func closed(_ file: OpenFile) {
    openCount -= 1
    guard openCount == 0 else { return }
    // The host must not find the file open for writing any longer.
    writing = nil
    if reading != nil { host.idleFiles.keep(self) }
  }

  func closeIfIdle() {
    if openCount == 0 { reading = nil }
  }

  /// Opens what is missing. The host may refuse what the guest's root may do: its EACCES is passed
  /// on.
  private func prepare(reads: Bool, writes: Bool) throws(Errno) {
    if writes, writing == nil {
      try takeSetIDFromHost()
      do throws(Errno) {
        writing = try openOnHost(.readWrite)
        writingReads = true
      } catch {
        guard error == .permissionDenied else { throw error }
        writing = try openOnHost(.writeOnly)
        writingReads = false
      }
    }
    if reads, reading == nil, writing == nil || !writingReads {
      reading = try openOnHost(.readOnly)
    }
  }

  /// The kernel itself reads and maps files that are not open any more.
  private func readable() throws(Errno) -> SharedDescriptor {
    if reading == nil { try prepare(reads: true, writes: false) }
    guard let descriptor = reading ?? writing else { throw .badFileDescriptor }
    if openCount == 0 { host.idleFiles.keep(self) }
    return descriptor
  }

  private func writable() throws(Errno) -> SharedDescriptor {
    guard let writing else { throw .badFileDescriptor }
    return writing
  }

  override func hostDescriptor(writable: Bool) throws(Errno) -> Int32 {
    guard writable else {
      // Never the one to write through: a guest could make a shared mapping of it writable.
      if reading == nil { reading = try openOnHost(.readOnly) }
      return try readable().rawValue
    }
    try prepare(reads: true, writes: true)
    return try self.writable().rawValue
  }

  override func read(_ destination: inout ReadDestination, at position: Int64, _ file: OpenFile)
    throws(Errno) -> Int
  {
    let descriptor = try readable()
    let buffer = host.files.transferBuffer
    var done = 0
    while destination.remaining > 0 {
      let wanted = min(destination.remaining, buffer.count)
      let part = UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted])
      let count = try descriptor.read(into: part, at: position + Int64(done))
      if count == 0 { break }
      let put = try destination.put(UnsafeRawBufferPointer(rebasing: part[..<count]))
      done += put
      if put < count || count < wanted { break }
    }
    return done
  }

  override func write(_ source: inout WriteSource, at position: Int64, _ file: OpenFile)
    throws(Errno) -> Int
  {
    let descriptor = try writable()
    var done = 0
    while source.remaining > 0 {
      let bytes = try source.take(min(source.remaining, 1 << 18))
      if bytes.isEmpty { break }
      do throws(Errno) {
        let count = try descriptor.write(bytes, at: position + Int64(done))
        done += count
        if count < bytes.count { break }
      } catch {
        guard done > 0 else { throw error }
        break
      }
    }
    return done
  }

  override func seek(_ offset: Int64, _ origin: SeekOrigin, from position: Int64)
    throws(Errno) -> Int64
  {
    switch origin {
    case .data: return try openOrEnd().seek(to: offset, from: .data)
    case .hole: return try openOrEnd().seek(to: offset, from: .hole)
    case .start, .current:
      return try seekWithoutHoles(offset, origin, from: position, size: 0)
    case .end:
      return try seekWithoutHoles(offset, origin, from: position, size: try status().size)
    }
  }

  private func openOrEnd() throws(Errno) -> SharedDescriptor {
    guard let openDescriptor else { throw .badFileDescriptor }
    return openDescriptor
  }

  override func truncate(to size: Int64) throws(Errno) {
    try writable().truncate(to: size)
  }

  override func synchronize(dataOnly: Bool) throws(Errno) {
    try openDescriptor?.synchronize(dataOnly: dataOnly)
  }

  override func allocate(_ mode: FallocateMode, offset: Int64, length: Int64) throws(Errno) {
    try writable().allocate(mode: mode.rawValue, offset: offset, length: length)
  }
}
