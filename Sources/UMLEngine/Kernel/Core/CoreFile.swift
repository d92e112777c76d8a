import LinuxABI

/// What a core file holds: notes about a thread, and the memory of its process. See core(5),
/// elf(5).
struct CoreFile {
  /// A part of memory and where its bytes are in the file.
  struct Segment {
    let mapping: HostMappingEntry
    let isWritten: Bool
  }

  private let task: Task
  private let signal: SignalInfo
  let segments: [Segment]

  init(_ task: Task, _ signal: SignalInfo) {
    self.task = task
    self.signal = signal
    segments = task.thread.mappings().filter { $0.permissions.hasPrefix("r") && !$0.isKernels }
      .map { mapping in
        // What only shows a file can be had from the file, and may be as large as no file is.
        let isFile = mapping.inode != 0 && !mapping.isSharedAnonymous
        let isChangedCopy =
          mapping.permissions.hasPrefix("rw") && mapping.permissions.hasSuffix("p")
        return Segment(mapping: mapping, isWritten: !isFile || isChangedCopy)
      }
  }

  /// Everything before the memory, whose first bytes come at the next page.
  var head: [UInt8] {
    let notes = notes
    let count = segments.count + 1
    var offset = UInt64(ELFHeader.size + count * ELFProgramHeader.size)
    var writer = ByteWriter()
    header(programHeaders: count).write(to: &writer)
    var note = ELFProgramHeader(bytes: [])
    note.type = .note
    note.offset = offset
    note.fileSize = UInt64(notes.count)
    note.alignment = 4
    note.write(to: &writer)
    offset = Self.pageEnd(offset + UInt64(notes.count))
    for segment in segments {
      let header = programHeader(segment, at: offset)
      header.write(to: &writer)
      offset += header.fileSize
    }
    writer.write(notes)
    writer.align(to: GuestMemory.pageSize)
    return writer.bytes
  }

  private static func pageEnd(_ offset: UInt64) -> UInt64 { (offset + 4095) & ~4095 }

  private func header(programHeaders count: Int) -> ELFHeader {
    var header = ELFHeader(bytes: [])
    // 64 bits, little-endian, version 1.
    header.identification = ELFHeader.magic + [2, 1, 1]
    header.type = 4  // ET_CORE
    header.machine = ELFHeader.machineX86_64
    header.version = 1
    header.programHeaderOffset = UInt64(ELFHeader.size)
    header.headerSize = UInt16(ELFHeader.size)
    header.programHeaderSize = UInt16(ELFProgramHeader.size)
    header.programHeaderCount = UInt16(clamping: count)
    return header
  }

  private func programHeader(_ segment: Segment, at offset: UInt64) -> ELFProgramHeader {
    var header = ELFProgramHeader(bytes: [])
    header.type = .load
    if segment.mapping.permissions.contains("r") { header.flags.insert(.read) }
    if segment.mapping.permissions.contains("w") { header.flags.insert(.write) }
    if segment.mapping.permissions.contains("x") { header.flags.insert(.execute) }
    header.offset = offset
    header.virtualAddress = segment.mapping.start
    header.memorySize = segment.mapping.end - segment.mapping.start
    header.fileSize = segment.isWritten ? header.memorySize : 0
    header.alignment = 4096
    return header
  }

  // MARK: Notes

  private var notes: [UInt8] {
    let status: UInt32 = 1
    let process: UInt32 = 3
    let auxiliary: UInt32 = 6
    let information: UInt32 = 0x5349_4749
    let vector = (try? ProcessFiles.auxiliaryVector(of: task)) ?? []
    return Self.note(status, threadStatus) + Self.note(process, processInformation)
      + Self.note(information, signal.bytes) + Self.note(auxiliary, vector)
  }

  private static func note(_ type: UInt32, _ content: [UInt8]) -> [UInt8] {
    let name = Array("CORE\0".utf8)
    var writer = ByteWriter()
    writer.write(UInt32(name.count))
    writer.write(UInt32(content.count))
    writer.write(type)
    writer.write(name)
    writer.align(to: 4)
    writer.write(content)
    writer.align(to: 4)
    return writer.bytes
  }

  private func numbers(_ writer: inout ByteWriter, pid: Int32) {
    let process = task.process
    for number in [pid, process.parent?.pid ?? 0, process.group.id, process.session.id] {
      writer.write(number)
    }
  }

  /// `struct elf_prstatus`.
  private var threadStatus: [UInt8] {
    let size = 336
    let state = task.thread.signalState()
    var writer = ByteWriter(capacity: size)
    writer.write(signal.signal.rawValue)
    writer.write(signal.code.rawValue)
    writer.write(Int32(0))
    writer.write(Int16(clamping: signal.signal.rawValue))
    writer.pad(2)
    writer.write(state.pendingThread.rawValue)
    writer.write(state.blocked.rawValue)
    numbers(&writer, pid: task.tid)
    let (own, children) = (task.thread.usage().layout, task.process.usage.children.layout)
    for time in [own.userTime, own.systemTime, children.userTime, children.systemTime] {
      time.write(to: &writer)
    }
    writer.write(task.thread.registerBytes(), paddedTo: 216)
    writer.pad(size - writer.count)
    return writer.bytes
  }

  /// `struct elf_prpsinfo`.
  private var processInformation: [UInt8] {
    var writer = ByteWriter(capacity: 136)
    writer.write([
      0, UInt8(ascii: "R"), 0, UInt8(bitPattern: Int8(clamping: task.process.niceness)),
    ])
    writer.pad(12)
    writer.write(task.credentials.uid)
    writer.write(task.credentials.gid)
    numbers(&writer, pid: task.process.pid)
    writer.write(string: task.name, paddedTo: 16)
    let words = task.thread.commandLine().map { $0 == 0 ? UInt8(ascii: " ") : $0 }
    writer.write(string: words, paddedTo: 80)
    return writer.bytes
  }
}

extension HostMappingEntry {
  /// The host kernel's own pages in every process.
  fileprivate var isKernels: Bool { name.hasPrefix("[v") && name != "[vdso]" }
}
