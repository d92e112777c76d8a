import LinuxABI

/// Reads and checks ELF files. Nothing in a file is trusted.
enum ELFLoader {
  private static let pageMask: UInt64 = 4095
  /// Programs lie below this; above are the stub and the stack.
  private static let addressLimit: UInt64 = 0x6fff_0000_0000
  private static let headerLimit = 64

  /// - Throws: `.execFormatError` for what is no ELF program of this machine, and what reading it
  ///   meets.
  static func load(_ file: any FileObject, _ open: OpenFile) throws(Errno) -> ELFImage {
    let header = ELFHeader(bytes: try read(file, open, at: 0, count: ELFHeader.size))
    guard header.isRunnable, (1...headerLimit).contains(Int(header.programHeaderCount)) else {
      throw .execFormatError
    }
    let table = try read(
      file, open, at: header.programHeaderOffset,
      count: Int(header.programHeaderCount) * ELFProgramHeader.size)
    let headers = ELFProgramHeader.array(from: table)
    let segments = try headers.filter { $0.type == .load }.map(segment)
    guard !segments.isEmpty, segments.count <= ELFImage.segmentLimit else { throw .execFormatError }
    guard zip(segments, segments.dropFirst()).allSatisfy({ end($0) <= $1.address }) else {
      throw .execFormatError
    }
    let isFixed = header.type == ELFHeader.typeExecutable
    return ELFImage(
      segments: segments, entry: header.entry,
      headerAddress: headerAddress(header, headers), headerCount: UInt64(headers.count),
      isFixed: isFixed, interpreter: try interpreter(headers, file, open),
      descriptor: try file.hostDescriptor(writable: false), file: file)
  }

  private static func end(_ segment: ELFImage.Segment) -> UInt64 {
    max(
      segment.address + segment.fileLength, segment.anonymousAddress + segment.anonymousLength)
  }

  private static func segment(_ header: ELFProgramHeader) throws(Errno) -> ELFImage.Segment {
    let start = header.virtualAddress
    guard header.memorySize >= header.fileSize, header.memorySize < addressLimit,
      start < addressLimit, header.offset < addressLimit,
      start & pageMask == header.offset & pageMask
    else { throw .execFormatError }
    let fileEnd = start + header.fileSize
    let memoryEnd = start + header.memorySize
    let pageStart = start & ~pageMask
    let filePagesEnd = header.fileSize == 0 ? pageStart : roundUp(fileEnd)
    let needsZeros = memoryEnd > fileEnd && header.flags.contains(.write) && header.fileSize > 0
    return ELFImage.Segment(
      address: pageStart, fileLength: filePagesEnd - pageStart,
      fileOffset: header.offset & ~pageMask,
      protection: UInt32(header.flags.protection.rawValue),
      // To the end of the page and not to the end of memory: ld.so's first allocations lie there.
      zeroed: needsZeros ? fileEnd..<filePagesEnd : 0..<0, anonymousAddress: filePagesEnd,
      anonymousLength: roundUp(memoryEnd) > filePagesEnd ? roundUp(memoryEnd) - filePagesEnd : 0)
  }

  private static func headerAddress(_ header: ELFHeader, _ headers: [ELFProgramHeader]) -> UInt64 {
    if let own = headers.first(where: { $0.type == .programHeaders }) { return own.virtualAddress }
    let holder = headers.first {
      $0.type == .load && $0.offset <= header.programHeaderOffset
        && header.programHeaderOffset < $0.offset &+ $0.fileSize
    }
    guard let holder else { return 0 }
    return holder.virtualAddress + (header.programHeaderOffset - holder.offset)
  }

  private static func interpreter(
    _ headers: [ELFProgramHeader], _ file: any FileObject, _ open: OpenFile
  ) throws(Errno) -> [UInt8]? {
    guard let header = headers.first(where: { $0.type == .interpreter }) else { return nil }
    guard (2...4096).contains(header.fileSize) else { throw .execFormatError }
    let bytes = try read(file, open, at: header.offset, count: Int(header.fileSize))
    guard bytes.last == 0 else { throw .execFormatError }
    return Array(bytes.prefix { $0 != 0 })
  }

  private static func roundUp(_ address: UInt64) -> UInt64 { (address + pageMask) & ~pageMask }

  /// Exactly `count` bytes; a file that ends before is no program.
  private static func read(_ file: any FileObject, _ open: OpenFile, at offset: UInt64, count: Int)
    throws(Errno) -> [UInt8]
  {
    guard let position = Int64(exactly: offset) else { throw .execFormatError }
    var destination = ReadDestination(kernelCapacity: count)
    _ = try file.read(&destination, at: position, open)
    guard destination.bytes.count == count else { throw .execFormatError }
    return destination.bytes
  }
}
