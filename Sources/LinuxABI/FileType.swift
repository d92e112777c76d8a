/// What kind of file a name stands for. The raw value is a directory entry's `d_type`; shifted
/// left by twelve it is the type in `st_mode`.
public enum FileType: UInt8, CaseIterable, Sendable {
  /// The corresponding C constants are `S_IFIFO` and `DT_FIFO`.
  case fifo = 1
  /// The corresponding C constants are `S_IFCHR` and `DT_CHR`.
  case characterDevice = 2
  /// The corresponding C constants are `S_IFDIR` and `DT_DIR`.
  case directory = 4
  /// The corresponding C constants are `S_IFBLK` and `DT_BLK`.
  case blockDevice = 6
  /// The corresponding C constants are `S_IFREG` and `DT_REG`.
  case regular = 8
  /// The corresponding C constants are `S_IFLNK` and `DT_LNK`.
  case symbolicLink = 10
  /// The corresponding C constants are `S_IFSOCK` and `DT_SOCK`.
  case socket = 12

  /// The type's bits in `st_mode`.
  public var modeBits: UInt32 { UInt32(rawValue) << 12 }

  /// The type's value in a directory entry. Zero, `DT_UNKNOWN`, is not a type.
  public var directoryEntryType: UInt8 { rawValue }

  /// The letter that `ls -l` shows.
  public var letter: Character {
    switch self {
    case .fifo: "p"
    case .characterDevice: "c"
    case .directory: "d"
    case .blockDevice: "b"
    case .regular: "-"
    case .symbolicLink: "l"
    case .socket: "s"
    }
  }
}
