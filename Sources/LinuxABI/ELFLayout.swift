/// The start of a program file. The corresponding C type is `Elf64_Ehdr`.
public struct ELFHeader: GuestLayout, Hashable {
  public static let size = 64

  public var identification: [UInt8]
  public var type: UInt16
  public var machine: UInt16
  public var version: UInt32
  /// The address of the first instruction.
  public var entry: UInt64
  public var programHeaderOffset: UInt64
  public var sectionHeaderOffset: UInt64
  public var flags: UInt32
  public var headerSize: UInt16
  public var programHeaderSize: UInt16
  public var programHeaderCount: UInt16
  public var sectionHeaderSize: UInt16
  public var sectionHeaderCount: UInt16
  public var sectionNamesIndex: UInt16

  /// What every program file begins with. The corresponding C constant is `ELFMAG`.
  public static let magic: [UInt8] = [0x7f, 0x45, 0x4c, 0x46]
  /// A program at fixed addresses. The corresponding C constant is `ET_EXEC`.
  public static let typeExecutable: UInt16 = 2
  /// A program or library that can be anywhere. The corresponding C constant is `ET_DYN`.
  public static let typeShared: UInt16 = 3
  /// The corresponding C constant is `EM_X86_64`.
  public static let machineX86_64: UInt16 = 62

  public init(from reader: inout ByteReader) {
    identification = reader.read(count: 16)
    type = reader.read()
    machine = reader.read()
    version = reader.read()
    entry = reader.read()
    programHeaderOffset = reader.read()
    sectionHeaderOffset = reader.read()
    flags = reader.read()
    headerSize = reader.read()
    programHeaderSize = reader.read()
    programHeaderCount = reader.read()
    sectionHeaderSize = reader.read()
    sectionHeaderCount = reader.read()
    sectionNamesIndex = reader.read()
  }

  public func write(to writer: inout ByteWriter) {
    writer.write(identification, paddedTo: 16)
    writer.write(type)
    writer.write(machine)
    writer.write(version)
    writer.write(entry)
    writer.write(programHeaderOffset)
    writer.write(sectionHeaderOffset)
    writer.write(flags)
    writer.write(headerSize)
    writer.write(programHeaderSize)
    writer.write(programHeaderCount)
    writer.write(sectionHeaderSize)
    writer.write(sectionHeaderCount)
    writer.write(sectionNamesIndex)
  }

  /// Whether this is a program or library for a 64-bit little-endian x86 machine.
  public var isRunnable: Bool {
    identification.starts(with: ELFHeader.magic)
      && identification.dropFirst(4).starts(with: [2, 1])
      && machine == ELFHeader.machineX86_64
      && (type == ELFHeader.typeExecutable || type == ELFHeader.typeShared)
      && programHeaderSize == ELFProgramHeader.size
  }
}

/// A part of a program file. The corresponding C type is `Elf64_Phdr`.
public struct ELFProgramHeader: GuestLayout, Hashable {
  public static let size = 56

  public var type: Kind
  public var flags: Access
  public var offset: UInt64
  public var virtualAddress: UInt64
  public var physicalAddress: UInt64
  /// Bytes in the file.
  public var fileSize: UInt64
  /// Bytes in memory; what the file does not have is zero.
  public var memorySize: UInt64
  public var alignment: UInt64

  /// What a part is for.
  public struct Kind: RawRepresentable, Hashable, Sendable {
    public var rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Lies in memory. The corresponding C constant is `PT_LOAD`.
    public static let load = Kind(rawValue: 1)
    /// The corresponding C constant is `PT_DYNAMIC`.
    public static let dynamic = Kind(rawValue: 2)
    /// The loader's path. The corresponding C constant is `PT_INTERP`.
    public static let interpreter = Kind(rawValue: 3)
    /// The corresponding C constant is `PT_NOTE`.
    public static let note = Kind(rawValue: 4)
    /// The program headers themselves. The corresponding C constant is `PT_PHDR`.
    public static let programHeaders = Kind(rawValue: 6)
    /// The corresponding C constant is `PT_TLS`.
    public static let threadLocalStorage = Kind(rawValue: 7)
    /// The stack's protection. The corresponding C constant is `PT_GNU_STACK`.
    public static let stack = Kind(rawValue: 0x6474_e551)
    /// The corresponding C constant is `PT_GNU_PROPERTY`.
    public static let property = Kind(rawValue: 0x6474_e553)
  }

  /// What may be done to a part.
  public struct Access: OptionSet, Hashable, Sendable {
    public var rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// The corresponding C constant is `PF_X`.
    public static let execute = Access(rawValue: 1)
    /// The corresponding C constant is `PF_W`.
    public static let write = Access(rawValue: 2)
    /// The corresponding C constant is `PF_R`.
    public static let read = Access(rawValue: 4)

    /// The same in the words of `mmap(2)`.
    public var protection: MemoryProtection {
      var protection: MemoryProtection = []
      if contains(.read) { protection.insert(.read) }
      if contains(.write) { protection.insert(.write) }
      if contains(.execute) { protection.insert(.execute) }
      return protection
    }
  }

  public init(from reader: inout ByteReader) {
    type = Kind(rawValue: reader.read())
    flags = Access(rawValue: reader.read())
    offset = reader.read()
    virtualAddress = reader.read()
    physicalAddress = reader.read()
    fileSize = reader.read()
    memorySize = reader.read()
    alignment = reader.read()
  }

  public func write(to writer: inout ByteWriter) {
    writer.write(type.rawValue)
    writer.write(flags.rawValue)
    writer.write(offset)
    writer.write(virtualAddress)
    writer.write(physicalAddress)
    writer.write(fileSize)
    writer.write(memorySize)
    writer.write(alignment)
  }
}
